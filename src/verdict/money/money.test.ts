import { describe, expect, it } from 'vitest'
import { judgedAfter } from '../../../tests/simulated-verdicts.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { Policy } from '../../model/config/policy.ts'

const platform = (perHour: number): Platform => ({
  prices: [{ name: 'node', perHour, currency: 'EUR', incrementSeconds: 1, minimumSeconds: 60 }],
  nodes: 1,
  startupSeconds: 0,
  idleSeconds: 0,
})
const PLATFORMS = { spark: platform(4), polars: platform(1) }
const MIGRATION = { days: 10, perDay: 600, currency: 'EUR' }
type Changes = Parameters<typeof judgedAfter>[1]
const moneyAfter = (days: number, policy: Partial<Policy>, changes: Changes = {}) =>
  judgedAfter(days, changes, { policy: { platforms: PLATFORMS, ...policy } })

describe('money in a verdict', () => {
  it('is a month’s and a year’s bills at the declared runs a day, from the bills of a run', () => {
    const { gates, money } = moneyAfter(14, { runsPerDay: 24 })
    const { baseline = 0, candidate = { lower: 0, upper: 0 } } = gates.cost.facts ?? {}
    expect(money.month.value?.currency).toBe('EUR')
    expect(money.month.value?.baseline).toBeCloseTo(baseline * 730, 9)
    expect(money.month.value?.saved.lower).toBeCloseTo((baseline - candidate.upper) * 730, 9)
    expect(money.month.value?.saved.upper).toBeCloseTo((baseline - candidate.lower) * 730, 9)
    expect(money.year.value?.candidate.upper).toBeCloseTo(candidate.upper * 8760, 9)
  })

  it('pays for a migration in its effort over what a month saves', () => {
    const { money } = moneyAfter(14, { runsPerDay: 24, migration: MIGRATION })
    const { lower = 0, upper = 0 } = money.month.value?.saved ?? {}
    expect(money.breakEvenMonths.value?.lower).toBeCloseTo((10 * 600) / upper, 9)
    expect(money.breakEvenMonths.value?.upper).toBeCloseTo((10 * 600) / lower, 9)
  })

  it('counts core-hours by the cores in force and the interval of the times', () => {
    const { gates, money, subject } = moneyAfter(14, { runsPerDay: 1 })
    const { baselineSeconds, ratio } = gates.speed
    const seconds = (baselineSeconds ?? 0) * (1 - (ratio?.interval.upper ?? 0))
    expect(money.coreHours.value?.lower).toBeCloseTo(
      ((subject.limits.cpus ?? 0) * seconds * 365) / 12 / 3600,
      9,
    )
  })

  it('per GB is all bills over all input, where time follows the size', () => {
    const quiet = { dayNoise: 0, trialNoise: 0, growth: 1e9 }
    const { money } = moneyAfter(14, {}, quiet)
    expect(money.perGb.value?.baseline).toBeGreaterThan(money.perGb.value?.candidate ?? 0)
    // 240 s at 4 EUR an hour for 5 GB, and in proportion on all days.
    expect(money.perGb.value?.baseline).toBeCloseTo((240 * 4) / 3600 / 5, 3)
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
