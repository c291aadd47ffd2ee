import { dayAfter, daysBetween } from '../model/units/day.ts'
import { geometricMean } from '../statistics/sample.ts'
import type { DayRow } from './model/job.ts'
import type { EngineMark } from './model/shared.ts'
import { usualStep } from './pace.ts'

/** A line of the table of days: a run, or a time without any though one was due. */
export type DayLine = { row: DayRow } | { from: string; to: string }

/** What a week had, of the days that are no longer shown one by one. */
export interface Week {
  from: string
  engines: WeekEngine[]
  /** Oldest first. */
  runs: { day: string; comparison: string }[]
  /** Days on which data differed. */
  differed: number
}

interface WeekEngine {
  engine: EngineMark
  /** Geometric means; null where nothing was measured. */
  seconds: number | null
  ratio: number | null
  failed: number
}

/** So many of the newest rows are shown one by one. */
const RECENT = 28
/** Of a job that has more rows than a year, a page holds so many of the earlier ones. */
const YEAR = 365
const EARLIER = 180

/**
 * The rows of a job's own page, and those that have no room there, a list for each page: the oldest come first, so that
 * a page never changes once it is full of them. Newest first within a page.
 */
export function ownAndEarlier(days: readonly DayRow[]): { own: readonly DayRow[]; earlier: DayRow[][] } {
  const pages = days.length <= YEAR ? 0 : Math.floor((days.length - RECENT) / EARLIER)
  const earlier = Array.from({ length: pages }, (_, page) => {
    const end = days.length - page * EARLIER
    return days.slice(end - EARLIER, end)
  })
  return { own: days.slice(0, days.length - pages * EARLIER), earlier }
}

const WEEK = 7

/** The newest days one by one, and the earlier ones by weeks; both newest first. */
export function daysAndWeeks(days: readonly DayRow[]): { recent: DayLine[]; weeks: Week[] } {
  return { recent: withGaps(days.slice(0, RECENT)), weeks: weeksOf(days.slice(RECENT)) }
}

/** Days by weeks, both newest first. */
export function weeksOf(days: readonly DayRow[]): Week[] {
  const rows = Map.groupBy(days, ({ day }) => weekOf(day))
  return [...rows].map(([from, own]) => toWeek(from, own.toReversed()))
}

function withGaps(rows: readonly DayRow[]): DayLine[] {
  const usual = usualStep(rows.map(({ day }) => day))
  return rows.flatMap((row, index): DayLine[] => {
    const after = rows[index - 1]
    const isGap = after !== undefined && daysBetween(row.day, after.day) >= 1.5 * usual
    const none = isGap ? [{ from: dayAfter(row.day, 1), to: dayAfter(after.day, -1) }] : []
    return [...none, { row }]
  })
}

/** The Monday on or before a day. */
function weekOf(day: string): string {
  const monday = '2024-01-01'
  const days = daysBetween(monday, day)
  return dayAfter(day, -(((days % WEEK) + WEEK) % WEEK))
}

function toWeek(from: string, rows: readonly DayRow[]): Week {
  const engines = rows[0]?.engines.map(({ engine }) => engine) ?? []
  return {
    from,
    engines: engines.map((engine) => {
      const own = rows.flatMap((row) => row.engines.filter((each) => each.engine.name === engine.name))
      const mean = (values: readonly number[]) => (values.length > 0 ? geometricMean(values) : null)
      return {
        engine,
        seconds: mean(own.flatMap(({ seconds }) => seconds ?? [])),
        ratio: mean(own.flatMap(({ ratio }) => ratio ?? [])),
        failed: own.filter(({ outcome }) => outcome !== null && outcome !== 'ok' && outcome !== 'unsupported')
          .length,
      }
    }),
    runs: rows.map(({ day, comparison }) => ({ day, comparison })),
    differed: rows.filter(({ data }) => data === 'differs').length,
  }
}
