import type { Policy } from '../../config/policy.ts'
import type { Subject } from '../../evidence/assemble.ts'
import {
  type Comparison,
  failedAlone,
  failedAloneAtFirst,
  type SideEvidence,
} from '../../evidence/comparison.ts'
import type { Unpaired } from '../../evidence/unpaired.ts'
import { failsMoreOften, wilsonUpperBound } from '../../statistics/failures.ts'
import { counted } from '../../text.ts'
import { daysOf, type Epoch } from '../epochs.ts'
import type { Gate } from '../verdict.ts'
import { moreDays } from '../words.ts'

const RECENT_DAYS = 14

/**
 * The candidate fails no more often than is allowed, is not shown to fail more often than the baseline, and did not stay
 * away. How often it may still fail is told as a bound: no failure seen is never «0 %».
 *
 * @param unpaired since the window began
 * @param lacking days until the window is full, 0 where it is
 */
export function failuresGate(
  { comparisons }: Pick<Epoch, 'comparisons'>,
  subject: Pick<Subject, 'baseline' | 'candidate'>,
  policy: Pick<Policy, 'maxFailures' | 'maxUnpaired'>,
  level: number,
  unpaired: Unpaired,
  lacking: number,
): Gate {
  const alone = comparisons.filter((each) => isFailure(each.candidate, each.baseline))
  const gate = {
    name: 'failures',
    deciding: true,
    evidence: evidenceOf(comparisons, alone, subject, unpaired),
  } as const
  if (isShownToFail(comparisons, level)) {
    const evidence = `${gate.evidence}; that is more often than by chance (level ${level.toPrecision(2)})`
    return { ...gate, state: 'fail', evidence, missing: 'fix the candidate: new code begins a new epoch' }
  }
  const open = unpairedOpen(subject, policy, unpaired) ?? lateOpen(comparisons, alone, policy, lacking)
  if (open) return { ...gate, state: 'not yet', ...open }
  if (lacking === 0) return { ...gate, state: 'pass', missing: null }
  return { ...gate, state: 'not yet', missing: moreDays(lacking), needs: { least: lacking, most: lacking } }
}

function evidenceOf(
  comparisons: readonly Comparison[],
  alone: readonly Comparison[],
  { baseline, candidate }: Pick<Subject, 'baseline' | 'candidate'>,
  { keys, of }: Unpaired,
): string {
  const bound = (100 * wilsonUpperBound(alone.length, comparisons.length)).toFixed(1)
  const ofBaseline = comparisons.filter((each) => isFailure(each.baseline, each.candidate)).length
  return [
    `${candidate} alone failed in ${alone.length} of ${counted(comparisons.length, 'comparison')} (the true rate may be up to ${bound} %)`,
    `${baseline} alone in ${ofBaseline} of them`,
    ...(keys.length > 0 ? [`${keys.length} of ${of} keys of ${baseline} have no comparison`] : []),
  ].join('; ')
}

type Open = Pick<Gate, 'missing' | 'needs'>

/** Where more keys of the baseline than may have no comparison: whoever stays away cannot fail. */
function unpairedOpen(
  { candidate }: Pick<Subject, 'candidate'>,
  { maxUnpaired }: Pick<Policy, 'maxUnpaired'>,
  { keys, of }: Unpaired,
): Open | undefined {
  if (keys.length <= maxUnpaired * of) return undefined
  const such = keys.slice(-3).join(', ')
  const missing = `runs of ${candidate} on the same keys and input, such as ${such}; at most ${100 * maxUnpaired} % of keys may lack one (maxUnpaired in the policy)`
  if (maxUnpaired === 0) return { missing }
  return { missing, needs: { least: Math.max(1, Math.ceil(keys.length / maxUnpaired) - of), most: null } }
}

/** Where more failures than may be are not long enough ago. */
function lateOpen(
  comparisons: readonly Comparison[],
  alone: readonly Comparison[],
  { maxFailures }: Pick<Policy, 'maxFailures'>,
  lacking: number,
): Open | undefined {
  const days = daysOf(comparisons)
  const recent = new Set(days.slice(-RECENT_DAYS))
  const lately = alone.filter(({ day }) => recent.has(day)).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  if (lately.length <= maxFailures) return undefined
  const gone = daysUntilGone(days, lately[lately.length - maxFailures - 1]?.day ?? '')
  const needed = Math.max(gone, lacking)
  const missing = `at most ${maxFailures} in the last ${RECENT_DAYS} measured days; there were ${lately.length}, and ${moreDays(gone)} without one are needed`
  return { missing, needs: { least: needed, most: needed } }
}

/** Whatever was run again later: neither a repeat that failed alone, nor one of the other side that failed too. */
const isFailure = (side: SideEvidence, other: SideEvidence): boolean =>
  failedAlone(side, other) || failedAloneAtFirst(side, other)

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
