import type { Policy } from '../../config/policy.ts'
import { failedAlone } from '../../evidence/comparison.ts'
import { failsMoreOften, wilsonUpperBound } from '../../statistics/failures.ts'
import { daysOf, type Epoch } from '../epochs.ts'
import type { Gate } from '../verdict.ts'

const RECENT_DAYS = 14

/**
 * The candidate fails no more often than is allowed, and is not shown to fail more often than the baseline. How often it
 * may still fail is told as a bound: no failure seen is never «0 %».
 */
export function failuresGate({ comparisons }: Epoch, { maxFailures, window }: Policy, level: number): Gate {
  const gate = { name: 'failures', deciding: true } as const
  const alone = comparisons.filter(({ candidate, baseline }) => failedAlone(candidate, baseline))
  const baselineAlone = comparisons.filter(({ candidate, baseline }) => failedAlone(baseline, candidate))
  const days = daysOf(comparisons)
  const recent = new Set(days.slice(-RECENT_DAYS))
  const lately = alone.filter(({ day }) => recent.has(day)).length
  const bound = (100 * wilsonUpperBound(alone.length, comparisons.length)).toFixed(1)
  const evidence = `the candidate alone failed in ${alone.length} of ${comparisons.length} comparisons (up to ${bound} % remain possible), the baseline alone in ${baselineAlone.length}`
  if (failsMoreOften(alone.length, baselineAlone.length, level))
    return { ...gate, state: 'fail', evidence, missing: 'mend the candidate: new code begins a new epoch' }
  if (lately > maxFailures)
    return {
      ...gate,
      state: 'not yet',
      evidence,
      missing: `at most ${maxFailures} in the last ${RECENT_DAYS} measured days; there were ${lately}`,
    }
  return days.length < window.days
    ? {
        ...gate,
        state: 'not yet',
        evidence,
        missing: `${window.days - days.length} more days`,
        awaits: 'days',
      }
    : { ...gate, state: 'pass', evidence, missing: null }
}
