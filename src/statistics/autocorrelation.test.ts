import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { autoregressive, seededNoise } from '../../tests/seeded-noise.ts'
import { dependenceInflation, lag1Autocorrelation } from './autocorrelation.ts'
import { mean, median, standardDeviation } from './sample.ts'

const { samples } = JSON.parse(
  readFileSync(new URL('../../tests/statistics-reference.json', import.meta.url), 'utf8'),
) as {
  samples: (Record<'mean' | 'sd' | 'median' | 'lag1', number> & { x: number[] })[]
}

describe('a sample', () => {
  it.each(samples)(
    'has numpy’s mean, standard deviation, median, and statsmodels’ autocorrelation',
    (sample) => {
      expect(mean(sample.x)).toBeCloseTo(sample.mean, 12)
      expect(standardDeviation(sample.x)).toBeCloseTo(sample.sd, 12)
      expect(median(sample.x)).toBeCloseTo(sample.median, 12)
      expect(lag1Autocorrelation(sample.x)).toBeCloseTo(sample.lag1, 12)
    },
  )

  it('of an odd number has the middle one as its median, and is left as it was', () => {
    const x = [3, 1, 2]
    expect(median(x)).toBe(2)
    expect(x).toEqual([3, 1, 2])
  })

  it('that is empty has none', () => {
    expect(() => mean([])).toThrow(RangeError)
    expect(() => median([])).toThrow(RangeError)
    expect(() => standardDeviation([1])).toThrow(RangeError)
  })
})

describe('lag-1 autocorrelation', () => {
  it('is high in a slow drift and negative in a zigzag', () => {
    expect(lag1Autocorrelation([1, 2, 3, 4, 5, 6, 7, 8])).toBeCloseTo(0.625, 12)
    expect(lag1Autocorrelation([1, -1, 1, -1, 1, -1])).toBeCloseTo(-5 / 6, 12)
  })

  it('is null with a reason where there is nothing to correlate', () => {
    expect(lag1Autocorrelation([1, 2])).toBeNull()
    expect(lag1Autocorrelation([2, 2, 2, 2])).toBeNull()
  })

  it('finds what an AR(1) process has', () =>
    expect(lag1Autocorrelation(autoregressive(seededNoise(3), 20_000, 0.5))).toBeCloseTo(0.5, 1))
})

describe('the inflation for dependence', () => {
  it('widens by √3 where half is carried over', () =>
    expect(dependenceInflation(autoregressive(seededNoise(3), 20_000, 0.5))).toBeCloseTo(Math.sqrt(3), 1))

  it('never narrows: it is 1 for a zigzag, for equal values and before the fifth', () => {
    for (const x of [
      [1, -1, 1, -1, 1, -1],
      [2, 2, 2, 2, 2, 2],
      [1, 2, 3, 4],
    ])
      expect(dependenceInflation(x)).toBe(1)
  })

  it('ends at √19, however slow the drift', () =>
    expect(dependenceInflation(Array.from({ length: 1000 }, (_, i) => i))).toBeCloseTo(Math.sqrt(19), 12))
})
