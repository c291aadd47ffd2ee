import type { Side } from '../../model/record/sides.ts'
import { dependenceInflation } from '../../statistics/autocorrelation.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import { mean } from '../../statistics/sample.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import type { Amount } from '../forms.ts'
import { averaged, timesOfSide } from './observed.ts'

/**
 * The arithmetic mean of an amount over the observations, with its 95 % interval at one look.
 *
 * @param observed observations, oldest first
 * @returns in the unit of the amount; null below five observations
 */
export function meanOfDays(
  observed: readonly Comparison[],
  frame: Frame,
  amountOf: (comparison: Comparison) => number,
): Amount | null {
  const x = averaged(
    observed.map((comparison) => ({ comparison, value: amountOf(comparison) })),
    frame,
  )
  return meanInterval(x, dependenceInflation(x))
}

/** Seconds that a side's trials of a comparison took on average. */
export const meanSeconds = (comparison: Comparison, judged: Frame['judged'], side: Side): number =>
  mean(timesOfSide(comparison, judged, side)) / 1000
