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
  it.each<[Normal, Normal, number]>([
    [{ size: 2 }, { size: 2 }, 0.06],
    [{ size: 10 }, { size: 10 }, 0.06],
    [{ size: 2 }, { size: 2, deviation: 10 }, 0.15],
    [{ size: 4 }, { size: 4, deviation: 10 }, 0.09],
    [{ size: 10 }, { size: 10, deviation: 10 }, 0.07],
    [{ size: 2, deviation: 10 }, { size: 6 }, 0.09],
    [{ size: 6, deviation: 3 }, { size: 5 }, 0.06],
  ])('of %j and %j that do not differ are told apart in a share below %d', (a, b, share) =>
    expect(foundIn(a, b)).toBeLessThan(share),
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
