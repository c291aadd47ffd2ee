import { describe, expect, it } from 'vitest'
import { seededRandom } from '../simulate/random.ts'
import { meansDiffer } from './means-differ.ts'

interface Normal {
  size: number
  mean?: number
  deviation?: number
}

/** In how many of 4,000 pairs of normal samples a difference is found. */
function foundIn(a: Normal, b: Normal): number {
  const { normal } = seededRandom(JSON.stringify([a, b]))
  const sample = ({ size, mean = 0, deviation = 1 }: Normal) =>
    Array.from({ length: size }, () => mean + deviation * normal())
  const pairs = Array.from({ length: 4000 }, () => meansDiffer(sample(a), sample(b)))
  return pairs.filter(Boolean).length / pairs.length
}

describe('two means', () => {
  it.each([
    [{ size: 2 }, { size: 2 }],
    [{ size: 10 }, { size: 10 }],
    [{ size: 2, deviation: 10 }, { size: 6 }],
    [{ size: 6, deviation: 3 }, { size: 5 }],
  ])('of %j and %j values that do not differ are found to differ in 6 %% of cases at the most', (a, b) =>
    expect(foundIn(a, b)).toBeLessThan(0.06),
  )

  it.each([
    [2, 0.15],
    [4, 0.08],
    [10, 0.06],
  ])(
    'of %i values each, of which one varies far more, are found to differ in %d of cases at the most',
    (size, share) => expect(foundIn({ size }, { size, deviation: 10 })).toBeLessThan(share),
  )

  it('are told apart by two values each where these lie far from each other and close together', () => {
    expect(meansDiffer([0, 0.1], [1, 1.1])).toBe(true)
    expect(meansDiffer([0, 0.1], [0.3, 0.4])).toBe(false)
    expect(foundIn({ size: 2 }, { size: 2, mean: 20 })).toBeGreaterThan(0.9)
  })

  it('are told apart by more values at a smaller distance', () =>
    expect(foundIn({ size: 10 }, { size: 10, mean: 2 })).toBeGreaterThan(0.95))

  it('are not told apart without a repeat of each', () => expect(meansDiffer([1], [2, 2.01])).toBe(false))

  it('that do not vary differ by more than the allowance, or not', () => {
    expect(meansDiffer([1, 1], [1, 1])).toBe(false)
    expect(meansDiffer([1, 1], [2, 2], 0.5)).toBe(true)
    expect(meansDiffer([1, 1], [2, 2], 1)).toBe(false)
  })
})
