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
  const lately = alone.filter(({ day }) => recent.has(day)).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const bound = (100 * wilsonUpperBound(alone.length, comparisons.length)).toFixed(1)
  const evidence = `the candidate alone failed in ${alone.length} of ${comparisons.length} comparisons (up to ${bound} % remain possible), the baseline alone in ${baselineAlone.length}`
  if (failsMoreOften(alone.length, baselineAlone.length, level))
    return { ...gate, state: 'fail', evidence, missing: 'mend the candidate: new code begins a new epoch' }
  const lacking = Math.max(0, window.days - days.length)
  if (lately.length > maxFailures) {
    const gone = daysUntilGone(days, lately[lately.length - maxFailures - 1]?.day ?? '')
    const needed = Math.max(gone, lacking)
    const missing = `at most ${maxFailures} in the last ${RECENT_DAYS} measured days; there were ${lately.length}, and are no more after ${gone} days without one`
    return { ...gate, state: 'not yet', evidence, missing, needs: { least: needed, most: needed } }
  }
  if (lacking === 0) return { ...gate, state: 'pass', evidence, missing: null }
  const needs = { least: lacking, most: lacking }
  return { ...gate, state: 'not yet', evidence, missing: `${lacking} more days`, needs }
}

/** Measured days until one of them is no longer among the last that count. */
const daysUntilGone = (days: readonly string[], day: string): number =>
  RECENT_DAYS - (days.length - 1 - days.indexOf(day))
