import { z } from 'zod'
import { areSameLimits } from '../../model/record/limits.ts'
import { limits } from '../../model/record/trial-schema.ts'
import { failsMoreOften, wilsonUpperBound } from '../../statistics/failures.ts'
import { daysOf } from '../epochs.ts'
import {
  type Comparison,
  failedAlone,
  failedAloneAtFirst,
  type SideEvidence,
} from '../evidence/comparison.ts'
import type { Wait } from '../forms.ts'
import { placesAsked } from './asked-places.ts'
import { type Evidence, type Gate, gateShape } from './gate.ts'

const count = z.int().min(0)
const RECENT_DAYS = 14
const MOST_PARTITIONS = 20

const schema = z.strictObject({
  ...gateShape,
  /** What keeps it open: failures at other limits, partitions without a comparison, failures of late, or that the window is not full. */
  open: z.enum(['limits', 'unpaired', 'recent', 'window']).nullable(),
  /** Comparisons, and partitions on which the candidate failed while the baseline did not run. */
  of: count,
  /** Of these: on which one side failed alone, and both. */
  candidateAlone: count,
  baselineAlone: count,
  both: count,
  /** Of the candidate's: those that somebody ended after it had run longer than the baseline ever took. */
  hung: count,
  /** Upper end of the 95 % interval of the candidate's true rate; null where nothing ran. */
  bound: z.number().nullable(),
  /** The level at which it is shown to fail more often. */
  level: z.number(),
  /** Partitions without a comparison, the newest of them, and of how many. */
  unpaired: z.strictObject({
    count,
    /** Those on which the candidate was interrupted, and the baseline. */
    interrupted: count,
    baselineInterrupted: count,
    of: count,
    allowed: z.number(),
    partitions: z.array(z.string()),
    /** Those with a comparison on which a run was interrupted too, and those that the candidate ran without the baseline. */
    again: count,
    candidateOnly: count,
  }),
  /** Failures of the candidate in the last measured days. */
  recent: z.strictObject({ count, allowed: count, days: count }),
  /**
   * Limits of the configuration with too many failures of late, at the judged size or a smaller one, and other limits
   * without a comparison at the judged size.
   */
  atLimits: z.array(
    z.strictObject({
      size: z.string(),
      limits,
      /** Comparisons of the last measured days there, and those in which the candidate failed alone. */
      of: count,
      failed: count,
    }),
  ),
})

type Facts = z.infer<typeof schema>

/**
 * The candidate fails no more often than is allowed, is not shown to fail more often than the baseline, did not stay away,
 * and does no worse under any other limits that are declared. How often it may still fail is given as a bound: no failure seen is never «0 %».
 */
export const failures: Gate<typeof schema> = {
  schema,
  basis: 'fix-candidate',
  isDeciding: () => true,
  judge: (evidence) => {
    const { epoch, loneFailures, level, policy, unpaired, hung } = evidence
    const { comparisons } = epoch
    const alone = comparisons.filter((each) => isFailure(each.candidate, each.baseline))
    const loneHangs = loneFailures.filter(({ id }) => hung.has(id)).length
    const failed = [...alone, ...loneFailures].map(({ day }) => day).toSorted()
    const of = comparisons.length + loneFailures.length
    const days = [...new Set([...daysOf(comparisons), ...failed])].toSorted()
    const recent = failed.filter((day) => days.slice(-RECENT_DAYS).includes(day))
    const facts = {
      of,
      candidateAlone: failed.length,
      baselineAlone: comparisons.filter((each) => isFailure(each.baseline, each.candidate)).length,
      both: comparisons.filter(haveBothFailed).length,
      hung: comparisons.filter(({ records }) => records.some((id) => hung.has(id))).length + loneHangs,
      bound: of > 0 ? wilsonUpperBound(failed.length, of) : null,
      level,
      unpaired: {
        count: unpaired.partitions.length,
        interrupted: unpaired.interrupted.candidate.length,
        baselineInterrupted: unpaired.interrupted.baseline.length,
        of: unpaired.of,
        allowed: policy.maxUnpaired,
        partitions: unpaired.partitions.toReversed().slice(0, MOST_PARTITIONS),
        again: unpaired.again.length,
        candidateOnly: unpaired.candidateOnly.length,
      },
      recent: { count: recent.length, allowed: policy.maxFailures, days: RECENT_DAYS },
      atLimits: openLimits(evidence),
    }
    if (isShownToFail(comparisons, loneHangs, level))
      return { ...facts, state: 'fail', open: null, needs: null }
    const lacking = Math.max(0, policy.window.days - evidence.window.days)
    const open =
      limitsOpen(facts.atLimits) ?? unpairedOpen(evidence) ?? lateOpen(days, recent, evidence, lacking)
    if (open) return { ...facts, state: 'not yet', ...open }
    return lacking === 0
      ? { ...facts, state: 'pass', open: null, needs: null }
      : { ...facts, state: 'not yet', open: 'window', needs: { least: lacking, most: lacking } }
  },
}

interface Open {
  open: 'limits' | 'unpaired' | 'recent'
  needs: Wait | null
}

const limitsOpen = ({ length }: readonly unknown[]): Open | undefined =>
  length === 0 ? undefined : { open: 'limits', needs: null }

/**
 * As many failures are allowed there as under the judged limits; who never ran there never succeeded. A configuration
 * that does not name the judged limits says nothing of others.
 */
function openLimits(evidence: Evidence): Facts['atLimits'] {
  const { declaredLimits, subject, policy } = evidence
  if (!declaredLimits.some((each) => areSameLimits(each, subject.limits))) return []
  return placesAsked(evidence)
    .map(({ size, limits, comparisons }) => {
      const days = daysOf(comparisons).slice(-RECENT_DAYS)
      const recent = comparisons.filter(({ day }) => days.includes(day))
      const failed = recent.filter((comparison) => failedAlone(comparison.candidate, comparison.baseline))
      return { size, limits, of: recent.length, failed: failed.length }
    })
    .filter(({ of, failed }) => of === 0 || failed > policy.maxFailures)
}

/** Where more partitions than may have no comparison: whoever stays away cannot fail. */
function unpairedOpen({ policy: { maxUnpaired }, unpaired: { partitions, of } }: Evidence): Open | undefined {
  if (partitions.length <= maxUnpaired * of) return undefined
  if (maxUnpaired === 0) return { open: 'unpaired', needs: null }
  const least = Math.max(1, Math.ceil(partitions.length / maxUnpaired) - of)
  return { open: 'unpaired', needs: { least, most: null } }
}

/** Where more failures than may be are not long enough ago. */
function lateOpen(
  days: readonly string[],
  recent: readonly string[],
  { policy: { maxFailures } }: Evidence,
  lacking: number,
): Open | undefined {
  if (recent.length <= maxFailures) return undefined
  const decisive = recent[recent.length - maxFailures - 1] ?? ''
  const gone = RECENT_DAYS - (days.length - 1 - days.indexOf(decisive))
  const needed = Math.max(gone, lacking)
  return { open: 'recent', needs: { least: needed, most: needed } }
}

/** Whatever was run again later: neither a repeat that failed alone, nor one of the other side that failed too. */
const isFailure = (side: SideEvidence, other: SideEvidence): boolean =>
  failedAlone(side, other) || failedAloneAtFirst(side, other)

const haveBothFailed = ({ baseline, candidate }: Comparison): boolean =>
  baseline.failed.includes(true) && candidate.failed.includes(true)

/**
 * By as many first trials a side as both have. A hang where the baseline did not run is known to be the candidate's: it
 * had run longer than the baseline ever took.
 */
function isShownToFail(comparisons: readonly Comparison[], loneHangs: number, level: number): boolean {
  const ofCandidate = comparisons.filter((each) => failedAloneAtFirst(each.candidate, each.baseline))
  const ofBaseline = comparisons.filter((each) => failedAloneAtFirst(each.baseline, each.candidate))
  return failsMoreOften(ofCandidate.length + loneHangs, ofBaseline.length, level)
}
