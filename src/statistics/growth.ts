import { leastSquares, leverage } from './least-squares.ts'
import { minimise } from './minimise.ts'
import { type RunMean, runMeans, type SizedValue, type WithinRuns, withinRuns } from './run-means.ts'

/**
 * value = a + b·(size/largest)^k, with an error in proportion to the value. Data without methods, so that it can be kept
 * and drawn from.
 */
export interface Growth {
  /** In the unit of the values; b is what the largest measured size adds. */
  a: number
  b: number
  k: number
  /** Bytes of input of the smallest and the largest run. */
  smallest: number
  largest: number
  /** Runs that it was fitted to. */
  runs: number
  /** Degrees of freedom that are left: runs without the two or three parameters. */
  degrees: number
  /** Standard deviation of a run's mean around the fit, as a share of its value. */
  relativeError: number
  /** How measurements of one run differ; null where none has several. */
  within: WithinRuns | null
  /** Of a and b, and of k where it is fitted, in units of relativeError². */
  covariance: number[][]
}

/** Why nothing is fitted, or predicted: too few runs, at sizes too close together, or a fit that makes no sense. */
export type NoGrowth =
  | { why: 'few-runs'; count: number; needed: number }
  | { why: 'close-sizes'; span: number; needed: number }
  | { why: 'no-line' }
  | { why: 'falls-to-zero' }

const FEWEST = 3
const MIN_SPAN = 1.5
const CURVE = { sizes: 5, span: 8 }
/** Sizes closer than this are one: a day's bytes vary. */
const APART = 1.1
const EXPONENTS = { lowest: 0.25, highest: 3, grid: 24 }
const MOST_STEPS = 50

/**
 * Least squares of a + b·size^k over the means of runs, weighted by 1/fit²: an error is taken to grow with the value. k is 1,
 * but fitted where five sizes (at least 10 % apart) span a factor of 8. Trials of one run share its moment: they are one
 * point, so that repeating a run's trials claims no certainty about other runs.
 *
 * Source: iteratively reweighted least squares for a constant coefficient of variation (Carroll & Ruppert,
 * Transformation and Weighting in Regression, 1988, chapter 2); k by the normal likelihood's profile. Without weights a
 * 95 % interval that is extrapolated from small sizes to large ones is far too narrow (docs/statistics.md).
 *
 * @returns why it is none below a span of 1.5, or where fewer than three runs leave no error to estimate
 * @throws RangeError where a size or value is not above 0
 */
export const fitGrowth = (values: readonly SizedValue[]): Growth | NoGrowth =>
  fitted(values, (points, span) => {
    const isCurve = span >= CURVE.span && countApart(points) >= CURVE.sizes
    return (isCurve ? fitCurve(points) : undefined) ?? fitAt(points, 1)
  })

/** The same with k = 1, at however many sizes. */
export const fitLine = (values: readonly SizedValue[]): Growth | NoGrowth =>
  fitted(values, (points) => fitAt(points, 1))

function fitted(
  values: readonly SizedValue[],
  fitOf: (points: readonly RunMean[], span: number) => Fit | undefined,
): Growth | NoGrowth {
  for (const { size, value } of values)
    if (!(size > 0 && value > 0 && size < Infinity && value < Infinity))
      throw new RangeError(`a size of ${size} with a value of ${value} can't be fitted`)
  const points = runMeans(values)
  const count = points.length
  if (count < FEWEST) return { why: 'few-runs', count, needed: FEWEST }
  const sizes = points.map(({ size }) => size)
  const span = Math.max(...sizes) / Math.min(...sizes)
  if (span < MIN_SPAN) return { why: 'close-sizes', span, needed: MIN_SPAN }
  const fit = fitOf(points, span)
  return fit ? { ...fit, within: withinRuns(points) } : { why: 'no-line' }
}

/** The fit itself at a size, in the unit of the values; it may fall to 0 or below. */
export const valueAt = ({ a, b, k, largest }: Pick<Growth, 'a' | 'b' | 'k' | 'largest'>, size: number) =>
  a + b * (size / largest) ** k

/** Variance of the fit at a size: the fit's gradient there through the covariance (Seber & Wild, 1989, chapter 5). */
export function fitVariance({ b, k, largest, covariance, relativeError }: Growth, size: number): number {
  const relative = size / largest
  const gradient = [1, relative ** k, b * relative ** k * Math.log(relative)]
  return relativeError ** 2 * leverage(covariance, gradient.slice(0, covariance.length))
}

function countApart(points: readonly RunMean[]): number {
  let [count, last] = [0, 0]
  for (const size of points.map((point) => point.size).toSorted((a, b) => a - b))
    if (size >= last * APART) {
      count += 1
      last = size
    }
  return count
}

type Fit = Omit<Growth, 'within'>

/** a + b·size^k for a given k. */
function fitAt(points: readonly RunMean[], k: number): Fit | undefined {
  const all = points.map(({ size }) => size)
  const [smallest, largest] = [Math.min(...all), Math.max(...all)]
  const rows = points.map(({ size }) => [1, (size / largest) ** k])
  const y = points.map(({ value }) => value)
  const floor = Math.min(...y) / 2
  let weights = y.map((value) => value ** -2)
  let fit = leastSquares(rows, y, weights)
  for (let step = 1; fit && step < MOST_STEPS; step += 1) {
    const [a = 0, b = 0] = fit.coefficients
    const next = rows.map(([, x = 0]) => Math.max(floor, a + b * x) ** -2)
    const isSettled = next.every((weight, i) => Math.abs(weight / (weights[i] ?? 0) - 1) < 1e-12)
    if (isSettled) break
    weights = next
    fit = leastSquares(rows, y, weights)
  }
  if (!fit) return undefined
  const [a = 0, b = 0] = fit.coefficients
  const degrees = points.length - 2
  const relativeError = Math.sqrt(fit.residual / degrees)
  const { covariance } = fit
  return { a, b, k, smallest, largest, runs: points.length, degrees, relativeError, covariance }
}

/** The likeliest k; undefined where the values say nothing of it. */
function fitCurve(points: readonly RunMean[]): Fit | undefined {
  const misfit = (lnK: number) => misfitOf(points, Math.exp(lnK))
  const [low, high] = [Math.log(EXPONENTS.lowest), Math.log(EXPONENTS.highest)]
  const step = (high - low) / EXPONENTS.grid
  const grid = Array.from({ length: EXPONENTS.grid + 1 }, (_, i) => low + i * step)
  const best = grid.reduce((a, b) => (misfit(b) < misfit(a) ? b : a))
  const lnK = minimise(misfit, Math.max(low, best - step), Math.min(high, best + step))
  const line = fitAt(points, Math.exp(lnK))
  if (!line) return undefined
  const { b, k, largest } = line
  const expected = points.map(({ size }) => valueAt(line, size))
  if (expected.some((value) => value <= 0)) return undefined
  // The derivatives by a, b and k: not knowing k widens the interval too.
  const rows = points.map(({ size }) => {
    const power = (size / largest) ** k
    return [1, power, b * power * Math.log(size / largest)]
  })
  const values = points.map(({ value }) => value)
  const full = leastSquares(
    rows,
    values,
    expected.map((value) => value ** -2),
  )
  if (!full) return undefined
  const degrees = line.degrees - 1
  const relativeError = line.relativeError * Math.sqrt(line.degrees / degrees)
  return { ...line, degrees, relativeError, covariance: full.covariance }
}

/** −2 × the normal log-likelihood with a constant coefficient of variation, but for a constant. */
function misfitOf(points: readonly RunMean[], k: number): number {
  const fit = fitAt(points, k)
  if (!fit) return Infinity
  const expected = points.map(({ size }) => valueAt(fit, size))
  if (expected.some((value) => value <= 0)) return Infinity
  const error = Math.max(fit.relativeError, 1e-12)
  return 2 * points.length * Math.log(error) + 2 * expected.reduce((sum, value) => sum + Math.log(value), 0)
}
