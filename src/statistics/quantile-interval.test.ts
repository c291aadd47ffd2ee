import { describe, expect, it } from 'vitest'
import { seededNoise } from '../../tests/seeded-noise.ts'
import { quantileInterval } from './quantile-interval.ts'

const ranks = (n: number) => Float64Array.from({ length: n }, (_, index) => index + 1)

describe('the interval of a quantile', () => {
  // Ranks by sums of the binomial distribution's terms, which are exact fractions up to n = 1,000.
  it.each([
    [100, 0.5, 50, 40, 61],
    [1000, 0.95, 950, 936, 964],
    [10_000, 0.99, 9900, 9880, 9920],
  ])('of %i values at %f is that of the binomial distribution', (n, p, value, lower, upper) => {
    expect(quantileInterval(ranks(n), p)).toEqual({ value, lower, upper })
  })

  it('has no upper end where the sample may lie below the quantile as a whole', () => {
    expect(quantileInterval(ranks(367), 0.99)).toMatchObject({ value: 364, upper: null })
    expect(quantileInterval(ranks(368), 0.99)).toMatchObject({ upper: 368 })
    expect(quantileInterval(ranks(1), 0.5)).toEqual({ value: 1, lower: null, upper: null })
  })

  it('misses the quantile in at most 5 % of samples', () => {
    const noise = seededNoise(5)
    const samples = Array.from({ length: 2000 }, () =>
      quantileInterval(Float64Array.from({ length: 400 }, () => Math.exp(noise.normal())).sort(), 0.95),
    )
    // exp of the 95 % quantile of a standard normal distribution
    const truth = Math.exp(1.6448536269514722)
    const missed = samples.filter(
      ({ lower, upper }) => (lower ?? -Infinity) > truth || (upper ?? Infinity) < truth,
    )
    expect(missed.length).toBeLessThan(130)
    expect(missed.length).toBeGreaterThan(40)
  })

  it('needs a value', () => {
    expect(() => quantileInterval([], 0.5)).toThrow(RangeError)
  })
})
