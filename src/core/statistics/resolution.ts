/** What clocks count in, in milliseconds, the coarsest first. */
const UNITS_MS = [60_000, 30_000, 15_000, 10_000, 5000, 1000, 500, 250, 100, 50, 10, 1]

/** Of a unit: what binary fractions leave. */
const CLOSE = 1e-6

/**
 * The coarsest unit that all times are whole multiples of: how finely the clock tells time, as far as can be seen.
 *
 * @param milliseconds at least one; several, or a chance multiple is taken for the clock's
 * @returns 0 where the clock is finer than a millisecond
 */
export function resolutionOf(milliseconds: readonly number[]): number {
  const isWhole = (unit: number) => (time: number) => Math.abs(time / unit - Math.round(time / unit)) < CLOSE
  return UNITS_MS.find((unit) => milliseconds.every(isWhole(unit))) ?? 0
}

/**
 * How far a mean of ln(time) may lie from the true one because of the clock: the mean of unit/time, which bounds the error
 * of a logarithm whether the clock rounds or truncates. It does not shrink with more observations.
 *
 * @param milliseconds of one clock, above 0
 */
export function clockError(milliseconds: readonly number[]): number {
  if (milliseconds.length === 0) return 0
  const unit = resolutionOf(milliseconds)
  return milliseconds.reduce((sum, time) => sum + unit / time, 0) / milliseconds.length
}
