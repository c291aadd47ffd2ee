import type { Policy } from '../../model/config/policy.ts'
import { dependenceInflation } from '../../statistics/autocorrelation.ts'
import { geometricMean } from '../../statistics/sample.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import { independentOnes } from '../evidence/observations.ts'
import type { Interval } from '../forms.ts'
import { intervalOf, inUnit, shareOf } from '../speed/bounds.ts'
import { averaged, hasTimes, isSideBySide } from '../speed/observed.ts'
import type { SideBilling } from './side-billing.ts'

/** Comparisons that the ratio of the times is observed in: bills are of the same ones. */
export const billedComparisons = (comparisons: readonly Comparison[], { judged }: Frame): Comparison[] =>
  independentOnes(comparisons.filter(isSideBySide)).filter(
    (each) => hasTimes(each, judged, 'baseline') && hasTimes(each, judged, 'candidate'),
  )

/**
 * The baseline's bill, a geometric mean, and candidate/baseline of the bills: an interval by the same sequence as that of
 * the times, so it holds at every look. No clock counts in bills.
 *
 * @param observed {@link billedComparisons}
 * @param level α', shared out
 * @returns null while nothing is excluded
 */
export function billRatio(
  observed: readonly Comparison[],
  billing: Record<'baseline' | 'candidate', SideBilling>,
  policy: Pick<Policy, 'margins' | 'limitMinutes'>,
  frame: Frame,
  level: number,
): { baseline: number; ratio: Interval } | null {
  const bills = observed.map((comparison) => {
    const baseline = billing.baseline.billOf(comparison)
    return { comparison, baseline, value: Math.log(billing.candidate.billOf(comparison) / baseline) }
  })
  if (bills.length === 0) return null
  const x = averaged(bills, frame)
  const alpha = shareOf(policy, frame, level)
  const ratio = inUnit(intervalOf({ x, alpha, inflation: dependenceInflation(x), allowance: 0 }))
  return ratio && { baseline: geometricMean(bills.map((each) => each.baseline)), ratio }
}
