import { isMeasured } from '../model/measures/measure.ts'
import type { Trial } from '../model/record/schema.ts'

/** Before a trial, a look of 50 ms finds the cores busy above this: percent of them. */
export const QUIET_PERCENT = 20
/** Others that use more than this of a trial's cores make its times longer than they are: percent. */
const MOST_OTHERS_PERCENT = 10

/** What kept a trial from having its cores to itself. */
export interface Disturbance {
  /** Percent of its cores that others used; null where that was little, or is unknown. */
  busyPercent: number | null
  /** Whether that was seen while it ran, or only before: it was too short, or its record is an old one. */
  seen: 'during' | 'before'
  /** Other runs of etl-compare that measured on this machine when it began or ended. */
  otherRuns: number
}

/** How others disturbed a trial; null where nobody is known to have. */
export function disturbanceOf({ measures, quiet, otherRuns = 0 }: Trial): Disturbance | null {
  const during = measures.othersPercent
  const [seen, percent, most] = isMeasured(during)
    ? (['during', during, MOST_OTHERS_PERCENT] as const)
    : (['before', quiet?.busyPercent ?? 0, QUIET_PERCENT] as const)
  const busyPercent = percent > most ? percent : null
  return busyPercent === null && otherRuns === 0 ? null : { busyPercent, seen, otherRuns }
}
