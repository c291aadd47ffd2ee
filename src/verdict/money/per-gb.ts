import { z } from 'zod'
import type { Platform } from '../../model/config/platforms.ts'
import { SIDES, type Side } from '../../model/record/sides.ts'
import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { correlation } from '../../statistics/correlation.ts'
import { geometricMean, mean } from '../../statistics/sample.ts'
import { billedComparisons, notBelowZero } from '../billing/bills.ts'
import { type SideBilling, sideBilling } from '../billing/side-billing.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import { type Amount, amount } from '../forms.ts'
import { meanOfDays } from '../speed/mean-of-days.ts'
import { timesOfSide } from '../speed/observed.ts'
import { figure, known, missing } from './figure.ts'

/** Bills over gigabytes of input, of the runs that were measured. */
export const perGb = figure(z.strictObject({ currency: z.string(), baseline: amount, candidate: amount }))

/** Size and time must go together this much on both sides. Below it, time per size says little. */
const LEAST_CORRELATION = 0.7
const GB = 1e9

/** What both sides are billed per gigabyte of input, over the observations, where input varies and time follows it. */
export function costPerGb(
  comparisons: readonly Comparison[],
  frame: Frame,
  platforms: Record<Side, Platform | undefined>,
): z.infer<typeof perGb> {
  const { judged } = frame
  const timed = billedComparisons(comparisons, frame).filter(({ input }) => input.bytes > 0)
  if (timed.length < MIN_OBSERVATIONS) return missing('few-comparisons')
  const runsOf = (side: Side) =>
    timed.map((each): [number, number] => [
      each.input.bytes / GB,
      geometricMean(timesOfSide(each, judged, side)) / 1000,
    ])
  const sides = { baseline: runsOf('baseline'), candidate: runsOf('candidate') }
  if (new Set(timed.map(({ input }) => input.bytes)).size === 1) return missing('constant-input')
  if (Object.values(sides).some((runs) => (correlation(runs) ?? 0) < LEAST_CORRELATION))
    return missing('weak-correlation')
  const [baseline, candidate] = SIDES.map((side) => sideBilling(timed, side, platforms[side], judged))
  if (!baseline || !candidate || baseline.currency !== candidate.currency) return missing('prices')
  const { currency } = baseline
  const [ofBaseline, ofCandidate] = [baseline, candidate].map((side) => billsPerGb(side, timed, frame))
  if (!ofBaseline || !ofCandidate) return missing('interval')
  return known({ currency, baseline: ofBaseline, candidate: ofCandidate })
}

/**
 * All bills over all input. What an observation adds to this ratio, linearised, is how far its bill lies from its input's at
 * the ratio, over the mean input: the mean of these is the ratio, and its interval the ratio's (W. Cochran, Sampling
 * Techniques, 1977, 6.4).
 */
function billsPerGb({ billOf }: SideBilling, timed: readonly Comparison[], frame: Frame): Amount | null {
  const gbOf = ({ input }: Comparison) => input.bytes / GB
  const gb = mean(timed.map(gbOf))
  const ratio = mean(timed.map(billOf)) / gb
  const found = meanOfDays(timed, frame, (each) => ratio + (billOf(each) - ratio * gbOf(each)) / gb)
  return found && notBelowZero(found)
}
