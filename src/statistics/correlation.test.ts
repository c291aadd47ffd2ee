import { describe, expect, it } from 'vitest'
import { correlation } from './correlation.ts'

describe('a correlation', () => {
  it.each([
    [
      'is 1 on a rising line',
      [
        [1, 2],
        [2, 4],
        [3, 6],
      ],
      1,
    ],
    [
      'is −1 on a falling line',
      [
        [1, 6],
        [2, 4],
        [3, 2],
      ],
      -1,
    ],
    [
      'is 0 on a hat',
      [
        [1, 0],
        [2, 1],
        [3, 0],
      ],
      0,
    ],
    // Σ(x−x̄)(y−ȳ) = 6, Σ(x−x̄)² = 10, Σ(y−ȳ)² = 6: 6/√60
    [
      'of five points is that by hand',
      [
        [1, 2],
        [2, 4],
        [3, 5],
        [4, 4],
        [5, 5],
      ],
      6 / Math.sqrt(60),
    ],
  ] as [string, [number, number][], number][])('%s', (_, pairs, r) =>
    expect(correlation(pairs)).toBeCloseTo(r, 12),
  )

  it('is none where one side never changes', () => {
    expect(
      correlation([
        [1, 2],
        [1, 4],
      ]),
    ).toBeNull()
    expect(
      correlation([
        [1, 2],
        [2, 2],
      ]),
    ).toBeNull()
    expect(correlation([])).toBeNull()
  })
})
