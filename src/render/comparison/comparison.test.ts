import { describe, expect, it } from 'vitest'
import { LOCAL_SPARK, type RanAs, SAIL, SILENT } from '../../../tests/deployed-ledger.ts'
import { newWords } from '../../../tests/new-words.ts'
import { memory, ranOn, record, times, trial, twice } from '../../../tests/small-records.ts'
import type { Measures } from '../../model/measures/combine.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import type { RunRecord, TableFinding, Trial } from '../../model/record/schema.ts'
import { parityUnavailable } from '../../parity/finding.ts'
import { summariseMeasure } from '../../report/summary.ts'
import { comparisonSentences } from './sentence.ts'
import { comparisonTable } from './table.ts'

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

describe('the sentence below the table', () => {
  const sentences = (model: RunRecord) => comparisonSentences(model).join()
  const ofMemory = (baseline: RanAs) =>
    ranOn(baseline, ['spark', 1000, memory(1e9)], ['polars', 500, memory(320e6)])

  it.each([
    ['Spark ran', LOCAL_SPARK],
    ['nobody knows what ran', SILENT],
  ])('says nothing of memory where %s', (_, baseline) => {
    expect(sentences(ofMemory(baseline))).not.toMatch(/memory/)
  })

  it('says how much less memory was needed where the configuration says that no engine is Spark', () => {
    const model = ofMemory(SILENT)
    const declared = model.trials.map((each) => ({ ...each, spark: 'none' as const }))
    expect(sentences({ ...model, trials: declared })).toMatch(/32 % of its memory/)
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

describe('of a job of operations', () => {
  const model = (stages: string[]) => {
    const one = (engine: string, totalMs: number, seconds: number): Trial => {
      const each = ['create', 'merge'].map((name) => ({ name, seconds }))
      const others = stages.map((name) => ({ name, seconds: 8 }))
      const steps = [
        { name: 'main', command: ['job'], versions: {}, parts: [], stages: [...others, ...each] },
      ] as unknown as Trial['steps']
      return { ...trial(engine, { totalMs, workMs: totalMs, initMs: 10 }), operations: each, steps }
    }
    return record([
      ...[20_000, 20_200].map((ms) => one('spark', ms, 1)),
      ...[10_000, 10_100].map((ms) => one('polars', ms, 2)),
    ])
  }

  it('the sentence says what else is in the total, and what the operations alone took', () => {
    expect(comparisonSentences(model(['parse', 'warm_up']))[1]).toBe(
      'These times are of whole programs, with start-up and the stages parse, warm_up. The operations alone took spark 2 s, polars 4 s.',
    )
    expect(comparisonSentences(model([]))[1]).toMatch(/programs, with start-up\. The operations alone/)
  })

  it('start-up is not in the time of its work', () => {
    const [, whole] = comparisonSentences({ ...model(['warm_up']), judged: 'work' })
    expect(whole).toMatch(/^These times are of whole programs, with the stage warm_up\. The/)
  })
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
