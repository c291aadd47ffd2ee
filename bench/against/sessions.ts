import { execFile } from 'node:child_process'
import { addAbortListener } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { makeFixture } from '../../src/fixtures/store.ts'
import { measurement, orNull } from '../../src/model/measures/measure.ts'
import { parseCsv } from '../parse-csv.ts'
import { type Bench, builds, type Comparison, type Costs, commandOf, cpuOf } from './bench.ts'

const PARTITION = '2026-11-20'
/** The row whose figure is the unit of others' targets. */
export const F = 'F: DuckDB parses the input'

const measures = z.object({ cpuSeconds: measurement, peakAnonBytes: measurement })
const output = z.object({
  records: z
    .array(
      z.object({
        job: z.string(),
        parity: z.object({ outcome: z.literal('exact') }),
        trials: z.array(z.object({ engine: z.string(), outcome: z.string(), measures })),
      }),
    )
    .min(1),
})

/** The sessions job of each build on the same files, which this build made, by all engines. */
export async function* sessions(bench: Bench): AsyncIterable<Comparison> {
  const { size, scratch, signal } = bench
  const request = { fixture: 'weblogs', size, partition: PARTITION, format: 'csv' } as const
  const { path } = await makeFixture(request, undefined, { signal })
  yield {
    rows: [
      { name: F, unit: 'CPU-s' },
      {
        name: 'sessions, polars',
        unit: 'CPU-s',
        targets: [
          { atMost: 0.8, of: '×' },
          { atMost: 5, of: 'F' },
          { atMost: 1.2, of: 'GB' },
        ],
      },
      { name: 'sessions, duckdb', unit: 'CPU-s', targets: [{ atMost: 8, of: 'F' }] },
      { name: 'sessions, spark', unit: 'CPU-s', targets: [{ atMost: 40, of: 'F' }] },
    ],
    sides: builds(bench, async (clone) => ({
      [F]: cpuOf(await parseCsv(clone, path, scratch, signal)),
      ...(await trialsOf(clone, ['sessions', '--input', path], bench)),
    })),
  }
}

/** What `make compare` runs, where the inputs are there already. */
export async function* compare(bench: Bench): AsyncIterable<Comparison> {
  const whole = 'make compare'
  for (const clone of [bench.before, bench.now])
    for (const job of ['sessions', 'customer_tiers'])
      await run(clone, ['fixtures', 'make', job, '--size', 'small', '--partition', PARTITION], bench)
  yield {
    rows: [
      { name: whole, unit: 's', targets: [{ atMost: 0.8, of: '×' }] },
      { name: 'sessions, spark', unit: 'CPU-s', targets: [{ atMost: 0.7, of: '×' }] },
    ],
    sides: builds(bench, async (clone) => {
      const begun = performance.now()
      const costs = await trialsOf(clone, ['--size', 'small'], bench)
      return { ...costs, [whole]: { value: (performance.now() - begun) / 1000, peakBytes: null } }
    }),
  }
}

async function run(clone: string, args: string[], { signal }: Bench): Promise<string> {
  const running = promisify(execFile)(commandOf(clone), args, { cwd: clone, maxBuffer: 2 ** 26 })
  // Not by the option `signal`, which would not wait for what the command still writes.
  using _ = addAbortListener(signal, () => running.child.kill('SIGTERM'))
  return (await running).stdout
}

/**
 * The least of each engine's trials, as `JOB, ENGINE`.
 *
 * @throws Error where the outputs of a job are not the same data
 */
async function trialsOf(clone: string, args: string[], bench: Bench): Promise<Costs> {
  const kept = ['--partition', PARTITION, '--out', join(bench.scratch, 'out')]
  const printed = await run(clone, ['run', ...args, ...kept, '--json', '--fail-on', 'never'], bench)
  const trials = output
    .parse(JSON.parse(printed))
    .records.flatMap(({ job, trials }) =>
      trials.map(({ engine, outcome, measures }) => ({ name: `${job}, ${engine}`, outcome, measures })),
    )
  const costs: Costs = {}
  for (const { name, outcome, measures } of trials) {
    const value = orNull(measures.cpuSeconds)
    if (outcome === 'ok' && value !== null && value < (costs[name]?.value ?? Number.POSITIVE_INFINITY))
      costs[name] = { value, peakBytes: orNull(measures.peakAnonBytes) }
  }
  return costs
}
