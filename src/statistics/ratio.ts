import { confidenceSequence, type Interval } from './confidence-sequence.ts'
import { mean } from './sample.ts'

/** Candidate over baseline, below 1 where the candidate takes less. */
export interface Ratio {
  /** Geometric mean over the observations. */
  value: number
  /** From 0 to Infinity while nothing can be excluded. */
  interval: Interval
}

/**
 * Geometric-mean ratio with the very interval that is judged: exp of the mean and of both ends, as geometric means suit
 * ratios (Fleming & Wallace, CACM 29(3), 1986).
 *
 * @param x natural logs of candidate/baseline, at least one
 * @param alpha level, already shared out
 * @throws RangeError where a parameter is impossible or there is no observation
 */
export function geometricMeanRatio(x: readonly number[], alpha: number, inflation = 1): Ratio {
  const { lower, upper } = confidenceSequence(x, alpha, inflation)
  return { value: Math.exp(mean(x)), interval: { lower: Math.exp(lower), upper: Math.exp(upper) } }
}

/** Geometric mean, in the unit of `values`. @throws RangeError where one is not above 0, or there is none */
export function geometricMean(values: readonly number[]): number {
  if (!values.every((value) => value > 0)) throw new RangeError('a geometric mean needs values above 0')
  return Math.exp(mean(values.map((value) => Math.log(value))))
}
