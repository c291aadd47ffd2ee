import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import type { Qualified } from '../src/qualify/qualify.ts'
import { etlCompare } from './etl-compare.ts'
import { answerOf, EVENT_LOGS, eventLog, linesOf, logPath, PACKED_LOGS } from './event-logs.ts'

const OF_BOTH = ['sales', 'python_udf', 'rdd', 'stream', 'connect']
const OF_SPARK_4 = ['merged', 'skewed', 'failed', 'rolled', 'attempts_1', 'attempts_2']
const OF_OTHER_SPARKS = ['sales-4.0', 'sales-3.4', 'sales-3.3', 'failed-3.3']
const WHOLE = [...OF_BOTH, ...OF_BOTH.map((name) => `${name}-3.5`), ...OF_SPARK_4, ...OF_OTHER_SPARKS]
/** Each in one file. */
const SINGLE = WHOLE.filter((name) => name !== 'rolled')
const IN_PART: [name: string, ...gaps: string[]][] = [
  ['crashed', 'no-end'],
  ['crashed-3.5', 'no-end'],
  ['cut', 'truncated', 'no-end'],
  ['compacted', 'compacted'],
]
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qualify-'))
  vi.stubEnv('ETL_COMPARE_CACHE', join(folder, 'cache'))
})
afterAll(() => {
  vi.unstubAllEnvs()
  return rm(folder, { recursive: true })
})

interface QualifiedJson extends Pick<Qualified, 'name' | 'outlook' | 'runs' | 'isOverlapping'> {
  findings: (Qualified['findings'][number] & { words: string })[]
}

interface Told {
  jobs: QualifiedJson[]
  logs: { path: string; status: string; gaps: { kind: string }[]; skipped?: { kind: string } }[]
}

async function qualify(...args: string[]) {
  const ended = await etlCompare(['qualify', ...args, '--json'], folder)
  expect(ended.code).toBe(0)
  return { ...(JSON.parse(ended.stdout) as Told), stdout: ended.stdout }
}

function expectWithin(value: unknown, [least, most]: readonly [number, number]): void {
  expect(value).toBeGreaterThanOrEqual(least)
  expect(value).toBeLessThanOrEqual(most)
}

/** Writes a log of the test's own, and returns its path. */
async function write(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
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
        core_hours: runs.reduce((sum, { coreHours }) => sum + Number(coreHours), 0),
        criterion_plan: findings.find(({ criterion }) => criterion === 'plan')?.side,
      })),
    )
    const again = await etlCompare(['qualify', EVENT_LOGS, '--parquet', path], folder)
    expect([again.code, again.mistake?.code]).toEqual([2, 'exportExists'])
  })

  it.each(WHOLE)('of %s come to what Spark and the clock told while it ran', async (name) => {
    const { jobs, logs } = await qualify(logPath(name))
    expect(logs).toMatchObject([{ status: 'read', gaps: [] }])
    const [run] = jobs.flatMap(({ runs }) => runs)
    const { counts, taskSeconds, seconds, coreSeconds } = answerOf(name)
    expect(run).toMatchObject(counts)
    expectWithin(run?.wallSeconds, seconds)
    expectWithin(Number(run?.coreHours) * 3600, coreSeconds)
    expect(Number(run?.occupiedShare) * Number(run?.coreHours) * 3600).toBeCloseTo(taskSeconds, 6)
  })

  it.each(IN_PART)(
    'of %s have at most that, and no figure where the tasks of ended jobs are gone',
    async (name, ...gaps) => {
      const { jobs, logs } = await qualify(logPath(name))
      expect(logs).toMatchObject([{ status: 'partly', gaps: gaps.map((kind) => ({ kind })) }])
      const [run] = jobs.flatMap(({ runs }) => runs)
      const { counts, seconds, coreSeconds } = answerOf(name)
      for (const [figure, told] of Object.entries(counts)) {
        const value = run?.[figure as keyof typeof counts]
        if (gaps.includes('compacted')) expect(value).toEqual({ value: null, reason: 'tasks-missing' })
        else expectWithin(value, [0, told])
      }
      expectWithin(run?.wallSeconds, [0, seconds[1]])
      expectWithin(Number(run?.coreHours) * 3600, [0, coreSeconds[1]])
    },
  )

  it.each(['sales', 'sales-4.0', 'sales-3.5', 'sales-3.4', 'sales-3.3'])(
    'of %s tell the peaks of memory that Spark and the kernel saw',
    async (name) => {
      const { jobs } = await qualify(logPath(name))
      const { heapBytes, processBytes } = answerOf(name)
      const [run] = jobs.flatMap(({ runs }) => runs)
      expectWithin(run?.peakHeapBytes, [1e6, heapBytes])
      expectWithin(run?.peakProcessBytes, [Number(run?.peakHeapBytes), Number(processBytes)])
      expect(run?.executorBytes).toBe(2 ** 30)
    },
  )

  it('of tasks that end before Spark takes a sample have no peaks, and say why', async () => {
    const { jobs } = await qualify(logPath('skewed'))
    expect(jobs[0]?.runs[0]).toMatchObject({
      peakHeapBytes: { reason: 'no-memory-samples' },
      peakProcessBytes: { reason: 'no-process-samples' },
    })
  })

  it('show what the jobs were', async () => {
    const { jobs } = await qualify(EVENT_LOGS)
    const of = (name: string) => jobs.find((job) => job.name === name)
    const doubts = (name: string) =>
      of(name)?.findings.flatMap(({ criterion, side }) => (side === 'for' ? [] : [criterion]))
    expect(of('sales')?.outlook).toBe('likely')
    expect(of('python_udf')?.runs[0]).toMatchObject({ hasPython: true, nodes: { work: ['BatchEvalPython'] } })
    expect(doubts('rdd')).toEqual(['input', 'code'])
    expect(of('stream')).toMatchObject({
      outlook: 'unlikely',
      runs: [{ isStreaming: true }, { isStreaming: true }],
    })
    expect(
      of('sales')
        ?.runs.map(({ sparkVersion }) => sparkVersion)
        .toSorted(),
    ).toEqual(['3.3.4', '3.4.4', '3.5.7', '4.0.1', '4.1.4'])
    expect(of('failed')?.runs).toMatchObject([
      { isFailed: true, failedJobs: 1 },
      { isFailed: true, failedJobs: 1, sparkVersion: '3.3.4' },
    ])
    expect(of('crashed')).toMatchObject({ outlook: 'measure', failedRuns: 2 })
    expect(of('attempts')?.runs).toMatchObject([
      { attempt: '1', isFailed: true },
      { attempt: '2', isFailed: false },
    ])
    expect(of('attempts')?.isOverlapping).toBe(false)
    expect(doubts('Spark Connect server')).toEqual(['sessions'])
    expect(jobs.flatMap(({ runs }) => runs.flatMap(({ nodes }) => nodes.unknown))).toEqual([])
  })

  it('of a skewed stage take as long on more cores as their longest task', async () => {
    const { jobs } = await qualify(logPath('skewed'), '--target', '64cpu,32GB')
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
    const { jobs, logs } = await qualify(PACKED_LOGS, logPath('rdd'))
    expect(jobs.find(({ name }) => name === 'rdd')?.runs).toHaveLength(1)
    expect(logs.filter(({ skipped }) => skipped?.kind === 'duplicate')).toHaveLength(4)
  })

  it('that the history server compacted have no figures of all tasks', async () => {
    const { jobs } = await qualify(logPath('compacted'))
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
    expect(jobs[0]?.runs[0]).toMatchObject({ tasks: answerOf('sales').counts.tasks })
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
    expect(jobs[0]?.runs[0]?.tasks).toBe(answerOf('rdd').counts.tasks)
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

  it('of a version that nobody tried says so', async () => {
    const text = eventLog('rdd')
      .toString()
      .replace(/"Spark Version":"[^"]*"/, '"Spark Version":"5.0.0"')
    const { logs } = await qualify(await write('untried', text))
    expect(logs).toMatchObject([{ status: 'read', reason: expect.stringContaining('Spark 5.0.0') }])
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
    expect(SINGLE.some((name) => eventLog(name).includes(secret))).toBe(true)
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

  it('replaces no folder, and no file whose name is none of a page', async () => {
    await mkdir(join(folder, 'pages.html'))
    await writeFile(join(folder, 'etl-compare.yml'), 'kept')
    for (const name of ['pages.html', 'etl-compare.yml'])
      expect(await etlCompare(['qualify', EVENT_LOGS, '--html', name], folder)).toMatchObject({
        code: 2,
        mistake: { code: 'optionInvalid', data: { option: '--html', value: name } },
      })
    expect(await readFile(join(folder, 'etl-compare.yml'), 'utf8')).toBe('kept')
    await rm(join(folder, 'etl-compare.yml'))
  })
})

it('a job that no log has is a mistake that names those of the logs', async () =>
  expect((await etlCompare(['qualify', EVENT_LOGS, '--job', 'sale'], folder)).mistake).toMatchObject({
    code: 'qualifiedJobUnknown',
    data: { job: 'sale', found: expect.arrayContaining(['sales']) },
  }))

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
  [[logPath('rdd'), '--target', 'large'], 'targetInvalid'],
  [[logPath('rdd'), '--core-price', 'fargate'], 'corePriceUnknown'],
  [[logPath('rdd'), '--core-price', 'emr-serverless-memory'], 'corePriceUnknown'],
  [[logPath('rdd'), '--core-price', 'dataproc-vcpu'], 'corePriceSurcharge'],
])('%j is a mistake: %s', async (args, code) =>
  expect(await etlCompare(['qualify', ...args], folder)).toMatchObject({ code: 2, mistake: { code } }),
)

describe('a price of the book', () => {
  const EMR = ['emr-serverless-vcpu', 'emr-serverless-memory']

  it('bills core-hours, and the memory that is never billed apart from them', async () => {
    const { stdout } = await qualify(
      await write('priced', eventLog('sales')),
      '--core-price',
      'emr-serverless-vcpu',
    )
    const { price, jobs } = JSON.parse(stdout)
    const [{ coreHours, runs, bill }] = jobs
    expect([price.core.name, price.memory.name]).toEqual(EMR)
    expect(bill).toBeCloseTo(
      coreHours * price.core.perHour + runs[0].memoryGbHours * price.memory.perHour,
      12,
    )
  })

  it('is shown with its source and date, and flagged where it is old, wherever a cost is', async () => {
    const page = join(folder, 'priced.html')
    const args = ['qualify', logPath('sales'), '--core-price', 'emr-serverless-vcpu', '--html', page]
    const { price } = JSON.parse((await etlCompare([...args, '--json'], folder)).stdout)
    const { stdout } = await etlCompare(args, folder)
    const html = (await readFile(page, 'utf8')).replaceAll('\u00a0', ' ')
    for (const { source, asOf, isOld } of [price.core, price.memory]) {
      expect(isOld).toBe(true)
      for (const shown of [stdout.replaceAll(/\s+/g, ' '), html])
        expect(shown).toContain(`as of ${asOf}, more than a year old; source: ${source}`)
    }
  })
})
