import type { Measures } from '../src/model/measures/combine.ts'
import { type Outcome, RECORD_VERSION, type RunRecord, type Trial } from '../src/model/record/schema.ts'
import { deployedAs, POLARS, type RanAs } from './deployed-ledger.ts'

/** A trial with these measures alone. */
export const trial = (engine: string, measures: Measures, outcome: Outcome = 'ok'): Trial => ({
  engine,
  role: engine === 'spark' ? 'baseline' : 'candidate',
  order: 1,
  block: 1,
  warmup: false,
  cache: 'warm',
  outcome,
  reason: outcome === 'ok' ? null : 'exited with 1',
  runner: 'process',
  limits: { cpus: 2, memoryBytes: null },
  limitsEnforced: true,
  host: { cpuModel: 'x', cores: 2, memoryBytes: 1, kernel: '6', class: 'x', cgroup: 'v2' },
  behaviour: '0'.repeat(64),
  meter: 'unverified',
  quiet: { waitedMs: 0, busyPercent: 0 },
  steps: [],
  measures,
  tables: { events: { rows: 9999, fingerprint: 'f' } },
  samples: null,
})

/** A comparison whose baseline is `spark`. */
export const record = (trials: Trial[], parity: Partial<RunRecord['parity']> = {}): RunRecord => ({
  version: RECORD_VERSION,
  id: '20261120T000000Z-00000000',
  tool: '0.1.0',
  job: 'sessions',
  size: 'small',
  partition: '2026-11-20',
  when: '2026-11-20T00:00:00.000Z',
  commit: null,
  event: 'manual',
  limits: { cpus: 2, memoryBytes: null },
  baseline: 'spark',
  input: { source: 'path', sha256: '0'.repeat(64), bytes: 1, files: 1 },
  k: 1,
  alpha: 0.05,
  judged: 'total',
  averageDays: 1,
  toolSeconds: {},
  trials,
  parity: { outcome: 'exact', passes: true, reason: null, findings: [], differences: null, ...parity },
})

/** Two trials an engine, 1 % apart. */
export const twice = (...engines: [string, number, Measures?][]) =>
  engines.flatMap(([engine, totalMs, more = {}]) =>
    [totalMs, totalMs * 1.01].map((ms) => trial(engine, { totalMs: ms, ...more })),
  )

/** A trial an engine. */
export const times = (...pairs: [string, number][]) =>
  pairs.map(([engine, totalMs]) => trial(engine, { totalMs }))

export const memory = (peakAnonBytes: number): Measures => ({ peakAnonBytes })

/** Two trials an engine, of a baseline that ran on this, and of Polars. */
export const ranOn = (baseline: RanAs, ...engines: Parameters<typeof twice>): RunRecord => {
  const [deployed] = deployedAs([record(twice(...engines))], { spark: baseline, polars: POLARS })
  return deployed as RunRecord
}
