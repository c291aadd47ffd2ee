/** Below this, logs of ratios differ by rounding alone: the ratios agree to twelve digits. */
const ROUNDING = 1e-12

/** Arithmetic mean, in the unit of `x`. @throws RangeError where `x` is empty or holds what is not finite */
export function mean(x: readonly number[]): number {
  assertSample(x)
  return x.reduce((sum, value) => sum + value, 0) / x.length
}

/** Geometric mean, in the unit of `values`. @throws RangeError where one is not above 0, or there is none */
export function geometricMean(values: readonly number[]): number {
  if (!values.every((value) => value > 0)) throw new RangeError('a geometric mean needs values above 0')
  return Math.exp(mean(values.map(Math.log)))
}

/** Sample standard deviation with n − 1, in the unit of `x`. @throws RangeError below two finite values */
export function standardDeviation(x: readonly number[]): number {
  if (x.length < 2) throw new RangeError('a standard deviation needs two values')
  const centre = mean(x)
  return Math.sqrt(x.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (x.length - 1))
}

/** Middle value, or the mean of both middle ones. @throws RangeError where `x` is empty or holds what is not finite */
export function median(x: readonly number[]): number {
  assertSample(x)
  const sorted = x.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2
}

/**
 * The value that a share `p` of the values lies below, between neighbours where it falls between them (Hyndman & Fan,
 * American Statistician 50, 1996, type 7).
 *
 * @throws RangeError where `x` is empty or holds what is not finite, or `p` is outside [0, 1]
 */
export function quantile(x: readonly number[], p: number): number {
  assertSample(x)
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a share of ${p} is outside [0, 1]`)
  const sorted = x.toSorted((a, b) => a - b)
  const place = p * (sorted.length - 1)
  const below = sorted[Math.floor(place)] as number
  return below + (place % 1) * ((sorted[Math.ceil(place)] as number) - below)
}

/**
 * The smallest of the values that a share `p` of them does not exceed: one that was measured (nearest rank).
 *
 * @throws RangeError where `x` is empty or holds what is not finite, or `p` is outside ]0, 1]
 */
export function nearestRank(x: readonly number[], p: number): number {
  assertSample(x)
  if (!(p > 0 && p <= 1)) throw new RangeError(`a share of ${p} is outside ]0, 1]`)
  return x.toSorted((a, b) => a - b)[Math.ceil(p * x.length) - 1] as number
}

/** All logs are equal but for rounding: no variance to judge by. */
export const isConstant = (x: readonly number[]): boolean => Math.max(...x) - Math.min(...x) <= ROUNDING

/** @throws RangeError where `x` is empty or holds what is not finite */
export function assertSample(x: readonly number[]): void {
  if (x.length === 0) throw new RangeError('a sample needs a value')
  if (!x.every(Number.isFinite)) throw new RangeError('a sample holds finite numbers only')
}
