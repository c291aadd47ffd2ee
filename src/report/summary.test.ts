import { describe, expect, it } from 'vitest'
import { LOCAL_SPARK, type RanAs, SAIL, SILENT } from '../../tests/deployed-ledger.ts'
import { memory, ranOn, record, times, trial, twice } from '../../tests/small-records.ts'
import { unmeasured } from '../model/measures/measure.ts'
import type { RunRecord, Trial } from '../model/record/schema.ts'
import { summariseMeasure } from './summary.ts'

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
  })
})

describe('the winner by memory of engines of which records say nothing', () => {
  const declared = (spark: Trial['spark']): RunRecord => {
    const model = ranOn(SILENT, ['spark', 1000, memory(1e9)], ['polars', 500, memory(320e6)])
    return { ...model, trials: model.trials.map((each) => ({ ...each, ...(spark && { spark }) })) }
  }

  it('is the one with the least where the configuration says that none is Spark', () => {
    expect(summariseMeasure(declared('none'), 'peakAnonBytes').winners).toEqual(['polars'])
  })

  it.each(['local', 'cluster', undefined] as const)('is nobody where it says «%s»', (spark) => {
    expect(summariseMeasure(declared(spark), 'peakAnonBytes').winners).toEqual([])
  })
})
