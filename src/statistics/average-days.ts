import { mean } from './sample.ts'

/** One comparison: when it was made, and its d or another number that is averaged. */
export interface Dated {
  /** ISO 8601 in UTC, as a run record has it: `2026-11-20T03:12:00Z`. */
  when: string
  value: number
}

/**
 * Comparisons made within so many measured UTC days become one observation, their days' mean, which removes most of the
 * dependence between neighbours (batch means: Law & Kelton, Simulation Modeling and Analysis, chapter 9).
 *
 * A day with several comparisons is their mean, and counts once. Days without one are skipped, so that each observation
 * has the same number of days, hence the same variance. A group that is not full yet gives no observation: were it to
 * change after it was looked at, looking would not be free.
 *
 * @param averageDays 1, 2 or 7
 * @returns what n, x̄ and s are made of, oldest first
 * @throws RangeError where `when` is no UTC timestamp
 */
export function averageByDays(comparisons: readonly Dated[], averageDays: 1 | 2 | 7): number[] {
  const byDay = Map.groupBy(comparisons, ({ when }) => utcDay(when))
  const days = [...byDay.keys()].sort().map((day) => mean((byDay.get(day) ?? []).map(({ value }) => value)))
  const full = Math.floor(days.length / averageDays)
  return Array.from({ length: full }, (_, i) => mean(days.slice(i * averageDays, (i + 1) * averageDays)))
}

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/

function utcDay(when: string): string {
  if (UTC.test(when)) return when.slice(0, 10)
  const date = new Date(when)
  if (!/(?:Z|[+-]\d\d:\d\d)$/.test(when) || Number.isNaN(date.getTime()))
    throw new RangeError(`'${when}' is no time with a zone`)
  return date.toISOString().slice(0, 10)
}
