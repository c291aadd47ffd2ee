import { describe, expect, it } from 'vitest'
import { type CountTime, serialShare } from './serial-share.ts'

/** By hand: 100 s on one core, of which 20 s are serial: 60 s on two, 40 s on four. */
const exact: CountTime[] = [
  [1, 100],
  [2, 60],
  [4, 40],
].map(([count = 0, seconds = 0]) => ({ count, seconds, run: `at ${count}` }))

describe('the serial share', () => {
  it('of times along Amdahl’s law is exact', () => {
    const found = serialShare(exact)
    if ('why' in found) throw new Error(found.why)
    expect(found).toMatchObject({ counts: 3, value: expect.closeTo(0.2, 10) })
    expect(found.oneSeconds).toBeCloseTo(100, 8)
    expect(found.upper - found.lower).toBeCloseTo(0, 6)
  })

  it('has an interval around it where times vary, never outside 0 to 1', () => {
    const found = serialShare([
      ...exact,
      { count: 1, seconds: 110, run: 'b' },
      { count: 4, seconds: 36, run: 'c' },
    ])
    if ('why' in found) throw new Error(found.why)
    expect(found.lower).toBeGreaterThanOrEqual(0)
    expect(found.lower).toBeLessThan(found.value)
    expect(found.upper).toBeGreaterThan(found.value)
    expect(found.upper).toBeLessThanOrEqual(1)
  })

  it('counts trials of one run as one: two runs leave no error to estimate', () => {
    const two = [1, 1, 2, 2].map((count) => ({ count, seconds: 60, run: `at ${count}` }))
    expect(serialShare(two)).toEqual({ why: 'few-runs', count: 2, needed: 3 })
  })

  it.each([
    ['slower-with-more', [100, 150, 175]],
    ['faster-than-added', [100, 40, 10]],
  ])('is none where the law does not hold: %s', (why, seconds) =>
    expect(serialShare(exact.map((time, i) => ({ ...time, seconds: seconds[i] as number })))).toEqual({
      why,
    }),
  )
})
