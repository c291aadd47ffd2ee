import { assertLevel } from './level.ts'
import { assertSample, mean, standardDeviation } from './sample.ts'

export interface Interval {
  lower: number
  upper: number
}

/** Fewer observations exclude nothing, whatever they are. */
export const MIN_OBSERVATIONS = 5
/** Mixture variance 1, in units of the data's: the standardised effect is N(0, 1) under the alternative. */
const MIXTURE_VARIANCE = 1

/**
 * Half-width of the confidence sequence after `n` observations, in sample standard deviations: √(ν·u/n).
 *
 * Source: Wang & Ramdas, arXiv 2310.03722, theorem 4.9 (c² = 1): the set of means at which the e-process
 * r^(−1/2)·((1+w)/(1+w/r))^(n/2), w = t²/ν, r = 1+n, stays below 1/α, solved for the mean:
 * G = (√r/α)^(2/n), u = (G−1)/(1−G/r).
 *
 * @param alpha level, already shared out ({@link levelFor}); 0 < alpha < 1
 * @returns Infinity while G ≥ r, when no mean can be excluded, and before the fifth observation
 * @throws RangeError where alpha is outside (0, 1)
 */
export function halfWidthFactor(n: number, alpha: number): number {
  assertLevel(alpha)
  if (n < MIN_OBSERVATIONS) return Infinity
  const r = 1 + n * MIXTURE_VARIANCE
  const growth = (Math.sqrt(r) / alpha) ** (2 / n)
  if (growth >= r) return Infinity
  const u = (growth - 1) / (1 - growth / r)
  return Math.sqrt(((n - 1) * u) / n)
}

/**
 * Interval for the mean of `x` that holds at every look at once, however often one looks and whenever one stops.
 *
 * It assumes independent observations from one normal distribution of unknown variance; docs/statistics.md says what
 * happens without. Source: see {@link halfWidthFactor}.
 *
 * @param x natural logs of candidate/baseline, one an observation; their order doesn't matter
 * @param alpha level, already shared out; 0 < alpha < 1
 * @param inflation widens the interval, 1 or more ({@link dependenceInflation}); widening breaks no guarantee
 * @returns in the unit of `x`; unbounded while nothing can be excluded; of no width where all x are equal
 * @throws RangeError where alpha, inflation or a value is impossible
 */
export function confidenceSequence(x: readonly number[], alpha: number, inflation = 1): Interval {
  if (!(inflation >= 1)) throw new RangeError(`an inflation of ${inflation} is below 1`)
  const factor = halfWidthFactor(x.length, alpha)
  if (x.length > 0) assertSample(x)
  if (factor === Infinity) return { lower: -Infinity, upper: Infinity }
  const halfWidth = inflation * factor * standardDeviation(x)
  return { lower: mean(x) - halfWidth, upper: mean(x) + halfWidth }
}
