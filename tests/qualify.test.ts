import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import type { Run } from '../src/qualify/run.ts'
import { etlCompare } from './etl-compare.ts'
import { EVENT_LOGS, eventLog, linesOf } from './event-logs.ts'

const HEALTHY = ['sales', 'sales-3.5', 'merged', 'python_udf', 'rdd', 'skewed', 'stream', 'failed']
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qualify-'))
  vi.stubEnv('ETL_COMPARE_CACHE', join(folder, 'cache'))
})
afterAll(() => {
  vi.unstubAllEnvs()
  return rm(folder, { recursive: true })
})

interface Told {
  jobs: {
    name: string
    outlook: string
    runs: Run[]
    findings: { criterion: string; side: string; words: string }[]
  }[]
  logs: { path: string; status: string; gaps: { kind: string }[]; skipped?: { kind: string } }[]
}

async function qualify(...args: string[]) {
  const ended = await etlCompare(['qualify', ...args, '--json'], folder)
  expect(ended.code).toBe(0)
  return { ...(JSON.parse(ended.stdout) as Told), stdout: ended.stdout }
}

/** Writes a log of the test's own, and returns its path. */
async function write(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}

/** What the events of a log come to, all of them parsed. */
function summed(name: string) {
  const events = linesOf(eventLog(name)).map((line) => JSON.parse(line))
  const of = (event: string) => events.filter(({ Event }) => Event === event)
  const tasks = of('SparkListenerTaskEnd')
  const sum = (figure: (task: (typeof tasks)[number]) => number) =>
    tasks.reduce((total, task) => total + (task['Task Metrics'] ? figure(task['Task Metrics']) : 0), 0)
  const [start, end] = [of('SparkListenerApplicationStart'), of('SparkListenerApplicationEnd')].map(
    ([event]) => event.Timestamp,
  )
  const [executor] = of('SparkListenerExecutorAdded')
  const coreMs = (end - executor.Timestamp) * executor['Executor Info']['Total Cores']
  const durations = tasks.map(({ 'Task Info': info }) => info['Finish Time'] - info['Launch Time'])
  return {
    id: of('SparkListenerApplicationStart')[0]['App ID'],
    wallSeconds: (end - start) / 1000,
    coreHours: coreMs / 3.6e6,
    occupiedShare: durations.reduce((total, ms) => total + ms, 0) / coreMs,
    tasks: tasks.length,
    jobs: of('SparkListenerJobStart').length,
    readBytes: sum((metrics) => metrics['Input Metrics']['Bytes Read']),
    outputBytes: sum((metrics) => metrics['Output Metrics']['Bytes Written']),
    shuffleBytes: sum((metrics) => metrics['Shuffle Write Metrics']['Shuffle Bytes Written']),
    spilledBytes: sum((metrics) => metrics['Disk Bytes Spilled']),
  }
}

describe('real event logs', () => {
  it('become a Parquet file with a row a job, in the order and with the figures of --json', async () => {
    const path = join(folder, 'jobs.parquet')
    const { jobs } = await qualify(EVENT_LOGS, '--parquet', path)
    await using db = await openDuckDB()
    const rows = await db.rows(
      `SELECT rank, job, outlook, core_hours, criterion_plan FROM '${path}' ORDER BY rank`,
    )
    expect(rows).toEqual(
      jobs.map(({ name, outlook, runs, findings }, index) => ({
        rank: index + 1,
        job: name,
        outlook,
        core_hours: runs.reduce((sum, { coreHours }) => sum + coreHours, 0),
        criterion_plan: findings.find(({ criterion }) => criterion === 'plan')?.side,
      })),
    )
    const again = await etlCompare(['qualify', EVENT_LOGS, '--parquet', path], folder)
    expect([again.code, again.mistake?.code]).toEqual([2, 'exportExists'])
  })

  it.each(HEALTHY)('of %s come to the sums of all their events', async (name) => {
    const { jobs } = await qualify(join(EVENT_LOGS, `${name}.gz`))
    const [run] = jobs.flatMap(({ runs }) => runs)
    const { coreHours, occupiedShare, ...exact } = summed(name)
    expect(run).toMatchObject(exact)
    expect(run?.coreHours).toBeCloseTo(coreHours, 9)
    expect(run?.occupiedShare).toBeCloseTo(occupiedShare, 9)
  })

  it('show what the jobs were', async () => {
    const { jobs } = await qualify(EVENT_LOGS)
    const of = (name: string) => jobs.find((job) => job.name === name)
    const doubts = (name: string) =>
      of(name)?.findings.flatMap(({ criterion, side }) => (side === 'for' ? [] : [criterion]))
    expect(of('sales')?.outlook).toBe('likely')
    expect(of('python_udf')?.runs[0]).toMatchObject({ hasPython: true, nodes: { work: ['BatchEvalPython'] } })
    expect(doubts('rdd')).toEqual(['input', 'code'])
    expect(of('stream')).toMatchObject({ outlook: 'unlikely', runs: [{ isStreaming: true }] })
    expect(of('failed')?.runs[0]).toMatchObject({ isFailed: true, failedJobs: 1 })
    expect(of('crashed')).toMatchObject({
      outlook: 'measure',
      runs: [{ isFailed: true, gaps: [{ kind: 'no-end' }] }],
    })
    expect(jobs.flatMap(({ runs }) => runs.flatMap(({ nodes }) => nodes.unknown))).toEqual([])
  })

  it('of a skewed stage take as long on more cores as their longest task', async () => {
    const { jobs } = await qualify(join(EVENT_LOGS, 'skewed.gz'), '--target', '64cpu,32GB')
    const [run] = jobs.flatMap(({ runs }) => runs)
    const events = linesOf(eventLog('skewed')).map((line) => JSON.parse(line))
    const [start] = events.filter(({ Event }) => Event === 'SparkListenerJobStart')
    const [end] = events.filter(({ Event }) => Event === 'SparkListenerJobEnd')
    const longest = Math.max(
      ...events
        .filter(({ Event }) => Event === 'SparkListenerTaskEnd')
        .map(({ 'Task Info': info }) => info['Finish Time'] - info['Launch Time']),
    )
    const driverMs = (run?.wallSeconds ?? 0) * 1000 - (end['Completion Time'] - start['Submission Time'])
    expect(run?.replaySeconds).toBeCloseTo((driverMs + longest) / 1000, 6)
  })

  it('are one run, whatever compressed them and however many copies there are', async () => {
    const { jobs, logs } = await qualify(join(EVENT_LOGS, 'packed'), join(EVENT_LOGS, 'rdd.gz'))
    expect(jobs.find(({ name }) => name === 'rdd')?.runs).toHaveLength(1)
    expect(logs.filter(({ skipped }) => skipped?.kind === 'duplicate')).toHaveLength(4)
  })

  it('that the history server compacted have no figures of all tasks', async () => {
    const { jobs, logs } = await qualify(join(EVENT_LOGS, 'packed/compacted'))
    expect(logs).toMatchObject([{ status: 'partly', gaps: [{ kind: 'compacted' }] }])
    expect(jobs[0]).toMatchObject({
      outlook: 'measure',
      runs: [{ occupiedShare: { reason: 'tasks-missing' } }],
    })
  })
})

describe('a log', () => {
  it('that is rolled, with a piece of each codec, is one', async () => {
    const lines = linesOf(eventLog('sales'))
    const half = Math.floor(lines.length / 2)
    await write('rolled/eventlog_v2_app/events_1_app', `${lines.slice(0, half).join('\n')}\n`)
    await write('rolled/eventlog_v2_app/events_2_app', `${lines.slice(half).join('\n')}\n`)
    await write('rolled/eventlog_v2_app/appstatus_app', '')
    await write('rolled/eventlog_v2_app/.events_1_app.crc', 'crc')
    const { jobs, logs } = await qualify(join(folder, 'rolled'))
    expect(logs).toMatchObject([{ status: 'read' }])
    expect(jobs[0]?.runs[0]).toMatchObject({ tasks: summed('sales').tasks })
  })

  it('that was cut in the middle of a line tells what came before', async () => {
    const text = eventLog('sales')
    const { jobs, logs } = await qualify(await write('cut', text.subarray(0, Math.floor(text.length * 0.7))))
    expect(logs).toMatchObject([{ status: 'partly', gaps: [{ kind: 'truncated' }, { kind: 'no-end' }] }])
    expect(jobs[0]?.runs[0]?.tasks).toBeGreaterThan(0)
  })

  it('with lines that are no events tells how many, and the others count', async () => {
    const [first = '', ...rest] = linesOf(eventLog('rdd'))
    const odd = [
      'not json',
      '{"Event":"SparkListenerTaskEnd","Stage ID":"x"}',
      '{}',
      '{"Event":"SparkListenerFromTheFuture"}',
    ]
    const { jobs, logs } = await qualify(await write('odd-lines', [first, ...odd, ...rest, ''].join('\n')))
    expect(logs).toMatchObject([{ status: 'partly', gaps: [{ kind: 'malformed', lines: 3 }] }])
    expect(jobs[0]?.runs[0]?.tasks).toBe(summed('rdd').tasks)
  })

  it('with operations that nobody listed is to be measured, and names them', async () => {
    const text = eventLog('sales').toString().replaceAll('"nodeName":"Filter"', '"nodeName":"MagicFilter"')
    const { jobs } = await qualify(await write('magic', text))
    expect(jobs[0]).toMatchObject({ outlook: 'measure', runs: [{ nodes: { unknown: ['MagicFilter'] } }] })
  })

  it('with clocks that contradict each other says so', async () => {
    const text = eventLog('rdd')
      .toString()
      .replaceAll(/"Finish Time":\d/g, '"Finish Time":0')
    const { logs } = await qualify(await write('clocks', text))
    expect(logs).toMatchObject([{ status: 'read', gaps: [{ kind: 'clocks' }] }])
  })

  it('that is none is skipped with a reason, and others are read', async () => {
    await write('mixed/README.md', '# Notes')
    await write('mixed/package.json', '{\n  "name": "x",\n')
    await write('mixed/empty', '')
    await write('mixed/app', eventLog('rdd'))
    const { logs } = await qualify(join(folder, 'mixed'))
    expect(logs.map(({ path, status }) => [path.split('/').at(-1), status])).toEqual([
      ['README.md', 'skipped'],
      ['app', 'read'],
      ['empty', 'skipped'],
      ['package.json', 'skipped'],
    ])
  })
})

it('no setting, path or literal of a log is in what is printed', async () => {
  const secrets = ['planted-secret', '/lake', 'no such shop', 'SECRET']
  for (const secret of secrets.slice(0, 3))
    expect(HEALTHY.some((name) => eventLog(name).includes(secret))).toBe(true)
  await cp(EVENT_LOGS, join(folder, 'logs'), { recursive: true })
  const { stdout } = await qualify('logs')
  const { stdout: text } = await etlCompare(['qualify', 'logs', '--html', 'page.html'], folder)
  const page = await readFile(join(folder, 'page.html'), 'utf8')
  for (const secret of secrets) expect(stdout + text + page).not.toContain(secret)
})

describe('the page', () => {
  it('has every job, what was found of it, and what of the logs was not read', async () => {
    const path = join(folder, 'jobs.html')
    const { jobs, logs } = await qualify(EVENT_LOGS, '--core-price', '0.05', '--html', path)
    const page = await readFile(path, 'utf8')
    for (const { name } of jobs) expect(page).toContain(`>${name}</a>`)
    for (const { words } of jobs.flatMap(({ findings }) => findings))
      expect(page.replaceAll('\u00a0', ' ').toLowerCase()).toContain(escaped(words).toLowerCase())
    for (const log of logs.filter(({ status }) => status !== 'read')) expect(page).toContain(log.path)
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`)
    expect(page).not.toMatch(/<script|\sstyle="|https?:/)
  })

  it('cannot be written in place of a folder', async () =>
    expect(await etlCompare(['qualify', EVENT_LOGS, '--html', folder], folder)).toMatchObject({
      code: 2,
      mistake: { code: 'optionInvalid' },
    }))
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;')

it('an interrupted reading ends with 130', async () => {
  const controller = new AbortController()
  controller.abort()
  const { code } = await etlCompare(
    ['qualify', EVENT_LOGS],
    folder,
    {},
    { interruption: () => controller.signal },
  )
  expect(code).toBe(130)
})

it.each([
  [['gs://logs/spark'], 'eventLogRemote'],
  [['abfss://logs@store.dfs.core.windows.net/spark'], 'eventLogRemote'],
  [['dbfs:/logs/spark'], 'eventLogRemote'],
  [['nowhere'], 'eventLogMissing'],
  [[join(EVENT_LOGS, 'rdd.gz'), '--target', 'large'], 'targetInvalid'],
  [[join(EVENT_LOGS, 'rdd.gz'), '--core-price', 'fargate'], 'corePriceUnknown'],
])('%j is a mistake: %s', async (args, code) =>
  expect(await etlCompare(['qualify', ...args], folder)).toMatchObject({ code: 2, mistake: { code } }),
)

it('a price of the book bills the core-hours', async () => {
  const path = await write('priced', eventLog('sales'))
  const { stdout } = await qualify(path, '--core-price', 'emr-serverless-vcpu')
  const { price, jobs } = JSON.parse(stdout)
  expect(jobs[0].bill).toBeCloseTo(jobs[0].coreHours * price.perHour, 12)
})
