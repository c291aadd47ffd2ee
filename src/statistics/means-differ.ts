import { mean, standardDeviation } from './sample.ts'
import { studentTQuantile } from './student-t.ts'

const UPPER_QUANTILE = 0.975

/**
 * Whether two samples show at 5 % that their means differ, by a two-sided t. Samples of the same size are taken to vary alike
 * (Student's): where one varies far more, two values each are wrongly told apart in up to 15 % of cases, four in 8 %. To allow for it
 * would take their power: two values each would have to lie twelve of their errors apart. Samples of different sizes
 * are not taken to vary alike (Welch, The Generalization of "Student's" Problem, Biometrika 34, 1947).
 *
 * @param a values in any unit, of either sign; `b` alike
 * @param allowance what their distance has to exceed in any case, in the unit of the values
 * @returns false where one has no repeat: there is nothing to judge by
 * @throws RangeError where one holds what is not finite
 */
export function meansDiffer(a: readonly number[], b: readonly number[], allowance = 0): boolean {
  if (a.length < 2 || b.length < 2) return false
  const distance = Math.abs(mean(a) - mean(b)) - allowance
  const [ofA, ofB] = [errorOf(a), errorOf(b)]
  const error = ofA + ofB
  if (error === 0) return distance > 0
  const degrees =
    a.length === b.length
      ? 2 * a.length - 2
      : error ** 2 / (ofA ** 2 / (a.length - 1) + ofB ** 2 / (b.length - 1))
  return distance > studentTQuantile(UPPER_QUANTILE, degrees) * Math.sqrt(error)
}

/** Of the mean, squared. */
const errorOf = (x: readonly number[]): number => standardDeviation(x) ** 2 / x.length
