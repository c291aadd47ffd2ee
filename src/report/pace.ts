import { daysBetween } from '../model/units/day.ts'

/**
 * Days from one run to the next, as they usually are; 1 where that is not known yet. Of two middle ones the shorter: a run that
 * did not come makes distances longer, never shorter.
 *
 * @param ran UTC days, in any order
 */
export function usualStep(ran: readonly string[]): number {
  const days = [...new Set(ran)].toSorted()
  const steps = days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day))
  return steps.toSorted((a, b) => a - b)[(steps.length - 1) >> 1] ?? 1
}
