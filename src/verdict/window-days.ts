import type { Window } from '../model/config/policy.ts'
import { daysBetween } from '../model/units/day.ts'
import { daysOf, type Epoch } from './epochs.ts'
import { isComplete } from './evidence/comparison.ts'
import { daysOfSide } from './evidence/observations.ts'

/** The days of an epoch that count, and how many are left to it. */
export interface WindowDays {
  first: string
  /** UTC days on which both sides ran and delivered: those of the side that has fewer. */
  days: number
  /** Measured days a calendar day, at most 1: 1/7 for a weekly job. */
  pace: number
  /** Measured days until it is full, at this pace: what is not decided then ends undecided. */
  left: number
  /** Whether time is up: it is full, or its calendar days are over. */
  isOver: boolean
}

/**
 * Days on which both sides delivered, since the epoch's first; after a pause as long as the window, since its end. A record
 * whose clock stood in another year takes no time from the others.
 *
 * @param asOf UTC day of the verdict
 */
export function windowDays(
  { comparisons }: Pick<Epoch, 'comparisons'>,
  { most, within }: Window,
  asOf: string,
): WindowDays {
  const all = daysOf(comparisons)
  const first =
    all.findLast((day, index) => daysBetween(all[index - 1] ?? day, day) >= within) ?? all[0] ?? asOf
  const reach = (day: string) => daysBetween(first, day)
  const counted = comparisons.filter(
    (each) => isComplete(each) && first <= each.day && reach(each.day) < within,
  )
  const days = Math.min(daysOfSide(counted, 'baseline'), daysOfSide(counted, 'candidate'))
  const calendarLeft = Math.max(0, within - 1 - reach(asOf))
  const pace = paceOf(all.filter((day) => day >= first))
  return {
    first,
    days,
    pace,
    left: Math.max(0, Math.min(most - days, Math.floor(calendarLeft * pace))),
    isOver: days >= most || reach(asOf) >= within,
  }
}

/** From the first to the last of them; of a single day nobody knows better than daily. */
function paceOf(days: readonly string[]): number {
  const span = daysBetween(days[0] ?? '', days.at(-1) ?? '')
  return span > 0 ? (days.length - 1) / span : 1
}
