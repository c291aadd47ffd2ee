import { z } from 'zod'
import type { Platform } from '../../model/config/platforms.ts'
import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { correlation } from '../../statistics/correlation.ts'
import { geometricMean } from '../../statistics/sample.ts'
import { billedComparisons } from '../billing/bills.ts'
import { type SideBilling, sideBilling } from '../billing/side-billing.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import { timesOfSide } from '../speed/observed.ts'
import { figure, known, missing } from './figure.ts'

/** Bills over gigabytes of input, of the runs that were measured. */
export const perGb = figure(
  z.strictObject({ currency: z.string(), baseline: z.number(), candidate: z.number() }),
)

/** Size and time must go together this much on both sides. Below it, time per size says little. */
const LEAST_CORRELATION = 0.7
const GB = 1e9

/** What both sides are billed per gigabyte of input, over the observations, where input varies and time follows it. */
export function costPerGb(
  comparisons: readonly Comparison[],
  { judged }: Pick<Frame, 'judged'>,
  platforms: Record<'baseline' | 'candidate', Platform | undefined>,
): z.infer<typeof perGb> {
  const timed = billedComparisons(comparisons, { judged }).filter(({ input }) => input.bytes > 0)
  if (timed.length < MIN_OBSERVATIONS) return missing('few-comparisons')
  const runsOf = (side: 'baseline' | 'candidate') =>
    timed.map((each): [number, number] => [
      each.input.bytes / GB,
      geometricMean(timesOfSide(each, judged, side)) / 1000,
    ])
  const sides = { baseline: runsOf('baseline'), candidate: runsOf('candidate') }
  if (new Set(timed.map(({ input }) => input.bytes)).size === 1) return missing('constant-input')
  if (Object.values(sides).some((runs) => (correlation(runs) ?? 0) < LEAST_CORRELATION))
    return missing('weak-correlation')
  const [baseline, candidate] = (['baseline', 'candidate'] as const).map((side) =>
    sideBilling(timed, side, platforms[side], judged),
  )
  if (!baseline || !candidate || baseline.currency !== candidate.currency) return missing('prices')
  const { currency } = baseline
  return known({ currency, baseline: billsPerGb(baseline, timed), candidate: billsPerGb(candidate, timed) })
}

function billsPerGb({ billOf }: SideBilling, timed: readonly Comparison[]): number {
  const sum = (amounts: number[]) => amounts.reduce((total, each) => total + each, 0)
  return sum(timed.map(billOf)) / sum(timed.map(({ input }) => input.bytes / GB))
}
