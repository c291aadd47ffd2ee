import { describe, expect, it } from 'vitest'
import { calendarOf } from './calendar.ts'

describe('a time axis', () => {
  it('has a place for every day, and labels that are a week apart where days would not fit', () => {
    const { days, at, before, ticks } = calendarOf(['2026-11-01', '2026-11-28', '2026-11-02'], 5)
    expect(days).toHaveLength(28)
    expect(at('2026-11-01')).toBeCloseTo(0.5 / 28)
    expect(before('2026-11-15')).toBe(0.5)
    expect(ticks).toEqual(['2026-11-01', '2026-11-08', '2026-11-15', '2026-11-22'])
  })

  it('knows where nothing ran, and for how long', () => {
    const { gaps } = calendarOf(
      [
        '2026-11-01',
        '2026-11-03',
        '2026-11-04',
        '2026-11-05',
        '2026-11-06',
        '2026-11-08',
        '2026-11-09',
        '2026-11-13',
      ],
      5,
    )
    expect(gaps).toEqual([
      { from: 1 / 13, to: 2 / 13 },
      { from: 6 / 13, to: 7 / 13 },
      { from: 9 / 13, to: 12 / 13 },
    ])
  })

  it('of weekly runs misses a week, and not the days between', () => {
    const { gaps } = calendarOf(['2026-11-01', '2026-11-08', '2026-11-15', '2026-11-29'], 5)
    expect(gaps).toEqual([{ from: 21 / 29, to: 28 / 29 }])
  })

  it('of one day has its place in the middle', () => {
    const { at, ticks, gaps } = calendarOf(['2026-11-01'], 5)
    expect([at('2026-11-01'), ticks, gaps]).toEqual([0.5, ['2026-11-01'], []])
  })
})
