import { describe, expect, it } from 'vitest'
import { crossover, crossoverOfFits } from './crossover.ts'
import { fitGrowth } from './growth.ts'

/** Spark starts slowly and grows slowly: 20 s + 1 s/GB against 1 s + 3 s/GB meet at 9.5 GB. */
const costs = (...sizes: number[]) =>
  sizes.map((size) => ({ size, baseline: 20 + size, candidate: 1 + 3 * size }))

describe('the size at which both cost the same', () => {
  it.each([[[1, 10, 100]], [[3, 30]], [[30, 1, 3]]])('is exact for straight costs (%j)', (sizes) =>
    expect(crossover(costs(...sizes))).toMatchObject({
      cheaperAbove: 'baseline',
      value: expect.closeTo(9.5, 10),
    }),
  )

  it('says between which sizes it was seen', () =>
    expect(crossover(costs(1, 3, 30, 100))).toMatchObject({ between: [3, 30] }))

  it('is none beyond the measured range', () => {
    expect(crossover(costs(1, 3, 9))).toEqual({ value: null, reason: 'candidate-cheaper' })
    expect(crossover(costs(10, 20))).toEqual({ value: null, reason: 'baseline-cheaper' })
    expect(crossover(costs(5))).toEqual({ value: null, reason: 'one-size' })
    expect(crossover([])).toEqual({ value: null, reason: 'one-size' })
  })

  it('is a measured size where both cost the same there', () =>
    expect(crossover(costs(1, 9.5, 30))).toMatchObject({ value: 9.5, between: [1, 30] }))

  it('is none where all costs are equal, or where a tie lies at an end', () => {
    expect(crossover([1, 2].map((size) => ({ size, baseline: 1, candidate: 1 })))).toEqual({
      value: null,
      reason: 'equal',
    })
    expect(crossover(costs(1, 9.5))).toEqual({ value: null, reason: 'candidate-cheaper' })
  })

  it('is none where it would be several: that is noise', () =>
    expect(
      crossover([1, 2, 3].map((size) => ({ size, baseline: 5, candidate: size === 2 ? 6 : 4 }))),
    ).toEqual({ value: null, reason: 'crosses-again' }))

  it('refuses a size that repeats', () => expect(() => crossover(costs(1, 1))).toThrow(RangeError))
})

describe('the crossing of two fits', () => {
  const fitOf = (f: (size: number) => number, sizes: number[]) => {
    const fit = fitGrowth(sizes.map((size, i) => ({ size, value: f(size) * (1 + 0.01 * (-1) ** i) })))
    if ('why' in fit) throw new Error(fit.why)
    return fit
  }
  const found = (...sizes: number[]) =>
    crossoverOfFits(
      fitOf((size) => 20 + size, sizes),
      fitOf((size) => 1 + 3 * size, sizes),
    )

  it('lies within its interval, both within the measured sizes', () => {
    const crossing = found(1, 5, 10, 20, 40)
    if (crossing.value === null || !crossing.interval) throw new Error('no crossing')
    const { lower, upper } = crossing.interval
    expect(lower).toBeGreaterThan(1)
    expect(lower).toBeLessThan(9.5)
    expect(upper).toBeGreaterThan(9.5)
    expect(upper).toBeLessThan(40)
    expect(crossing).toMatchObject({ between: [1, 40], cheaperAbove: 'baseline' })
  })

  it('has an open end where the fits cannot be told apart up to the last size', () =>
    expect(found(1, 3, 6, 9.8)).toMatchObject({ interval: { upper: null } }))

  it('is none beyond the measured sizes', () =>
    expect(found(1, 2, 4, 6)).toEqual({ value: null, reason: 'candidate-cheaper' }))
})
