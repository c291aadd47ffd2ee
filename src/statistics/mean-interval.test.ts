import { describe, expect, it } from 'vitest'
import { seededNoise } from '../../tests/seeded-noise.ts'
import { dependenceInflation } from './autocorrelation.ts'
import { meanInterval } from './mean-interval.ts'

describe('the interval of an arithmetic mean', () => {
  it('is Student’s where values lie alike on both sides', () => {
    // t(0.975, 4) = 2.776445; mean 3 ± t·√(2.5/5).
    const found = meanInterval([1, 2, 3, 4, 5])
    expect(found?.value).toBe(3)
    expect(found?.lower).toBeCloseTo(3 - 2.776445 * Math.sqrt(0.5), 5)
    expect(found?.upper).toBeCloseTo(3 + 2.776445 * Math.sqrt(0.5), 5)
  })

  it('reaches further on the side of the long tail, and is mirrored with its values', () => {
    const bills = [1, 1, 1, 1, 2, 2, 3, 9]
    const { value, lower, upper } = meanInterval(bills) ?? { value: 0, lower: 0, upper: 0 }
    expect(value).toBe(2.5)
    expect(upper - value).toBeGreaterThan(1.5 * (value - lower))
    const mirrored = meanInterval(bills.map((bill) => -bill))
    expect(mirrored?.lower).toBeCloseTo(-upper, 9)
    expect(mirrored?.upper).toBeCloseTo(-lower, 9)
  })

  it('does not depend on the unit', () => {
    const bills = [0.3, 0.5, 0.2, 0.9, 0.4, 2.2]
    const cents = meanInterval(bills.map((bill) => 100 * bill))
    expect(cents?.upper).toBeCloseTo(100 * (meanInterval(bills)?.upper ?? 0), 9)
  })

  it('is unknown below five values, and has no width where all are equal', () => {
    expect(meanInterval([1, 2, 3, 4])).toBeNull()
    expect(meanInterval([7, 7, 7, 7, 7])).toEqual({ value: 7, lower: 7, upper: 7 })
  })

  it('is wider by what neighbouring days have in common', () => {
    const values = [1, 2, 3, 4, 5]
    expect((meanInterval(values, 2)?.upper ?? 0) - 3).toBeCloseTo(
      2 * ((meanInterval(values)?.upper ?? 0) - 3),
      9,
    )
  })

  it('holds the mean of skewed bills in 93 to 97 % of fortnights, widened as the verdict widens it', () => {
    const noise = seededNoise(19)
    const held = Array.from({ length: 2000 }, () => {
      const bills = Array.from({ length: 14 }, () => Math.exp(0.5 * noise.normal()))
      const { lower, upper } = meanInterval(bills, dependenceInflation(bills)) ?? { lower: 0, upper: 0 }
      return lower <= Math.exp(0.125) && Math.exp(0.125) <= upper
    }).filter(Boolean).length
    expect(held / 2000).toBeGreaterThan(0.93)
    expect(held / 2000).toBeLessThan(0.97)
  })
})
