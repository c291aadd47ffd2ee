import { describe, expect, it } from 'vitest'
import { seededRandom } from '../simulate/random.ts'
import { meansDiffer } from './means-differ.ts'

/** In how many of 4,000 pairs of normal samples a difference is found. */
function foundIn(sizes: [number, number], shift: number): number {
  const { normal } = seededRandom(`${sizes} ${shift}`)
  const sample = (size: number, centre: number) => Array.from({ length: size }, () => centre + normal())
  const pairs = Array.from({ length: 4000 }, () => meansDiffer(sample(sizes[0], 0), sample(sizes[1], shift)))
  return pairs.filter(Boolean).length / pairs.length
}

describe('two means', () => {
  it.each([[[2, 2]], [[3, 3]], [[2, 6]], [[10, 10]]] as [[number, number]][])(
    'of %j values that do not differ are found to differ in 5 % of cases',
    (sizes) => {
      const share = foundIn(sizes, 0)
      expect(share).toBeGreaterThan(0.04)
      expect(share).toBeLessThan(0.06)
    },
  )

  it('are told apart by two values each where these lie far from each other and close together', () => {
    expect(meansDiffer([0, 0.1], [1, 1.1])).toBe(true)
    expect(meansDiffer([0, 0.1], [0.3, 0.4])).toBe(false)
    expect(foundIn([2, 2], 10)).toBeGreaterThan(0.9)
  })

  it('are told apart by more values at a smaller distance', () => {
    expect(foundIn([10, 10], 2)).toBeGreaterThan(0.95)
  })

  it('need a repeat of one of them', () => {
    expect(meansDiffer([1], [2])).toBeNull()
    expect(meansDiffer([1], [2, 2.01])).toBe(true)
  })

  it('of equal values differ if they are not the same', () => {
    expect(meansDiffer([1, 1], [1, 1])).toBe(false)
    expect(meansDiffer([1, 1], [2, 2])).toBe(true)
  })
})
