import type { Policy, Window } from '../../config/policy.ts'
import { isComplete } from '../../evidence/comparison.ts'
import { counted } from '../../text.ts'
import { daysBetween, daysOf, type Epoch } from '../epochs.ts'
import type { Gate } from '../verdict.ts'
import { moreDays } from '../words.ts'

/** The days of an epoch that count, and how many are left to it. */
export interface WindowDays {
  first: string
  /** UTC days on which both sides delivered. */
  days: number
  /** Days until it is full, and what is not decided ends undecided. */
  left: number
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
  const days = daysOf(comparisons.filter(isComplete)).filter(
    (day) => reach(day) >= 0 && reach(day) < within,
  ).length
  return { first, days, left: Math.max(0, Math.min(most - days, within - 1 - reach(asOf))) }
}

/**
 * Enough different days within reach of each other. It fails when time is up and another gate still is not decided,
 * which is evidence for nobody.
 *
 * @param asOf UTC day of the verdict
 * @param isOpen whether another deciding gate is not yet decided
 */
export function windowGate(
  { first, days }: WindowDays,
  { window }: Policy,
  asOf: string,
  isOpen: boolean,
): Gate {
  const gate = { name: 'window', deciding: true } as const
  const evidence = `${counted(days, 'day')} since ${first}; ${window.days} to ${window.most} are asked`
  const isOver = days >= window.most || daysBetween(first, asOf) >= window.within
  const lacking = window.days - days
  if (isOver && (isOpen || lacking > 0))
    return { ...gate, state: 'fail', evidence: `${evidence}; time is up`, missing: null }
  if (lacking <= 0) return { ...gate, state: 'pass', evidence, missing: null }
  const needs = { least: lacking, most: lacking }
  return { ...gate, state: 'not yet', evidence, missing: moreDays(lacking), needs }
}
