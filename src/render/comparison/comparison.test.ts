import { describe, expect, it } from 'vitest'
import { deployedAs, LOCAL_SPARK, POLARS, type RanAs, SAIL, SILENT } from '../../../tests/deployed-ledger.ts'
import { newWords } from '../../../tests/new-words.ts'
import type { Measures } from '../../model/measures/combine.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import {
  type Outcome,
  RECORD_VERSION,
  type RunRecord,
  type TableFinding,
  type Trial,
} from '../../model/record/schema.ts'
import { parityUnavailable } from '../../parity/finding.ts'
import { summariseMeasure } from '../../report/summary.ts'
import { comparisonSentences } from './sentence.ts'
import { comparisonTable } from './table.ts'

const trial = (engine: string, measures: Measures, outcome: Outcome = 'ok'): Trial => ({
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

const record = (trials: Trial[], parity: Partial<RunRecord['parity']> = {}): RunRecord => ({
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
const twice = (...engines: [string, number, Measures?][]) =>
  engines.flatMap(([engine, totalMs, more = {}]) =>
    [totalMs, totalMs * 1.01].map((ms) => trial(engine, { totalMs: ms, ...more })),
  )

const times = (...pairs: [string, number][]) => pairs.map(([engine, totalMs]) => trial(engine, { totalMs }))

describe('the figure of an engine', () => {
  it('is the geometric mean of its trials, with its ratio to the baseline', () => {
    const { figures } = summariseMeasure(
      record(times(['spark', 1000], ['spark', 4000], ['polars', 500])),
      'totalMs',
    )
    expect(figures.spark).toEqual({ value: expect.closeTo(2000), ratio: null })
    expect(figures.polars).toEqual({ value: expect.closeTo(500), ratio: expect.closeTo(0.25) })
  })

  it('is the arithmetic mean where a zero makes a geometric one meaningless', () => {
    const trials = [0, 4].map((cpuSeconds) => trial('spark', { cpuSeconds }))
    expect(summariseMeasure(record(trials), 'cpuSeconds').figures.spark).toMatchObject({ value: 2 })
  })

  it('leaves out trials that failed', () => {
    const trials = [...times(['spark', 1000], ['polars', 500]), trial('polars', { totalMs: 1 }, 'failed')]
    expect(summariseMeasure(record(trials), 'totalMs').figures.polars).toMatchObject({
      value: expect.closeTo(500),
    })
  })

  it('is missing, with the reason, where it could not be measured or the engine failed', () => {
    const trials = [trial('spark', { pullMs: unmeasured('no container') }), trial('polars', {}, 'oom')]
    const { figures } = summariseMeasure(record(trials), 'pullMs')
    expect(figures.spark).toEqual({ value: null, reason: 'no container' })
    expect(figures.polars).toEqual({ value: null, reason: 'polars: oom' })
  })
})

describe('the winner', () => {
  const winners = (trials: Trial[], parity = {}) =>
    summariseMeasure(record(trials, parity), 'totalMs').winners

  it('is the engine with the least', () => {
    expect(winners([...twice(['spark', 1000], ['polars', 500]), ...twice(['duckdb', 400])])).toEqual([
      'duckdb',
    ])
  })

  it('is none, but «≈», where trials show no difference to the baseline', () => {
    const row = summariseMeasure(
      record(times(['spark', 1000], ['spark', 1200], ['polars', 850], ['polars', 950])),
      'totalMs',
    )
    expect(row).toMatchObject({ isWithinNoise: true, winners: ['polars', 'spark'] })
  })

  it('is shared by candidates that the trials do not tell apart', () => {
    const candidates = times(['polars', 410], ['polars', 420], ['duckdb', 400], ['duckdb', 415])
    expect(winners([...twice(['spark', 1000]), ...candidates])).toEqual(['duckdb', 'polars'])
  })

  it('is nobody where parity fails', () => {
    expect(
      winners(times(['spark', 1000], ['spark', 1010], ['polars', 500]), {
        outcome: 'different',
        passes: false,
      }),
    ).toEqual([])
  })

  it('is nobody for average CPU, which is neither good nor bad', () => {
    const spark = trial('spark', { avgCpuPercent: 150 })
    const trials = [spark, spark, trial('polars', { avgCpuPercent: 180 })]
    expect(summariseMeasure(record(trials), 'avgCpuPercent').winners).toEqual([])
  })

  it('is never an engine that failed a trial', () => {
    const trials = [
      ...times(['spark', 1000], ['spark', 1010], ['polars', 500]),
      trial('polars', {}, 'failed'),
    ]
    expect(winners(trials)).toEqual([])
  })

  it('is nobody without a repeat of the baseline, since its noise is unknown', () => {
    expect(winners(times(['spark', 1000], ['polars', 500]))).toEqual([])
  })

  it('is nobody where only one engine was measured', () => {
    expect(winners([...times(['spark', 1000]), trial('polars', {}, 'failed')])).toEqual([])
  })
})

describe('the winner by peak memory', () => {
  const winners = (baseline: RanAs) =>
    summariseMeasure(
      ranOn(baseline, ['spark', 1000, memory(1e9)], ['polars', 500, memory(320e6)]),
      'peakAnonBytes',
    )

  it('is the engine with the least, where none has a heap', () =>
    expect(winners(SAIL)).toMatchObject({ winners: ['polars'], heaps: [] }))

  it.each([
    ['Spark ran', LOCAL_SPARK, true],
    ['nobody knows what ran', SILENT, false],
  ])('is nobody where %s: it took what its heap was allowed', (_, baseline, isKnown) => {
    expect(winners(baseline)).toMatchObject({ winners: [], heaps: [{ engine: 'spark', isKnown }] })
    const model = ranOn(baseline, ['spark', 1000, memory(1e9)], ['polars', 500, memory(320e6)])
    expect(comparisonSentences(model).join()).not.toMatch(/memory/)
  })
})

describe('the winner by memory of engines of which records say nothing', () => {
  const declared = (spark: Trial['spark']): RunRecord => {
    const model = ranOn(SILENT, ['spark', 1000, memory(1e9)], ['polars', 500, memory(320e6)])
    return { ...model, trials: model.trials.map((each) => ({ ...each, ...(spark && { spark }) })) }
  }

  it('is the one with the least where the configuration says that none is Spark', () => {
    const model = declared('none')
    expect(summariseMeasure(model, 'peakAnonBytes').winners).toEqual(['polars'])
    expect(comparisonSentences(model).join()).toMatch(/32 % of its memory/)
  })

  it.each(['local', 'cluster', undefined] as const)('is nobody where it says «%s»', (spark) => {
    expect(summariseMeasure(declared(spark), 'peakAnonBytes').winners).toEqual([])
  })
})

describe('the table and the sentence below it', () => {
  it('tell the baseline from a candidate where another varies so much that it may be as fast as both', () => {
    const wide = times(['polars', 300], ['polars', 1150])
    const model = record([...twice(['spark', 1000]), ...wide, ...twice(['duckdb', 600])])
    expect(summariseMeasure(model, 'totalMs')).toMatchObject({
      winners: ['polars', 'duckdb', 'spark'],
      even: ['polars'],
    })
    expect(comparisonSentences(model).join()).toMatch(/duckdb took 60 % of spark's time/)
  })

  it('name no winner alike where the candidate’s own repeats lie about as far apart as both engines', () => {
    const model = record([...twice(['spark', 1000]), ...times(['polars', 700], ['polars', 900])])
    expect(summariseMeasure(model, 'totalMs')).toMatchObject({
      isWithinNoise: true,
      winners: ['polars', 'spark'],
    })
    expect(comparisonSentences(model).join()).toMatch(/its time .* is not shown to differ from spark's/)
  })
})

/** A trial that others disturbed. */
const busy = (engine: string, othersPercent: number, more: Partial<Trial> = {}): Trial => ({
  ...trial(engine, { totalMs: 1000, othersPercent }),
  ...more,
})
const measures = (ms: number): Measures => ({
  pullMs: unmeasured('no container'),
  startMs: unmeasured('no container'),
  executionMs: ms,
  totalMs: ms,
  peakAnonBytes: 800e6,
  avgCpuPercent: 150,
  cpuSeconds: ms / 1000,
})
const memory = (peakAnonBytes: number): Measures => ({ peakAnonBytes })
/** Two trials an engine, of a baseline that ran on this, and of Polars. */
const ranOn = (baseline: RanAs, ...engines: Parameters<typeof twice>): RunRecord => {
  const [deployed] = deployedAs([record(twice(...engines))], { spark: baseline, polars: POLARS })
  return deployed as RunRecord
}
const good = twice(['spark', 1000], ['polars', 100])
const work = (trials: Trial[]): RunRecord => ({ ...record(trials), judged: 'work' })
const finding = { engine: 'polars', table: 'events', passes: true, notes: [] as string[] } as TableFinding
const notes = ["tolerance: names amonut, a column that neither side has (did you mean 'amount'?)"]
const different = { outcome: 'different' as const, summary: '1 row changed in amount', passes: false }

/** What a run shows, in one model each. */
const MODELS: Record<string, RunRecord> = {
  'both sides, one of them once': record([
    ...[12_000, 12_300].map((ms) => trial('spark', measures(ms))),
    trial('polars', measures(1500)),
  ]),
  'less time and memory': ranOn(SAIL, ['spark', 25_000, memory(1e9)], ['polars', 1500, memory(320e6)]),
  'less time and memory than a JVM took': ranOn(
    LOCAL_SPARK,
    ['spark', 25_000, { ...memory(1e9), heapAfterFullGcBytes: 212e6 }],
    ['polars', 1500, memory(320e6)],
  ),
  'a JVM that collected nothing': ranOn(
    LOCAL_SPARK,
    ['spark', 25_000, { ...memory(1e9), heapAfterFullGcBytes: unmeasured('no full collection took place') }],
    ['polars', 1500, memory(320e6)],
  ),
  'several candidates': record(twice(['spark', 1000], ['slow', 2300], ['polars', 70], ['duckdb', 4])),
  'work time, where one engine is silent about its start': work([
    ...twice(
      ['spark', 9000, { initMs: 8000, workMs: 1000 }],
      ['spark', 9000, { initMs: 8000, workMs: 1001 }],
    ),
    ...twice(['polars', 900, { initMs: unmeasured('silent'), workMs: 900 }]),
    ...twice(['duckdb', 900, { initMs: 100, workMs: 540 }]),
  ]),
  'repeats that lie apart': record([...times(['spark', 1000], ['spark', 1400]), ...twice(['polars', 900])]),
  'as much memory': ranOn(SAIL, ['spark', 1000, memory(1e9)], ['polars', 500, memory(1e9)]),
  'no repeat': record(times(['spark', 1000], ['polars', 100])),
  'data that differ': record(good, {
    outcome: 'different',
    passes: false,
    findings: [{ ...finding, ...different }],
  }),
  'other types': record(good, {
    outcome: 'coerced',
    passes: false,
    findings: [
      { ...finding, outcome: 'coerced', passes: false, summary: 'equal values of other types: amount' },
    ],
  }),
  'other types that are accepted': record(good, {
    outcome: 'coerced',
    findings: [
      { ...finding, outcome: 'coerced', summary: 'differs only as accepted: naive-timestamp in at' },
    ],
  }),
  'data that differ as declared': record(good, {
    outcome: 'within-tolerance',
    findings: [
      { ...finding, outcome: 'within-tolerance', summary: 'equal within the declared tolerances (amount)' },
    ],
  }),
  'a declaration of a column that is not there': record(good, {
    findings: [{ ...finding, outcome: 'exact', notes }],
  }),
  'undeclared tables': record(
    good.map((each) => ({ ...each, undeclared: each.engine === 'spark' ? ['audit', 'rejects'] : ['audit'] })),
  ),
  'a candidate that failed': record([...good, trial('duckdb', { totalMs: 1 }, 'oom')]),
  'a baseline that failed once': record([...good, trial('spark', {}, 'failed')]),
  'no output of the baseline': {
    ...record([trial('spark', {}, 'failed'), trial('polars', { totalMs: 5 })]),
    parity: parityUnavailable('the baseline spark delivered no output'),
  },
  'a busy machine': record([
    busy('spark', 52, { outcome: 'timeout' }),
    busy('polars', 12.4, { otherRuns: 1 }),
    {
      ...trial('polars', { totalMs: 100, othersPercent: unmeasured('short') }),
      quiet: { waitedMs: 5000, busyPercent: 80 },
    },
    busy('spark', 3),
  ]),
  'less time on a busy machine': record([
    ...twice(['spark', 25_000, { othersPercent: 60 }], ['polars', 1500, { othersPercent: 60 }]),
  ]),
  'a machine that another run shared': record([
    busy('spark', 4, { otherRuns: 1 }),
    trial('polars', { totalMs: 1 }),
  ]),
}

it('the words of comparisons', async () => {
  const texts = Object.entries(MODELS).map(([what, model]) => [what, comparisonTable(model).join('\n')])
  await expect(newWords(Object.fromEntries(texts))).toMatchFileSnapshot('words.snap.txt')
})

it('says that an engine cannot run the program, and not that it failed', () => {
  const trials = [
    trial('spark', { totalMs: 9000 }),
    trial('sail', {}, 'unsupported'),
    trial('polars', {}, 'failed'),
  ]
  expect(comparisonSentences(record(trials))).toEqual([
    'sail cannot run the program, so its times are not compared.',
    'polars failed, so its times are not compared.',
  ])
  const cut = [
    trial('spark', { totalMs: 9000 }),
    trial('sail', {}, 'cancelled'),
    trial('sail', {}, 'not-started'),
  ]
  expect(comparisonSentences(record(cut))).toEqual(['sail failed, so its times are not compared.'])
})

it('services are compared by their p95, and have no rows of batches', () => {
  const trials = [['spark', 240] as const, ['polars', 12] as const].flatMap(([engine, p95Ms]) =>
    [p95Ms, p95Ms * 1.01].map((ms) => trial(engine, { coldStartMs: 9000, p95Ms: ms, peakAnonBytes: 1e9 })),
  )
  const services: RunRecord = { ...record(trials), judged: 'p95' }
  expect(comparisonSentences(services)).toEqual([
    'polars gave the same answers as spark at 5 % of its p95 latency (12.1 ms against 241 ms).',
  ])
  const lines = comparisonTable(services)
  expect(lines.find((line) => line.startsWith('Latency p95'))).toMatch(/241 ms +12.1 ms +0.050× +polars$/)
  expect(
    lines.filter((line) => /^(?:Total|Execution|Image pull|Container start|Average CPU)/.test(line)),
  ).toEqual([])
})
