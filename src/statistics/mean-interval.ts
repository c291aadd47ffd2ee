import { type Interval, MIN_OBSERVATIONS } from './confidence-sequence.ts'
import { mean, standardDeviation } from './sample.ts'
import { studentTQuantile } from './student-t.ts'

/** An arithmetic mean between the ends of its interval. */
export interface MeanInterval extends Interval {
  value: number
}

const UPPER_QUANTILE = 0.975

/**
 * Arithmetic mean with its 95 % interval at one look. Sums follow from it, where a geometric mean would leave out what few
 * large values add. The interval is Student's, with the skewness of the values taken out of the studentised mean: further
 * on the side of their long tail (P. Hall, On the Removal of Skewness by Transformation, JRSS B 54, 1992: the cubic one).
 *
 * docs/statistics.md shows how often it holds. What did not happen among the values is in no interval.
 *
 * @param x independent values in any unit, of either sign
 * @param inflation widens it, 1 or more ({@link dependenceInflation})
 * @returns in the unit of `x`; of no width where all are equal; null below five values
 * @throws RangeError where a value is not finite
 */
export function meanInterval(x: readonly number[], inflation = 1): MeanInterval | null {
  const n = x.length
  if (n < MIN_OBSERVATIONS) return null
  const [value, deviation] = [mean(x), standardDeviation(x)]
  if (deviation === 0) return { value, lower: value, upper: value }
  const error = (inflation * deviation) / Math.sqrt(n)
  const t = studentTQuantile(UPPER_QUANTILE, n - 1)
  const skew = skewness(x, value) / Math.sqrt(n)
  return { value, lower: value - error * skewed(t, skew), upper: value - error * skewed(-t, skew) }
}

/** Below it, the transformation and its inverse are the same to more digits than a number has. */
const NONE = 1e-6

/** The studentised mean of skewed values at a quantile of one of symmetric values; the inverse of (1 + skew·t/3)³ in t. */
const skewed = (t: number, skew: number): number =>
  Math.abs(skew) < NONE ? t : (3 / skew) * (Math.cbrt(1 + skew * (t - skew / 6)) - 1)

/** Third central moment over the cube of the standard deviation, corrected for few values (Fisher's G₁). */
function skewness(x: readonly number[], centre: number): number {
  const n = x.length
  const moment = (power: number) => mean(x.map((value) => (value - centre) ** power))
  return (Math.sqrt(n * (n - 1)) / (n - 2)) * (moment(3) / moment(2) ** 1.5)
}
