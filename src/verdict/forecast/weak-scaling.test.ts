import { describe, expect, it } from 'vitest'
import { weakScalingOf } from './weak-scaling.ts'

const GB = 1e9
const time = (count: number, bytes: number, seconds: number) => ({ count, bytes, seconds })

describe('weak scaling', () => {
  it('is the time where the input grows with the workers', () =>
    expect(
      weakScalingOf([
        time(1, GB, 90),
        time(1, GB, 90),
        time(2, 2.02 * GB, 100),
        time(4, 4 * GB, 120),
        time(4, GB, 40),
      ]),
    ).toEqual({
      bytesEach: expect.closeTo(GB, -8),
      points: [
        { count: 1, seconds: expect.closeTo(90, 6) },
        { count: 2, seconds: expect.closeTo(100, 6) },
        { count: 4, seconds: expect.closeTo(120, 6) },
      ],
    }))

  it('takes of several inputs a worker the one that most numbers ran with, then the largest', () => {
    const large = [time(1, 8 * GB, 700), time(2, 16 * GB, 710)]
    expect(weakScalingOf([time(1, GB, 90), time(2, 2 * GB, 95), ...large])?.bytesEach).toBeCloseTo(8 * GB, -3)
    expect(
      weakScalingOf([time(1, GB, 90), time(2, 2 * GB, 95), time(4, 4 * GB, 99), ...large])?.bytesEach,
    ).toBeCloseTo(GB, -3)
  })

  it('takes all inputs near to one of them, which may be far from each other', () =>
    expect(weakScalingOf([time(4, 4.64 * GB, 30), time(1, GB, 10), time(2, 2.16 * GB, 20)])).toEqual({
      bytesEach: expect.closeTo(1.078 * GB, -6),
      points: [
        { count: 1, seconds: expect.closeTo(10, 6) },
        { count: 2, seconds: expect.closeTo(20, 6) },
        { count: 4, seconds: expect.closeTo(30, 6) },
      ],
    }))

  it('is none where the input stayed the same, or nobody knows how large it was', () => {
    expect(weakScalingOf([time(1, GB, 90), time(2, GB, 50), time(4, GB, 30)])).toBeNull()
    expect(weakScalingOf([time(1, 0, 90), time(2, 0, 50)])).toBeNull()
    expect(weakScalingOf([])).toBeNull()
  })
})
