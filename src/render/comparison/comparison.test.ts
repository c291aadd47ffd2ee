import { describe, expect, it } from 'vitest'
import type { Measures } from '../../model/measures/combine.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import { type Outcome, RECORD_VERSION, type RunRecord, type Trial } from '../../model/record/schema.ts'
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
    expect(winners(times(['spark', 1000], ['spark', 1010], ['polars', 500], ['duckdb', 400]))).toEqual([
      'duckdb',
    ])
  })

  it('is none, but «≈», inside the baseline’s own repeats', () => {
    const row = summariseMeasure(record(times(['spark', 1000], ['spark', 1200], ['polars', 950])), 'totalMs')
    expect(row).toMatchObject({ isWithinNoise: true, winners: ['polars', 'spark'] })
  })

  it('is shared by candidates that lie no further apart than the baseline’s repeats', () => {
    expect(winners(times(['spark', 1000], ['spark', 1100], ['polars', 410], ['duckdb', 400]))).toEqual([
      'duckdb',
      'polars',
    ])
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

describe('the table', () => {
  it('has parity above it, the seven rows, and footnotes for what is missing', () => {
    const measures = (ms: number): Measures => ({
      pullMs: unmeasured('no container'),
      startMs: unmeasured('no container'),
      executionMs: ms,
      totalMs: ms,
      peakAnonBytes: 800e6,
      avgCpuPercent: 150,
      cpuSeconds: ms / 1000,
    })
    const lines = comparisonTable(
      record([
        trial('spark', measures(12_000)),
        trial('spark', measures(12_300)),
        trial('polars', measures(1500)),
      ]),
    )
    expect(lines).toEqual([
      '✓ Parity: exact. All 3 outputs have the same rows: events 9,999.',
      '',
      '                    spark    polars           winner',
      '────────────────────────────────────────────────────',
      'Image pull            – ¹       – ¹',
      'Container start       – ¹       – ¹',
      'Execution          12.1 s     1.5 s  0.12×    polars',
      'Total              12.1 s     1.5 s  0.12×    polars',
      'Peak memory        800 MB    800 MB   1.0×    ≈',
      'Average CPU         150 %     150 %   1.0×',
      'CPU-seconds        12.1 s     1.5 s  0.12×    polars',
      '',
      '¹ no container',
      "Figures are geometric means; × is relative to spark, the baseline. ≈: within the spread of spark's own repeats.",
      'Spread of total time, slowest trial over fastest: spark 2.5 %, polars – (only one trial).',
    ])
  })

  it('says above all figures that the machine was busy, by how much, and whom it hit', () => {
    const busy = (engine: string, othersPercent: number, more: Partial<Trial> = {}) => ({
      ...trial(engine, { totalMs: 1000, othersPercent }),
      ...more,
    })
    const quiet = { waitedMs: 5000, busyPercent: 80 }
    const short = { ...trial('polars', { totalMs: 100, othersPercent: unmeasured('short') }), quiet }
    const lines = comparisonTable(
      record([
        busy('spark', 52, { outcome: 'timeout' }),
        busy('polars', 12.4, { otherRuns: 1 }),
        short,
        busy('spark', 3),
      ]),
    )
    expect(lines.slice(1, 6)).toEqual([
      '! Machine: BUSY. Times are too long, and ratios may be wrong. Run again when nothing else is running.',
      '    other work used up to 52 % of the cores during 2 of 4 trials: spark 52 %, polars 12 %',
      '    the cores were up to 80 % busy before 1 of 4 trials: polars 80 %',
      '    another etl-compare process was measuring during 1 of 4 trials',
      '',
    ])
  })

  it('says that another run measured, though it used little', () => {
    const beside = { ...trial('spark', { totalMs: 1000, othersPercent: 4 }), otherRuns: 1 }
    expect(comparisonTable(record([beside, trial('polars', { totalMs: 1 })])).slice(1, 3)).toEqual([
      '! Machine: SHARED. Times may be too long. Run again when nothing else is running.',
      '    another etl-compare process was measuring during 1 of 2 trials',
    ])
  })

  it('says in words what its figures mean, between them and the footnotes', () => {
    const lines = comparisonTable(record(twice(['spark', 1000], ['polars', 60])))
    const [sentence] = comparisonSentences(record(twice(['spark', 1000], ['polars', 60])))
    expect(sentence).toMatch(/^polars delivered /)
    expect(lines.slice(lines.indexOf(sentence ?? '') - 1).slice(0, 3)).toEqual(['', sentence, ''])
  })

  it('names failures, and says that parity is unavailable where it is', () => {
    const lines = comparisonTable({
      ...record([trial('spark', {}, 'failed'), trial('polars', { totalMs: 5 })]),
      parity: parityUnavailable('the baseline spark delivered no output'),
    })
    expect(lines[0]).toBe(
      '✕ Parity: unavailable: the baseline spark delivered no output. No winner is named.',
    )
    expect(lines).toContain('✕ spark: failed: exited with 1')
  })
})

describe('the result in words', () => {
  const told = (trials: Trial[], more: Partial<RunRecord> = {}) =>
    comparisonSentences({ ...record(trials), ...more })
  const memory = (peakAnonBytes: number): Measures => ({ peakAnonBytes })
  const spark = (ms: number) => twice(['spark', ms, memory(1e9)])

  it('says what a candidate took of the baseline’s time and memory', () => {
    expect(told([...spark(25_000), ...twice(['polars', 1500, memory(320e6)])])).toEqual([
      'polars delivered the same data as spark in 6 % of its time (1.51 s against 25.1 s) and 32 % of its memory.',
    ])
  })

  it('begins with the quickest of several, and gives each of the others a clause', () => {
    expect(told(twice(['spark', 1000], ['slow', 2300], ['polars', 70], ['duckdb', 4]))).toEqual([
      "duckdb delivered the same data as spark in less than 1 % of its time (0.004 s against 1 s); polars took 7 % of spark's time (0.07 s); slow took 230 % of spark's time (2.31 s).",
    ])
  })

  it('speaks of the clock that is judged', () => {
    const trials = [
      ...twice(['spark', 9000, { workMs: 1000 }], ['polars', 9000, { workMs: 500 }]),
      ...twice(['spark', 9000, { workMs: 1001 }]),
    ]
    expect(told(trials, { judged: 'work' })[0]).toContain('in 50 % of its work time (0.5 s against 1 s)')
  })

  it('compares no work time that has start-up in it with one that has not, and says what to do', () => {
    const trials = [
      ...twice(
        ['spark', 9000, { initMs: 8000, workMs: 1000 }],
        ['spark', 9000, { initMs: 8000, workMs: 1001 }],
      ),
      ...twice(['polars', 900, { initMs: unmeasured('silent'), workMs: 900 }]),
      ...twice(['duckdb', 900, { initMs: 100, workMs: 500 }]),
    ]
    const [claim, doubt, ...more] = told(trials, { judged: 'work' })
    expect(claim).toMatch(
      /^duckdb delivered the same data as spark in 50 % of its work time \(0\.5 s [^;]*\.$/,
    )
    expect(doubt).toBe(
      'polars\'s work time cannot be compared with spark\'s: the work of polars includes start-up. Append {"stage":"ready"} to the file that ETL_STAGES names once the engine is up, or judge by total.',
    )
    expect(more).toEqual([])
    expect(told(trials).join()).not.toContain('cannot be compared')
  })

  it('claims nothing where the baseline’s own repeats lie as far apart, or the candidate’s', () => {
    const [a, b] = [times(['spark', 1000], ['spark', 1400]), times(['spark', 1000], ['spark', 1010])]
    expect(told([...a, ...twice(['polars', 900])])).toEqual([
      "polars delivered the same data as spark; its time (0.9 s against 1.18 s) differs from spark's no more than repeated runs of spark differ from each other.",
    ])
    expect(told([...b, ...times(['polars', 500], ['polars', 1200])])[0]).toMatch(
      /differs from spark's no more than repeated runs of polars differ from each other\.$/,
    )
    expect(told([...spark(1000), ...twice(['polars', 500, memory(1e9)])])[0]).not.toContain('memory')
  })

  it('says nothing where the data differ, or nothing is known of a repeat', () => {
    const trials = twice(['spark', 1000], ['polars', 100])
    const { parity } = record(trials, { outcome: 'different', passes: false })
    expect(told(trials, { parity })).toEqual([])
    expect(told(times(['spark', 1000], ['polars', 100]))).toEqual([])
  })

  it('tells the same data from data that differ as declared', () => {
    const trials = twice(['spark', 1000], ['polars', 100])
    const { parity } = record(trials, { outcome: 'within-tolerance' })
    expect(told(trials, { parity })[0]).toContain(
      'the same data as spark (apart from declared differences) in 10 %',
    )
  })

  it('says who failed, and compares nothing with them', () => {
    const good = twice(['spark', 1000], ['polars', 100])
    const failure = 'failed, so'
    expect(told([...good, trial('duckdb', { totalMs: 1 }, 'oom')])).toEqual([
      expect.stringMatching(/^polars delivered [^;]*\.$/),
      `duckdb ${failure} its times are not compared.`,
    ])
    expect(told([...good, trial('spark', {}, 'failed')])).toEqual([
      `spark ${failure} no times are compared with it.`,
    ])
  })
})
