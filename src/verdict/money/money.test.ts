import { describe, expect, it } from 'vitest'
import { judged, judgedAfter, scenario } from '../../../tests/simulated-verdicts.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { Policy } from '../../model/config/policy.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'

const platform = (perHour: number): Platform => ({
  prices: [{ name: 'node', perHour, currency: 'EUR', incrementSeconds: 1, minimumSeconds: 60 }],
  nodes: 1,
  startupSeconds: 0,
  idleSeconds: 0,
})
const PLATFORMS = { spark: platform(4), polars: platform(1) }
const MIGRATION = { days: 10, perDay: 600, currency: 'EUR', daysTo: {} }
type Changes = Parameters<typeof judgedAfter>[1]
const moneyAfter = (days: number, policy: Partial<Policy>, changes: Changes = {}) =>
  judgedAfter(days, changes, { policy: { platforms: PLATFORMS, ...policy } })

const meanOf = (x: readonly number[]) => x.reduce((sum, each) => sum + each, 0) / x.length
const secondsOf = ({ trials }: RunRecord, engine: string) =>
  trials.filter((trial) => trial.engine === engine).map(({ measures }) => Number(measures.totalMs) / 1000)
const savedSeconds = (record: RunRecord) =>
  meanOf(secondsOf(record, 'spark')) - meanOf(secondsOf(record, 'polars'))

/** Polars takes a tenth of Spark's time, but two hours on every fourteenth day. */
const polarsSeconds = (day: number) => (day % 14 === 13 ? 7200 : 20 + day / 10)
const withDearDays = simulateRecords(scenario({ days: 28 }), 'x').map((record, day) => ({
  ...record,
  trials: record.trials.map((trial) => {
    const seconds = trial.engine === 'spark' ? 200 + day : polarsSeconds(day)
    return { ...trial, measures: { ...trial.measures, totalMs: 1000 * seconds } }
  }),
}))

describe('money where few runs are dear', () => {
  const { gates, money, factors, decision } = judged(withDearDays, {
    policy: { platforms: { spark: platform(1), polars: platform(1) }, runsPerDay: 24, margins: { cost: 1 } },
  })

  it('is the sum of all bills, though a typical run is cheaper', () => {
    // By hand, at 1 EUR an hour and at least 60 s a run: spark 200 + 13.5 s on average, polars (26 × 60 + 2 × 7,200) / 28 s.
    expect(gates.cost.facts?.ratio.upper).toBeLessThan(1)
    expect(money.month.value?.baseline.value).toBeCloseTo((213.5 / 3600) * 730, 9)
    expect(money.month.value?.candidate.value).toBeCloseTo((570 / 3600) * 730, 9)
    expect(money.month.value?.saved.value).toBeCloseTo(((213.5 - 570) / 3600) * 730, 9)
  })

  it('passes no margin on cost that only a typical run keeps', () => {
    expect(gates.cost.state).toBe('not yet')
    expect(decision).not.toBe('retire')
    expect(factors.find(({ name }) => name === 'processing frequency')?.favours).toBe('neither')
  })
})

describe('the bill of a typical run', () => {
  it('is that of runs, each rounded and at its own minimum, not that of a typical time', () => {
    // 59 and 61 s by the minute are 1 and 2 minutes; 60 s, their mean, would be 1.
    const perMinute = { prices: [{ ...platform(60).prices[0], incrementSeconds: 60, minimumSeconds: 0 }] }
    const records = simulateRecords(scenario({ days: 14 }), 'x').map((record) => ({
      ...record,
      trials: record.trials.map((trial, index) => ({
        ...trial,
        measures: { ...trial.measures, totalMs: index % 2 === 0 ? 59_000 : 61_000 },
      })),
    }))
    const billed = { ...platform(60), ...perMinute } as Platform
    const { facts } = judged(records, {
      policy: { platforms: { spark: billed, polars: billed } },
    }).gates.cost
    expect(facts?.mean.baseline.value).toBeCloseTo(1.5, 9)
    expect(facts?.baseline).toBeCloseTo(1.5, 9)
  })
})

describe('money in a verdict', () => {
  it('is a month’s and a year’s bills at the declared runs a day, from the mean of the bills', () => {
    const { gates, money } = moneyAfter(14, { runsPerDay: 24 })
    const { baseline, saved, candidate } = gates.cost.facts?.mean ?? {}
    expect(money.month.value?.currency).toBe('EUR')
    expect(money.month.value?.baseline.value).toBeCloseTo((baseline?.value ?? 0) * 730, 9)
    expect(money.month.value?.saved.lower).toBeCloseTo((saved?.lower ?? 0) * 730, 9)
    expect(money.month.value?.saved.upper).toBeCloseTo((saved?.upper ?? 0) * 730, 9)
    expect(money.year.value?.candidate.upper).toBeCloseTo((candidate?.upper ?? 0) * 8760, 9)
  })

  it('pays for a migration in its effort over what a month saves', () => {
    const { money } = moneyAfter(14, { runsPerDay: 24, migration: MIGRATION })
    const { lower = 0, upper = 0 } = money.month.value?.saved ?? {}
    expect(money.breakEvenMonths.value?.lower).toBeCloseTo((10 * 600) / upper, 9)
    expect(money.breakEvenMonths.value?.upper).toBeCloseTo((10 * 600) / lower, 9)
  })

  it('counts core-hours by the cores in force and the mean of the times', () => {
    const { money, subject } = moneyAfter(14, { runsPerDay: 1 })
    const { cpus } = subject.limits
    const seconds = meanOf(simulateRecords(scenario({ days: 14 }), 'a test').map(savedSeconds))
    expect(money.coreHours.value?.value).toBeCloseTo(((cpus ?? 0) * seconds * 365) / 12 / 3600, 9)
    expect(money.coreHours.value?.lower).toBeLessThan(money.coreHours.value?.value ?? 0)
  })

  it('per GB is all bills over all input, where time follows the size', () => {
    const quiet = { dayNoise: 0, trialNoise: 0, growth: 1e9 }
    const { money } = moneyAfter(14, {}, quiet)
    expect(money.perGb.value?.baseline.lower).toBeGreaterThan(money.perGb.value?.candidate.upper ?? 0)
    // 240 s at 4 EUR an hour for 5 GB, and in proportion on all days.
    expect(money.perGb.value?.baseline.value).toBeCloseTo((240 * 4) / 3600 / 5, 3)
  })

  it('per GB has the interval of a ratio of means, by the residuals of the bills', () => {
    // By hand: inputs of 1 to 6 GB, 3,600 s a GB at 4 EUR an hour, but 600 s more and less by turns: R = 84/21 EUR.
    const gigabytes = [1, 2, 3, 4, 5, 6]
    const records = simulateRecords(scenario({ days: 6 }), 'x').map((record, day) => ({
      ...record,
      input: { ...record.input, bytes: 1e9 * (gigabytes[day] ?? 0) },
      trials: record.trials.map((trial) => {
        const totalMs = 1000 * (3600 * (gigabytes[day] ?? 0) + (day % 2 === 0 ? 600 : -600))
        return { ...trial, measures: { ...trial.measures, totalMs } }
      }),
    }))
    const { money } = judged(records, { policy: { platforms: PLATFORMS } })
    const { value = 0, lower = 0, upper = 0 } = money.perGb.value?.baseline ?? {}
    expect(value).toBeCloseTo(84 / 21, 9)
    // Residuals ±2/3 EUR, divided by 3.5 GB: deviation 0.2087, its error over √6 0.0852, t of 5 degrees 2.571. They hardly lean.
    expect(upper - value).toBeCloseTo(0.219, 2)
    expect(value - lower).toBeCloseTo(0.219, 2)
  })

  it('per GB leaves out what ran more than a week apart, as the ratio of the times does', () => {
    const quiet = { days: 14, dayNoise: 0, trialNoise: 0, growth: 1e9 }
    const apart = simulateRecords(scenario(quiet), 'x').flatMap((record) =>
      ['spark', 'polars'].map((engine, index) => ({
        ...record,
        id: `${record.id}-${engine}`,
        when: new Date(Date.parse(record.when) + index * 10 * 86_400_000).toISOString(),
        trials: record.trials.filter((trial) => trial.engine === engine),
      })),
    )
    const { money } = judged(apart, { asOf: '2026-12-31', policy: { platforms: PLATFORMS } })
    expect(money.perGb).toEqual({ value: null, reason: 'few-comparisons' })
  })

  it.each([
    ['month', 'prices', 14, { platforms: {}, runsPerDay: 1 }, {}],
    ['month', 'interval', 3, { runsPerDay: 1 }, {}],
    ['year', 'runsPerDay', 14, {}, {}],
    ['coreHours', 'runsPerDay', 14, {}, {}],
    ['coreHours', 'interval', 3, { runsPerDay: 1 }, {}],
    ['breakEvenMonths', 'migration', 14, { runsPerDay: 1 }, {}],
    [
      'breakEvenMonths',
      'saving',
      14,
      { runsPerDay: 1, migration: MIGRATION, platforms: { spark: platform(1), polars: platform(40) } },
      {},
    ],
    ['perGb', 'prices', 14, { platforms: { spark: platform(1) } }, {}],
    ['perGb', 'few-comparisons', 4, {}, {}],
    ['perGb', 'constant-input', 14, {}, {}],
    ['perGb', 'weak-correlation', 14, {}, { growth: 0.1, dayNoise: 0.5 }],
  ] as [keyof ReturnType<typeof judgedAfter>['money'], string, number, Partial<Policy>, Changes][])(
    'has no %s without %s, and says so',
    (name, reason, days, policy, changes) =>
      expect(moneyAfter(days, policy, changes).money[name]).toEqual({ value: null, reason }),
  )
})
