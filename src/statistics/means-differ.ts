import { mean } from './sample.ts'
import { studentTQuantile } from './student-t.ts'

const UPPER_QUANTILE = 0.975

/**
 * Whether two samples show at 5 % that their means differ: Student's t, two-sided. Both are taken to vary alike, since a few
 * repeats of each cannot show otherwise. Welch's t, which does not assume it, finds little by two values each.
 *
 * @param a values in any unit, of either sign; `b` alike
 * @returns null where neither has a repeat: there is nothing to judge by
 * @throws RangeError where one is empty or holds what is not finite
 */
export function meansDiffer(a: readonly number[], b: readonly number[]): boolean | null {
  const degrees = a.length + b.length - 2
  const distance = Math.abs(mean(a) - mean(b))
  if (degrees < 1) return null
  const variance = (squares(a) + squares(b)) / degrees
  const error = Math.sqrt(variance * (1 / a.length + 1 / b.length))
  return distance > studentTQuantile(UPPER_QUANTILE, degrees) * error
}

const squares = (x: readonly number[]): number => {
  const centre = mean(x)
  return x.reduce((sum, value) => sum + (value - centre) ** 2, 0)
}
