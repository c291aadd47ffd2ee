import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isMeasured } from '../src/model/measures/measure.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { candidate, SCENARIOS } from '../src/simulate/scenario.ts'
import type { Verdict } from '../src/verdict/verdict.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { clusterLog, eventLog } from './event-logs.ts'
import { dayOf, moved, msOf, writeLog, writeOutput } from './spark-days.ts'

const DAYS = 21
const LOGS = { spark: clusterLog(), spark_local: eventLog('sales').toString() }
type Engine = keyof typeof LOGS

const CONFIG = `version: 1
jobs:
  orders:
    input: in
    baseline: spark
    engines:
      spark: { run: [spark-submit, orders.py], version: "1" }
      spark_local: { run: [spark-submit, orders.py], version: "1" }
    tables:
      spend: { key: [id] }
`

interface Week {
  /** Of the cluster's time that Spark on one machine takes. */
  ratio: number
  /** Rows that it read. */
  rows?: number
}

/** How long both took each day: a simulated history, so that days differ as they do in production. */
function durations(ratio: number): { startMs: number; seconds: Record<Engine, number> }[] {
  const scenario = {
    ...{ ...SCENARIOS['no-difference'], days: DAYS, trials: 2 },
    candidates: [candidate({ name: 'spark_local', ratio })],
  } as Parameters<typeof simulateRecords>[0]
  return simulateRecords(scenario, 'weeks').map(({ when, trials }) => {
    const secondsOf = (engine: Engine) => {
      const total = trials.find((trial) => trial.engine === engine)?.measures.totalMs
      if (!isMeasured(total)) throw new Error(`${engine} has no time on ${when}`)
      return total / 1000
    }
    return {
      startMs: Date.parse(when),
      seconds: { spark: secondsOf('spark'), spark_local: secondsOf('spark_local') },
    }
  })
}

/** Three weeks of real logs with those times, and what each run left; all recorded, and judged by the default policy. */
async function judged({ ratio, rows = 10 }: Week): Promise<{ verdict: Verdict; stdout: string }> {
  await using folder = await scratch({ 'etl-compare.yml': CONFIG })
  const { path } = folder
  const days = durations(ratio)
  for (const engine of ['spark', 'spark_local'] as const) {
    for (const { startMs, seconds } of days) {
      const day = dayOf(startMs)
      const log = moved(LOGS[engine], startMs, `${engine}-${day}`, seconds[engine])
      await writeLog(path, engine, day, log)
      const read = engine === 'spark' ? 10 : rows
      const select = `SELECT range AS id, range + ${Number(day.slice(-2))} AS spend FROM range(${read})`
      await writeOutput(join(path, 'out', engine, `dt=${day}`), select, msOf(log, 'ApplicationEnd'))
    }
    const options = ['--engine', engine, '--output', join('out', engine, 'dt={partition}')]
    const args = ['record', '--job', 'orders', '--ledger', 'ledger', ...options]
    const added = await etlCompare([...args, '--from-spark-log', join('logs', engine)], path)
    expect(added).toMatchObject({ code: 0, stdout: `${DAYS} of ${DAYS} results added: folder ledger\n` })
  }
  return await judge(path, dayOf(days.at(-1)?.startMs ?? 0))
}

async function judge(folder: string, asOf: string): Promise<{ verdict: Verdict; stdout: string }> {
  const args = ['judge', 'orders', '--ledger', 'ledger', '--as-of', asOf]
  const { stdout } = await etlCompare(args, folder)
  const [verdict] = JSON.parse((await etlCompare([...args, '--json'], folder)).stdout).verdicts
  return { verdict, stdout }
}

const RAN = {
  baseline: { kind: 'spark', place: { mode: 'cluster', executors: { least: 2, most: 2 } } },
  candidate: { kind: 'spark', place: { mode: 'local' } },
}

describe('three weeks of a recorded cluster, and of Spark on one machine', () => {
  it('that took less time for the same data end in «Leave the cluster, keep Spark»', async () => {
    const { verdict, stdout } = await judged({ ratio: 0.8 })
    expect(verdict).toMatchObject({
      decision: 'retire',
      sentence: expect.stringMatching(/^Leave the cluster, keep Spark: over 21 days spark_local delivered/),
      move: { keeps: 'spark', leavesCluster: true, ran: RAN },
      gates: { parity: { state: 'pass', equal: DAYS }, window: { state: 'pass', days: DAYS } },
    })
    expect(stdout).toContain('Keep the job on the cluster ready to run again')
  })

  it('that took more time than the margin allows keep the cluster', async () => {
    const { verdict } = await judged({ ratio: 1.4 })
    expect(verdict).toMatchObject({
      decision: 'keep',
      basis: 'evidence',
      decisive: 'speed',
      sentence: expect.stringMatching(/^Keep the cluster: spark_local took 1\.\d+× as long/),
    })
  })

  it('that read only a part of the input never do, however fast', async () => {
    const { verdict } = await judged({ ratio: 0.3, rows: 6 })
    expect(verdict).toMatchObject({
      decision: 'keep',
      basis: 'fix-candidate',
      decisive: 'parity',
      sentence: expect.stringContaining('This is not evidence for the cluster.'),
    })
  })

  it('whose inputs have other bytes are not compared at all', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    const results = (['spark', 'spark_local'] as const).flatMap((engine) =>
      durations(0.5).map(({ startMs, seconds }) => ({
        ...{ engine, started: new Date(startMs).toISOString(), seconds: { total: seconds[engine] } },
        input: {
          sha256: (engine === 'spark' ? 'a' : 'b').repeat(64),
          bytes: engine === 'spark' ? 5e9 : 1e9,
        },
      })),
    )
    await writeFile(join(folder.path, 'results.json'), JSON.stringify(results))
    const args = ['record', '--job', 'orders', '--ledger', 'ledger', '--from', 'results.json']
    expect((await etlCompare(args, folder.path)).code).toBe(0)
    const { stdout } = await judge(folder.path, '2026-11-21')
    expect(stdout).toContain('Nothing to judge: spark_local and spark read different input.')
  })
})
