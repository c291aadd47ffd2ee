import { type LeastSquares, leastSquares } from './least-squares.ts'
import { minimise } from './minimise.ts'
import { studentTQuantile } from './student-t.ts'

/** One measurement: a size and what was needed there. */
export interface SizedValue {
  /** Bytes, above 0. */
  size: number
  /** Bytes of memory, or another amount above 0. */
  value: number
}

/** value = a + b·size^k, with an error in proportion to the value. */
export interface Growth {
  /** In the unit of the values. */
  a: number
  /** In the unit of the values, at the largest measured size. */
  b: number
  k: number
  /** Standard deviation of a measurement as a share of its value. */
  relativeError: number
  /** Bytes: b counts in (size/largest)^k. */
  largest: number
  degrees: number
  /** Variance of the fit at size/largest, in units of relativeError². */
  leverage(relative: number): number
}

/** Why nothing is fitted, or predicted: too few measurements, at sizes too close together, or a fit that makes no sense. */
export type NoGrowth =
  | { why: 'few-measurements'; count: number; needed: number }
  | { why: 'close-sizes'; span: number; needed: number }
  | { why: 'no-line' }
  | { why: 'falls-to-zero' }

/** What a new measurement at a size will probably be: 19 of 20 lie between. */
export interface Prediction {
  value: number
  lower: number
  upper: number
}

const FEWEST = 3
const MIN_SPAN = 1.5
const CURVE = { sizes: 5, span: 8 }
/** Sizes closer than this are one: a day's bytes vary. */
const APART = 1.1
const EXPONENTS = { lowest: 0.25, highest: 3, grid: 24 }
const MOST_STEPS = 50

/**
 * Least squares of a + b·size^k, weighted by 1/fit²: an error is taken to grow with the value. k is 1, but fitted where
 * five sizes (at least 10 % apart) span a factor of 8.
 *
 * Source: iteratively reweighted least squares for a constant coefficient of variation (Carroll & Ruppert,
 * Transformation and Weighting in Regression, 1988, chapter 2); k by the normal likelihood's profile. Without weights a
 * 95 % interval that is extrapolated from small sizes to large ones is far too narrow (docs/statistics.md).
 *
 * @returns why it is none below a span of 1.5, or where fewer than three measurements leave no error to estimate
 * @throws RangeError where a size or value is not above 0
 */
export function fitGrowth(points: readonly SizedValue[]): Growth | NoGrowth {
  for (const { size, value } of points)
    if (!(size > 0 && value > 0 && size < Infinity && value < Infinity))
      throw new RangeError(`a size of ${size} with a value of ${value} can't be fitted`)
  const count = points.length
  if (count < FEWEST) return { why: 'few-measurements', count, needed: FEWEST }
  const sizes = points.map(({ size }) => size).toSorted((a, b) => a - b)
  const span = (sizes.at(-1) as number) / (sizes[0] as number)
  if (span < MIN_SPAN) return { why: 'close-sizes', span, needed: MIN_SPAN }
  const curve = span >= CURVE.span && countApart(sizes) >= CURVE.sizes ? fitCurve(points) : undefined
  return curve ?? fitAt(points, 1) ?? { why: 'no-line' }
}

/**
 * The 95 % interval for one new measurement at `size`: ŷ ± t·σ·√(ŷ² + g'(J'WJ)⁻¹g), g the fit's gradient there (Seber &
 * Wild, Nonlinear Regression, 1989, chapter 5; for k = 1 the textbook's weighted line, exact given the weights).
 *
 * @param size bytes, above 0
 * @returns in the unit of the values; lower may be below 0. None where the fit itself is not above 0 there
 * @throws RangeError where size is not above 0
 */
export function predictGrowth(growth: Growth, size: number): Prediction | NoGrowth {
  if (!(size > 0 && size < Infinity)) throw new RangeError(`a size of ${size} can't be predicted`)
  const relative = size / growth.largest
  const value = growth.a + growth.b * relative ** growth.k
  if (value <= 0) return { why: 'falls-to-zero' }
  const variance = value ** 2 + growth.leverage(relative)
  const halfWidth = studentTQuantile(0.975, growth.degrees) * growth.relativeError * Math.sqrt(variance)
  return { value, lower: value - halfWidth, upper: value + halfWidth }
}

function countApart(sorted: readonly number[]): number {
  let [count, last] = [0, 0]
  for (const size of sorted)
    if (size >= last * APART) {
      count += 1
      last = size
    }
  return count
}

/** a + b·size^k for a given k. */
function fitAt(points: readonly SizedValue[], k: number): Growth | undefined {
  const largest = Math.max(...points.map(({ size }) => size))
  const rows = points.map(({ size }) => [1, (size / largest) ** k])
  const y = points.map(({ value }) => value)
  const floor = Math.min(...y) / 2
  let weights = y.map((value) => value ** -2)
  let fit: LeastSquares | undefined
  for (let step = 0; step < MOST_STEPS; step += 1) {
    fit = leastSquares(rows, y, weights)
    if (!fit) return undefined
    const [a = 0, b = 0] = fit.coefficients
    const next = rows.map(([, x = 0]) => Math.max(floor, a + b * x) ** -2)
    const isSettled = next.every((weight, i) => Math.abs(weight / (weights[i] ?? 0) - 1) < 1e-12)
    weights = next
    if (isSettled) break
  }
  if (!fit) return undefined
  const [a = 0, b = 0] = fit.coefficients
  const degrees = points.length - 2
  const relativeError = Math.sqrt(fit.residual / degrees)
  const { leverage } = fit
  return { a, b, k, largest, degrees, relativeError, leverage: (relative) => leverage([1, relative ** k]) }
}

/** The likeliest k; undefined where the values say nothing of it. */
function fitCurve(points: readonly SizedValue[]): Growth | undefined {
  const misfit = (lnK: number) => misfitOf(points, Math.exp(lnK))
  const [low, high] = [Math.log(EXPONENTS.lowest), Math.log(EXPONENTS.highest)]
  const step = (high - low) / EXPONENTS.grid
  const grid = Array.from({ length: EXPONENTS.grid + 1 }, (_, i) => low + i * step)
  const best = grid.reduce((a, b) => (misfit(b) < misfit(a) ? b : a))
  const lnK = minimise(misfit, Math.max(low, best - step), Math.min(high, best + step))
  const line = fitAt(points, Math.exp(lnK))
  if (!line) return undefined
  const { a, b, k, largest } = line
  // The derivatives by a, b and k: not knowing k widens the interval too.
  const gradient = (relative: number) => [1, relative ** k, b * relative ** k * Math.log(relative)]
  const rows = points.map(({ size }) => gradient(size / largest))
  const fitted = rows.map(([, power = 0]) => a + b * power)
  if (fitted.some((value) => value <= 0)) return undefined
  const values = points.map(({ value }) => value)
  const weights = fitted.map((value) => value ** -2)
  const full = leastSquares(rows, values, weights)
  if (!full) return undefined
  const degrees = line.degrees - 1
  const relativeError = line.relativeError * Math.sqrt(line.degrees / degrees)
  return { ...line, degrees, relativeError, leverage: (relative) => full.leverage(gradient(relative)) }
}

/** −2 × the normal log-likelihood with a constant coefficient of variation, but for a constant. */
function misfitOf(points: readonly SizedValue[], k: number): number {
  const fit = fitAt(points, k)
  if (!fit) return Infinity
  const fitted = points.map(({ size }) => fit.a + fit.b * (size / fit.largest) ** k)
  if (fitted.some((value) => value <= 0)) return Infinity
  const error = Math.max(fit.relativeError, 1e-12)
  return 2 * points.length * Math.log(error) + 2 * fitted.reduce((sum, value) => sum + Math.log(value), 0)
}
