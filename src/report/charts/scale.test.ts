import { describe, expect, it } from 'vitest'
import { linearScale, logScale, padded } from './scale.ts'

describe('a logarithmic axis', () => {
  it('gives one factor one distance', () => {
    const { at } = logScale([0.1, 10], 5)
    expect(at(1)).toBeCloseTo(0.5)
    expect(at(4) - at(2)).toBeCloseTo(at(2) - at(1))
  })

  it.each([
    [[0.02, 3], 7, [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]],
    [[0.25, 1.25], 6, [0.3, 0.5, 0.7, 1]],
    [[0.92, 1.08], 5, [0.95, 1, 1.05]],
    [[1, 1e9], 5, [1, 100, 1e4, 1e6, 1e8]],
    [[0.8, 8], 4, [1, 2, 5]],
  ] as const)('from %j with at most %d ticks has %j', (domain, most, ticks) =>
    expect(logScale(domain, most).ticks).toEqual(ticks),
  )

  it('of one value has room on both sides', () => {
    const [low, high] = padded([3], 0.1)
    expect(high / low).toBeCloseTo(2)
    expect(logScale([low, high], 5).ticks.length).toBeGreaterThan(1)
  })
})

describe('a linear axis', () => {
  it.each([
    [[0, 33.8], 4, [0, 10, 20, 30]],
    [[0, 1.6], 4, [0, 0.5, 1, 1.5]],
    [[0, 2.1], 3, [0, 1, 2]],
  ] as const)('from %j with at most %d steps has ticks %j', (domain, most, ticks) =>
    expect(linearScale(domain, most).ticks).toEqual(ticks),
  )
})
