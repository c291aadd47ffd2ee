import { fitVariance, type Growth, type NoGrowth, valueAt } from './growth.ts'
import { studentTQuantile } from './student-t.ts'

/** What a new measurement at a size will probably be: 19 of 20 lie between. */
export interface Prediction {
  value: number
  lower: number
  upper: number
}

const UPPER_TAIL = 0.975

/**
 * The 95 % interval for one new measurement at `size`, of a new run: ŷ ± t·√V. V adds up the variance of the fit, that of a
 * run's mean around it, and what a single measurement differs by from its run's mean. Degrees of freedom by Satterthwaite
 * (Biometrics Bulletin 2, 1946); without repeats in a run it is the textbook's prediction of a weighted line, exact given
 * the weights.
 *
 * @param size bytes, above 0
 * @returns in the unit of the values; lower may be below 0. None where the fit itself is not above 0 there
 * @throws RangeError where size is not above 0
 */
export function predictGrowth(growth: Growth, size: number): Prediction | NoGrowth {
  if (!(size > 0 && size < Infinity)) throw new RangeError(`a size of ${size} can't be predicted`)
  const value = valueAt(growth, size)
  if (value <= 0) return { why: 'falls-to-zero' }
  const { relativeError, degrees, within } = growth
  const ofRuns = { variance: (relativeError * value) ** 2 + fitVariance(growth, size), degrees }
  const ofTrials = within && {
    variance: (1 - 1 / within.perRun) * (within.relativeError * value) ** 2,
    degrees: within.degrees,
  }
  const halfWidth = halfWidthOf(ofTrials ? [ofRuns, ofTrials] : [ofRuns])
  return { value, lower: value - halfWidth, upper: value + halfWidth }
}

/** An estimated variance, and by how many degrees of freedom it is known. */
export interface Component {
  variance: number
  degrees: number
}

/** Half of the 95 % interval of a sum of independent parts. */
export function halfWidthOf(parts: readonly Component[]): number {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  if (variance === 0) return 0
  const spread = parts.reduce((sum, part) => sum + part.variance ** 2 / part.degrees, 0)
  // Never fewer than those of the least known part, but for rounding.
  return studentTQuantile(UPPER_TAIL, Math.max(1, variance ** 2 / spread)) * Math.sqrt(variance)
}
