import { chmod, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deploymentOf } from '../src/model/record/deployment.ts'
import type { Verdicts } from '../src/verdict/verdict.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { clusterLog, eventLog, logPath } from './event-logs.ts'
import { onlyRecord, recordsIn, trialOf } from './recorded.ts'
import { folderWith, GOOD } from './run-job.ts'
import { dayOf, moved, msOf, writeLog, writeOutput } from './spark-days.ts'

const DAYS = 6
const MS_A_DAY = 86_400_000

const CONFIG = `version: 1
jobs:
  orders:
    input: in
    baseline: spark
    engines:
      spark: { run: [spark-submit, orders.py], version: "1" }
      spark_local: { run: [spark-submit, orders.py], version: "1" }
      duckdb: { run: [python, orders_duckdb.py], version: "1", spark: none }
    tables:
      spend: { key: [id] }
policy: { window: { days: 6, most: 28, within: 42 } }
`

const FIRST = Date.parse('2025-11-01T06:00:00Z')
const days = Array.from({ length: DAYS }, (_, day) => FIRST + day * MS_A_DAY)
const AS_OF = dayOf(days.at(-1) ?? 0)

/** Logs of both sides for some days, and what each run left: the same data, as old as its run. */
async function writeDays(folder: string): Promise<void> {
  const logs = { spark: clusterLog(), spark_local: eventLog('sales').toString() }
  for (const [engine, log] of Object.entries(logs)) {
    for (const [day, ms] of days.entries()) {
      const text = moved(log, ms, `app-${engine}-${day}`)
      await writeLog(folder, engine, `app-${day}`, text)
      const select = `SELECT range AS id, range + ${day} AS spend FROM range(10)`
      await writeOutput(join(folder, 'out', engine, `dt=${dayOf(ms)}`), select, msOf(text, 'ApplicationEnd'))
    }
  }
  await writeFile(join(folder, 'etl-compare.yml'), CONFIG)
}

const record = (folder: string, ...args: string[]) =>
  etlCompare(['record', '--job', 'orders', '--ledger', 'ledger', ...args], folder)

const importLogs = (folder: string, engine: string) =>
  record(
    folder,
    ...['--engine', engine, '--from-spark-log', join('logs', engine)],
    ...['--output', join('out', engine, 'dt={partition}')],
  )

const judge = (folder: string, ...args: string[]) =>
  etlCompare(['judge', '--ledger', 'ledger', '--as-of', AS_OF, ...args], folder)

async function verdictsIn(folder: string): Promise<Verdicts['verdicts']> {
  return (JSON.parse((await judge(folder, '--json')).stdout) as Verdicts).verdicts
}

/** What the port measured elsewhere: quicker, and with the same data. */
async function writePort(folder: string): Promise<void> {
  const tables = (await recordsIn(folder)).map(({ partition, trials: [trial] }) => ({
    partition,
    table: trial?.tables.spend,
  }))
  const results = days.map((ms, day) => {
    const { table } = tables.find(({ partition }) => partition === dayOf(ms)) ?? {}
    const started = new Date(ms + 3_600_000).toISOString()
    return {
      ...{ engine: 'duckdb', partition: dayOf(ms), started, seconds: { total: 1 + day / 100 } },
      tables: { spend: { rows: table?.rows, fingerprint: table?.fingerprint } },
    }
  })
  await writeFile(join(folder, 'duckdb.json'), JSON.stringify(results))
}

describe('days of event logs of a cluster and of Spark on one machine, with what both wrote', () => {
  it('says to leave the cluster and to keep Spark, and what a port adds', async () => {
    await using folder = await scratch()
    await writeDays(folder.path)
    const added = { code: 0, stdout: `${DAYS} of ${DAYS} results added: folder ledger\n` }
    expect(await importLogs(folder.path, 'spark')).toMatchObject(added)
    expect(await importLogs(folder.path, 'spark_local')).toMatchObject(added)
    await writePort(folder.path)
    expect(await record(folder.path, '--from', 'duckdb.json')).toMatchObject(added)
    const [local, port] = await verdictsIn(folder.path)
    expect(local).toMatchObject({
      decision: 'retire',
      sentence: expect.stringMatching(/^Leave the cluster, keep Spark: over 6 days spark_local delivered/),
      move: {
        keeps: 'spark',
        leavesCluster: true,
        ran: {
          baseline: { kind: 'spark', place: { mode: 'cluster', executors: { least: 2, most: 2 } } },
          candidate: { kind: 'spark', place: { mode: 'local' } },
        },
      },
      gates: { parity: { state: 'pass', equal: DAYS } },
    })
    expect(port).toMatchObject({ decision: 'retire', move: { keeps: 'nothing' } })
    const { stdout } = await judge(folder.path)
    expect(stdout).toMatch(/✓ Leave the cluster, keep Spark +orders +spark_local /)
    expect(stdout).toMatch(/\n\norders: The smaller step is spark_local: Spark stays\. /)
    const summary = await etlCompare(['summary', '--ledger', 'ledger', '--as-of', AS_OF], folder.path)
    expect(summary.stdout).toContain('Leave the cluster, keep Spark')
  })

  it('is no parity where files changed after their run, since they may be of another one', async () => {
    await using folder = await scratch()
    await writeDays(folder.path)
    const late = new Date()
    for (const ms of days)
      await utimes(join(folder.path, 'out/spark', `dt=${dayOf(ms)}`, 'spend.parquet'), late, late)
    const { code, stderr } = await importLogs(folder.path, 'spark')
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(`dt=${dayOf(FIRST)} changed after the run of ${dayOf(FIRST)} had ended`),
    ])
    expect((await recordsIn(folder.path)).map((each) => trialOf(each).tables)).toEqual(days.map(() => ({})))
  })

  it('takes no output from where it cannot look', async () => {
    await using folder = await scratch()
    const { code, mistake } = await record(
      folder.path,
      ...['--from-spark-log', logPath('sales'), '--output', 's3://bucket/orders'],
    )
    expect([code, mistake?.code]).toEqual([2, 'optionInvalid'])
  })
})

describe("a candidate's run that was recorded", () => {
  it.each([
    ['local[8]', { kind: 'spark', place: { mode: 'local' } }],
    ['spark://10.0.0.1:7077', { kind: 'spark', place: { mode: 'cluster' } }],
  ])('by spark-submit --master %s says where Spark ran, and names no host', async (master, ran) => {
    await using folder = await scratch({ 'spark-submit': '#!/bin/sh\nexit 0\n' })
    await chmod(join(folder.path, 'spark-submit'), 0o755)
    const command = ['--', './spark-submit', '--master', master, 'orders.py']
    expect((await record(folder.path, '--engine', 'spark_local', ...command)).code).toBe(0)
    const written = await onlyRecord(folder.path)
    expect(deploymentOf(trialOf(written))).toMatchObject(ran)
    expect(JSON.stringify(written)).not.toContain('10.0.0.1')
  })

  it('or compared by a command that names a master says where Spark ran too', async () => {
    const engines = { base: './spark-submit --master local[2] orders.py', other: GOOD }
    await using folder = await folderWith(engines)
    const program = join(folder.path, 'spark-submit')
    await writeFile(program, `#!/bin/sh\n${GOOD}\n`, { mode: 0o755 })
    const { stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toContain('How they ran: base: Spark in local mode; other: not recorded.')
  })
})
