import type { Policy } from '../../model/config/policy.ts'
import { SIDES, type Side } from '../../model/record/sides.ts'
import { scaled } from '../../pricing/savings.ts'
import { dependenceInflation } from '../../statistics/autocorrelation.ts'
import { clockError } from '../../statistics/resolution.ts'
import { geometricMean } from '../../statistics/sample.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import { independentOnes } from '../evidence/observations.ts'
import type { Amount, Interval } from '../forms.ts'
import { intervalOf, inUnit, shareOf } from '../speed/bounds.ts'
import { meanOfDays } from '../speed/mean-of-days.ts'
import { averaged, hasTimes, isSideBySide, timesOfSide } from '../speed/observed.ts'
import type { SideBilling } from './side-billing.ts'

type Billing = Record<Side, SideBilling>

/** Comparisons that the ratio of the times is observed in: bills are of the same ones. */
export const billedComparisons = (
  comparisons: readonly Comparison[],
  { judged }: Pick<Frame, 'judged'>,
): Comparison[] =>
  independentOnes(comparisons.filter(isSideBySide)).filter(
    (each) => hasTimes(each, judged, 'baseline') && hasTimes(each, judged, 'candidate'),
  )

/**
 * Bills of a typical run: the baseline's geometric mean, and candidate/baseline by the same sequence as the ratio of the
 * times, so that it holds at every look. Each run is billed by its own time: a minimum and a rounding are those of runs,
 * which a bill of a mean time would miss.
 *
 * @param observed {@link billedComparisons}
 * @param level α', shared out
 * @returns null while nothing is excluded
 */
export function typicalBills(
  observed: readonly Comparison[],
  billing: Billing,
  policy: Pick<Policy, 'margins' | 'limitSeconds'>,
  frame: Frame,
  level: number,
): { baseline: number; candidate: Interval; ratio: Interval } | null {
  const bills = observed.map((comparison) => {
    const baseline = billing.baseline.billOf(comparison)
    return { comparison, baseline, value: Math.log(billing.candidate.billOf(comparison) / baseline) }
  })
  if (bills.length === 0) return null
  const x = averaged(bills, frame)
  const look = { x, alpha: shareOf(policy, frame, level), inflation: dependenceInflation(x) }
  const ratio = inUnit(intervalOf({ ...look, allowance: clocksOf(observed, billing, frame) }))
  if (!ratio) return null
  const baseline = geometricMean(bills.map((each) => each.baseline))
  return { baseline, candidate: scaled(ratio, baseline), ratio }
}

/** What clocks may hide of bills that are made of times: no clock counts in what a platform billed. */
const clocksOf = (observed: readonly Comparison[], billing: Billing, { judged }: Frame): number =>
  clockError(
    SIDES.filter((side) => billing[side].source === null).map((side) =>
      observed.flatMap((each) => timesOfSide(each, judged, side)),
    ),
  )

/** What a run costs on average, and what the candidate saves of it: below 0, what it adds. Many runs cost so much each. */
export type MeanBills = Record<'baseline' | 'candidate' | 'saved', Amount>

/**
 * Arithmetic means of the bills: a month is their sum, in which an expensive run counts with all that it costs.
 *
 * @param observed {@link billedComparisons}
 * @returns null below five observations
 */
export function meanBills(
  observed: readonly Comparison[],
  { baseline, candidate }: Billing,
  frame: Frame,
): MeanBills | null {
  const [ofBaseline, ofCandidate] = [baseline, candidate].map(({ billOf }) =>
    meanOfDays(observed, frame, billOf),
  )
  const saved = meanOfDays(observed, frame, (each) => baseline.billOf(each) - candidate.billOf(each))
  if (!ofBaseline || !ofCandidate || !saved) return null
  return { baseline: notBelowZero(ofBaseline), candidate: notBelowZero(ofCandidate), saved }
}

/** An interval does not know that nobody is paid for a run. */
export const notBelowZero = (amount: Amount): Amount => ({ ...amount, lower: Math.max(0, amount.lower) })
