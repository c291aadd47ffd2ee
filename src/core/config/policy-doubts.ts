import { platformOf } from './platforms.ts'
import type { Policy } from './policy.ts'

/** Below so many days, weeks make too few observations for an interval. */
const FEWEST_DAYS_FOR_WEEKS = 98

/** What of a job's policy can never be met, or not in time, in words; empty where all can. */
export function policyDoubts(policy: Policy, engines: readonly string[]): string[] {
  const {
    window: { days, most, within },
    averageDays,
    minInputs,
  } = policy
  const doubts: string[] = []
  if (days > most)
    doubts.push(`window: days ${days} are more than its most ${most}: it ends undecided before it is full`)
  if (days > within)
    doubts.push(
      `window: ${days} days cannot lie within ${within} days; a job that runs weekly sets all three`,
    )
  if (averageDays === 7 && most < FEWEST_DAYS_FOR_WEEKS)
    doubts.push(`averageDays: 7 needs a window of ${FEWEST_DAYS_FOR_WEEKS} days or more, and most is ${most}`)
  if (5 * averageDays > most)
    doubts.push(
      `averageDays: ${averageDays} makes fewer than 5 observations of ${most} days: there is never an interval`,
    )
  if (minInputs > most)
    doubts.push(`minInputs: ${minInputs} are more than the ${most} days of the window, at one a day`)
  const unpriced = engines.filter((engine) => !platformOf(policy, engine)?.prices.length)
  if (policy.costMargin !== null && unpriced.length > 0)
    doubts.push(`margins: cost never passes without a price: in platforms: for ${unpriced.join(', ')}`)
  return doubts
}
