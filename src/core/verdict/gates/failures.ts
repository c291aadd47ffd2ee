import type { Policy } from '../../config/policy.ts'
import type { Subject } from '../../evidence/assemble.ts'
import {
  type Comparison,
  failedAlone,
  failedAloneAtFirst,
  type SideEvidence,
} from '../../evidence/comparison.ts'
import { failsMoreOften, wilsonUpperBound } from '../../statistics/failures.ts'
import { daysOf, type Epoch } from '../epochs.ts'
import type { Gate } from '../verdict.ts'
import { counted, moreDays } from '../words.ts'

const RECENT_DAYS = 14

/**
 * The candidate fails no more often than is allowed, is not shown to fail more often than the baseline, and did not stay
 * away. How often it may still fail is told as a bound: no failure seen is never «0 %».
 *
 * @param unpaired keys that the baseline ran without the candidate
 * @param lacking days until the window is full, 0 where it is
 */
export function failuresGate(
  { comparisons }: Pick<Epoch, 'comparisons'>,
  { baseline, candidate }: Pick<Subject, 'baseline' | 'candidate'>,
  { maxFailures, maxUnpaired }: Pick<Policy, 'maxFailures' | 'maxUnpaired'>,
  level: number,
  unpaired: readonly string[],
  lacking: number,
): Gate {
  const gate = { name: 'failures', deciding: true } as const
  const alone = comparisons.filter(({ baseline, candidate }) => isFailure(candidate, baseline))
  const keys = unpaired.length + comparisons.length
  const evidence = [
    `${candidate} alone failed in ${boundedShare(alone.length, comparisons.length)}`,
    `${baseline} alone in ${comparisons.filter((each) => isFailure(each.baseline, each.candidate)).length}`,
    ...(unpaired.length > 0
      ? [`${baseline} ran without ${candidate} for ${unpaired.length} of ${keys} keys`]
      : []),
  ].join('; ')
  if (isShownToFail(comparisons, level)) {
    const told = `${evidence}; that is more often than by chance (level ${level.toPrecision(2)})`
    return {
      ...gate,
      state: 'fail',
      evidence: told,
      missing: 'mend the candidate: new code begins a new epoch',
    }
  }
  if (unpaired.length > maxUnpaired * keys) {
    const missing = `${candidate} for keys that ${baseline} ran alone for, such as ${unpaired.slice(0, 3).join(', ')}: whoever stays away cannot fail (maxUnpaired: ${maxUnpaired} in the policy)`
    return { ...gate, state: 'not yet', evidence, missing }
  }
  const days = daysOf(comparisons)
  const recent = new Set(days.slice(-RECENT_DAYS))
  const lately = alone.filter(({ day }) => recent.has(day)).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  if (lately.length > maxFailures) {
    const gone = daysUntilGone(days, lately[lately.length - maxFailures - 1]?.day ?? '')
    const needed = Math.max(gone, lacking)
    const missing = `at most ${maxFailures} in the last ${RECENT_DAYS} measured days; there were ${lately.length}, and are no more after ${counted(gone, 'day')} without one`
    return { ...gate, state: 'not yet', evidence, missing, needs: { least: needed, most: needed } }
  }
  if (lacking === 0) return { ...gate, state: 'pass', evidence, missing: null }
  return {
    ...gate,
    state: 'not yet',
    evidence,
    missing: moreDays(lacking),
    needs: { least: lacking, most: lacking },
  }
}

/** Whatever was run again later: neither a repeat that failed alone, nor one of the other side that failed too. */
const isFailure = (side: SideEvidence, other: SideEvidence): boolean =>
  failedAlone(side, other) || failedAloneAtFirst(side, other)

const boundedShare = (failures: number, comparisons: number): string =>
  `${failures} of ${counted(comparisons, 'comparison')} (up to ${(100 * wilsonUpperBound(failures, comparisons)).toFixed(1)} % remain possible)`

/** By as many first trials a side as both have. */
function isShownToFail(comparisons: readonly Comparison[], level: number): boolean {
  const [ofCandidate, ofBaseline] = [
    comparisons.filter(({ baseline, candidate }) => failedAloneAtFirst(candidate, baseline)),
    comparisons.filter(({ baseline, candidate }) => failedAloneAtFirst(baseline, candidate)),
  ]
  return failsMoreOften(ofCandidate.length, ofBaseline.length, level)
}

/** Measured days until one of them is no longer among the last that count. */
const daysUntilGone = (days: readonly string[], day: string): number =>
  RECENT_DAYS - (days.length - 1 - days.indexOf(day))
