import type { Side } from '../../model/record/sides.ts'
import type { Comparison } from './comparison.ts'

export const HOUR_MS = 3_600_000
/** Sides further apart than this are named. */
export const APART_HOURS = 12
/** Sides further apart than this met other weekdays, other loads, perhaps other machines: their ratio says nothing. */
export const MOST_HOURS_APART = 7 * 24

/** Hours between the runs that the times of a comparison are of. */
export const hoursApart = ({ ran }: Pick<Comparison, 'ran'>): number =>
  ran.candidate === ran.baseline
    ? 0
    : Math.abs(Date.parse(ran.candidate) - Date.parse(ran.baseline)) / HOUR_MS

/** The UTC day on which a side of the timed pair ran. */
const dayOfSide = ({ ran }: Pick<Comparison, 'ran'>, side: Side): string => ran[side].slice(0, 10)

/** Distinct UTC days on which a side ran. */
export const daysOfSide = (comparisons: readonly Comparison[], side: Side): number =>
  new Set(comparisons.map((each) => dayOfSide(each, side))).size

/**
 * The comparisons that are observations of their own: the first of a day, and none that shares a day of either side with
 * one before. Pieces of input that ran on one day met the same machine in the same state: a baseline that ran 14 of them
 * on one day was observed once. Whoever runs more of them while a day looks slow adds none.
 *
 * @param comparisons oldest first
 */
export function independentOnes(comparisons: readonly Comparison[]): Comparison[] {
  const taken = { baseline: new Set<string>(), candidate: new Set<string>() }
  return comparisons.filter((comparison) => {
    const [ofBaseline, ofCandidate] = [dayOfSide(comparison, 'baseline'), dayOfSide(comparison, 'candidate')]
    if (taken.baseline.has(ofBaseline) || taken.candidate.has(ofCandidate)) return false
    taken.baseline.add(ofBaseline)
    taken.candidate.add(ofCandidate)
    return true
  })
}
