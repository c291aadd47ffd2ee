import { describe, expect, it } from 'vitest'
import { apart, area, dots, line, percent } from './plot.ts'

describe('geometry', () => {
  it('runs from the left and from the bottom of a box 1,000 wide', () => {
    expect(
      line(
        [
          [0, 0],
          [0.5, 1],
        ],
        200,
      ),
    ).toBe('M0 200L500 0')
    expect(dots([[0.1, 0.5]], 100)).toBe('M100 50h0')
    expect(
      area(
        [
          [0, 1],
          [1, 1],
        ],
        [
          [0, 0.5],
          [1, 0.5],
        ],
        100,
      ),
    ).toBe('M0 0L1000 0L1000 50L0 50Z')
    expect(percent(0.35249)).toBe('35.2%')
  })

  it('has none of nothing', () => {
    expect(line([], 100)).toBe('')
    expect(area([], [], 100)).toBe('')
  })
})

it('labels keep their distance and their order', () => {
  expect(apart([50, 10, 12], 17)).toEqual([50, 10, 27])
  expect(apart([30, 30, 30], 10)).toEqual([30, 40, 50])
})
