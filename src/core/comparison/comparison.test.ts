import { describe, expect, it } from 'vitest'
import type { Measures } from '../measures/combine.ts'
import { unmeasured } from '../measures/measure.ts'
import { parityUnavailable } from '../parity/finding.ts'
import type { Outcome, RunRecord, Trial } from '../record/schema.ts'
import { geometricMean, summariseMeasure } from './summary.ts'
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
  version: 1,
  id: '20261120T000000Z-00000000',
  tool: '0.1.0',
  job: 'sessions',
  size: 'small',
  key: '2026-11-20',
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

describe('a mean', () => {
  it('of ratios is geometric, and arithmetic where there is a zero', () => {
    expect(geometricMean([1, 4])).toBeCloseTo(2)
    expect(geometricMean([0, 4])).toBe(2)
    expect(geometricMean([])).toBeUndefined()
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
      '✓ Parity: exact. All 3 outputs hold the same rows: events 9,999.',
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
      "Geometric means; × is to spark, the baseline. ≈: no further apart than spark's own repeats.",
    ])
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
