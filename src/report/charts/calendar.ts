import { dayAfter, daysBetween } from '../../model/units/day.ts'
import { median } from '../../statistics/sample.ts'

/** A time axis of calendar days: the middle of each day has a place from 0 to 1. */
export interface Calendar {
  /** All days from the first to the last, ascending. */
  days: string[]
  at(day: string): number
  /** Beginning of a day, where an epoch's line stands. */
  before(day: string): number
  ticks: string[]
  /** Where nothing ran though it was due, by the usual distance of runs: the places of their ends. */
  gaps: { from: number; to: number }[]
}

const STEPS = [1, 2, 7, 14, 28, 56, 91, 182, 364]

/**
 * @param ran UTC days on which anything ran, at least one
 * @param mostTicks labels at most
 */
export function calendarOf(ran: readonly string[], mostTicks: number): Calendar {
  const sorted = [...new Set(ran)].toSorted()
  const [first = '', last = first] = [sorted[0], sorted.at(-1)]
  const count = daysBetween(first, last) + 1
  const before = (day: string) => daysBetween(first, day) / count
  const steps = sorted.slice(1).map((day, index) => daysBetween(sorted[index] ?? day, day))
  const usual = steps.length > 0 ? Math.max(1, Math.round(median(steps))) : 1
  const step = STEPS.find((each) => count / each <= mostTicks) ?? Math.ceil(count / mostTicks)
  return {
    days: daysFrom(first, count, 1),
    before,
    at: (day) => before(day) + 0.5 / count,
    ticks: daysFrom(first, Math.ceil(count / step), step),
    gaps: sorted.slice(1).flatMap((day, index) => {
      const due = dayAfter(sorted[index] ?? day, usual)
      return daysBetween(due, day) >= usual / 2 ? [{ from: before(due), to: before(day) }] : []
    }),
  }
}

const daysFrom = (first: string, count: number, step: number): string[] =>
  Array.from({ length: count }, (_, index) => dayAfter(first, index * step))
