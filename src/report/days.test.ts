import { expect, it } from 'vitest'
import { dayAfter } from '../model/units/day.ts'
import { daysAndWeeks, ownAndEarlier } from './days.ts'
import type { DayRow } from './model/job.ts'

const polars = { name: 'polars', hue: 'candidate-1' } as const
const rowOn = (day: string, more: Partial<DayRow['engines'][number]> = {}): DayRow => ({
  day,
  partition: day,
  comparison: `c-${day}`,
  data: 'same',
  unjudged: null,
  engines: [{ engine: polars, seconds: 2, ratio: 0.5, outcome: 'ok', ...more }],
})
const newestFirst = (count: number) =>
  Array.from({ length: count }, (_, index) => rowOn(dayAfter('2026-11-28', -index)))

it('days without a run stand between those with one', () => {
  const { recent, weeks } = daysAndWeeks([
    rowOn('2026-11-28'),
    rowOn('2026-11-25'),
    rowOn('2026-11-24'),
    rowOn('2026-11-23'),
  ])
  expect(recent.map((line) => ('row' in line ? line.row.day : `${line.from} to ${line.to}`))).toEqual([
    '2026-11-28',
    '2026-11-26 to 2026-11-27',
    '2026-11-25',
    '2026-11-24',
    '2026-11-23',
  ])
  expect(weeks).toEqual([])
})

it('earlier days are weeks from Monday, with a link to every run, their means, and their failures', () => {
  const days = newestFirst(40)
  days[30] = rowOn('2026-10-29', { seconds: null, ratio: null, outcome: 'oom' })
  const { recent, weeks } = daysAndWeeks(days)
  expect(recent).toHaveLength(28)
  expect(weeks.map(({ from, runs }) => [from, runs.length])).toEqual([
    ['2026-10-26', 6],
    ['2026-10-19', 6],
  ])
  expect(weeks[0]?.engines).toEqual([
    { engine: polars, seconds: expect.closeTo(2), ratio: expect.closeTo(0.5), failed: 1 },
  ])
  expect(weeks[0]?.runs[0]).toEqual({ day: '2026-10-26', comparison: 'c-2026-10-26' })
})

it('days beyond a year are pages of their own, which stay as they are when a day is added', () => {
  const days = newestFirst(1000)
  expect(ownAndEarlier(days.slice(-365))).toEqual({ own: days.slice(-365), earlier: [] })
  const { own, earlier } = ownAndEarlier(days)
  expect([...own, ...earlier.toReversed().flat()]).toEqual(days)
  expect(own.length).toBeLessThanOrEqual(365)
  expect(ownAndEarlier(days.slice(1)).earlier).toEqual(earlier)
})
