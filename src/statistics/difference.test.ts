import { describe, expect, it } from 'vitest'
import { averageByDays } from './average-days.ts'
import { comparisonAgainstLimit, comparisonDifference } from './difference.ts'

describe('the difference of a comparison', () => {
  it('is 0 where a steady drift slows an ABBA block', () => {
    const drift = [1, 1.1, 1.21, 1.331] as const
    const [a1, b1, b2, a2] = drift
    expect(comparisonDifference([{ baseline: [a1, a2], candidate: [b1, b2] }])).toBeCloseTo(0, 12)
  })

  it('is the log of the ratio: ln 0.5 where the candidate takes half', () =>
    expect(comparisonDifference([{ baseline: [10, 12], candidate: [5, 6] }])).toBeCloseTo(Math.log(0.5), 12))

  it('is the median of its blocks: one that was disturbed changes little', () =>
    expect(
      comparisonDifference([
        { baseline: [10], candidate: [5] },
        { baseline: [10], candidate: [500] },
        { baseline: [10], candidate: [5.1] },
      ]),
    ).toBeCloseTo(Math.log(0.51), 12))

  it('passes over a block without the candidate, and is null with a reason where there is none with it', () => {
    const half = { baseline: [10, 10], candidate: [] }
    expect(comparisonDifference([half, { baseline: [10], candidate: [20] }])).toBeCloseTo(Math.log(2), 12)
    expect(comparisonDifference([half])).toBeNull()
  })

  it('against a limit counts the candidate alone', () => {
    expect(comparisonAgainstLimit([{ candidate: [300, 1200] }], 1200)).toBeCloseTo(Math.log(0.5), 12)
    expect(comparisonAgainstLimit([{ candidate: [] }], 1200)).toBeNull()
  })

  it.each([0, -1, Number.NaN, Infinity])('refuses a time of %f', (seconds) =>
    expect(() => comparisonDifference([{ baseline: [seconds], candidate: [1] }])).toThrow(RangeError),
  )
})

describe('comparisons of several days', () => {
  const on = (day: number, value: number, time = '03:00') => ({
    when: `2026-11-${String(day).padStart(2, '0')}T${time}:00Z`,
    value,
  })

  it('count one by one with averageDays: 1, oldest first', () =>
    expect(averageByDays([on(3, 30), on(1, 10), on(2, 20)], 1)).toEqual([10, 20, 30]))

  it('made on one day are that day’s mean', () =>
    expect(averageByDays([on(1, 10), on(1, 20, '23:59'), on(2, 5)], 1)).toEqual([15, 5]))

  it('are averaged by twos, whatever days lie between, and the last waits for its fellow', () =>
    expect(averageByDays([on(1, 1), on(4, 3), on(5, 10), on(9, 20), on(10, 99)], 2)).toEqual([2, 15]))

  it('weigh days, not comparisons', () =>
    expect(averageByDays([on(1, 0), on(1, 0), on(1, 0), on(2, 4)], 2)).toEqual([2]))

  it('make weeks of seven measured days', () => {
    const days = Array.from({ length: 20 }, (_, i) => on(i + 1, i))
    expect(averageByDays(days, 7)).toEqual([3, 10])
  })

  it('never change an observation that was there before', () => {
    const days = Array.from({ length: 12 }, (_, i) => on(i + 1, i ** 2))
    const all = averageByDays(days, 2)
    days.forEach((_, i) => {
      const before = averageByDays(days.slice(0, i), 2)
      expect(all.slice(0, before.length)).toEqual(before)
    })
  })

  it('count by UTC, not by a local day', () =>
    expect(
      averageByDays(
        [
          { when: '2026-11-20T23:30:00-02:00', value: 1 },
          { when: '2026-11-21T01:30:00Z', value: 3 },
        ],
        1,
      ),
    ).toEqual([2]))

  it.each(['2026-11-20', '2026-11-20T03:00:00', 'yesterdayZ'])('refuses «%s», which has no zone', (when) =>
    expect(() => averageByDays([{ when, value: 1 }], 1)).toThrow(RangeError),
  )
})
