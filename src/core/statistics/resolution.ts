import { geometricMean } from './ratio.ts'
import { median } from './sample.ts'

/** What clocks count in, in milliseconds, the coarsest first: intervals of polling, units of display. */
const UNITS_MS = [
  300_000, 120_000, 60_000, 30_000, 20_000, 15_000, 10_000, 5000, 2000, 1000, 500, 250, 200, 100, 50, 20, 10,
  1,
]

/** How far from whole multiples a clock's times may lie, in units: a poll comes a little late. */
const JITTER = 0.02
/** Part of the times that have to lie so near: one may have been told by something else. */
const MOST = 0.95

/**
 * The coarsest unit that nearly all times are multiples of: how finely the clock tells time, as far as can be seen.
 *
 * @param milliseconds at least one; several, or a chance multiple is taken for the clock's
 * @returns 0 where the clock is finer than a millisecond
 */
export function resolutionOf(milliseconds: readonly number[]): number {
  const isNear = (unit: number) => (time: number) => Math.abs(time / unit - Math.round(time / unit)) <= JITTER
  return UNITS_MS.find((unit) => milliseconds.filter(isNear(unit)).length >= MOST * milliseconds.length) ?? 0
}

/**
 * How far the mean of ln(time), or of ln(candidate/baseline), may lie from the true one because of the clocks. It does not
 * shrink with more observations.
 *
 * Rounding to units of u shifts the mean of times that vary with σ by at most (u/π)·exp(−2π²σ²/u²), and never by more than
 * u/2: variation of the size of a unit dithers the error away (Widrow & Kollár, Quantization Noise, 2008, chapter 4).
 * Truncation takes another u/2 from every time, which two sides of one clock nearly share.
 *
 * @param sides milliseconds above 0: of the candidate and the baseline, or of one
 */
export function clockError(sides: readonly (readonly number[])[]): number {
  const told = sides.filter((times) => times.length > 0).map((times) => clockOf(times, unitOf(times, sides)))
  const rounding = told.reduce((sum, { unit, typical, bias }) => sum + (unit / typical) * bias, 0)
  const halves = told.map(({ unit, typical }) => unit / (2 * typical))
  const isShared = new Set(told.map(({ unit }) => unit)).size === 1 && told.length > 1
  const truncation = isShared
    ? Math.max(...halves) - Math.min(...halves)
    : halves.reduce((sum, each) => sum + each, 0)
  return rounding + truncation
}

/** Of a side's own times, or of all where it has too few different ones to show a unit. */
const unitOf = (times: readonly number[], sides: readonly (readonly number[])[]): number =>
  resolutionOf(new Set(times).size < FEWEST ? sides.flat() : times)

const FEWEST = 3

/** A clock as its times show it: its unit, a typical time, and the most that rounding shifts their mean by, in units. */
function clockOf(
  milliseconds: readonly number[],
  unit: number,
): { unit: number; typical: number; bias: number } {
  const typical = geometricMean(milliseconds)
  if (unit === 0) return { unit, typical, bias: 0 }
  const spread = spreadOf(milliseconds)
  const dithered = Math.exp(-2 * Math.PI ** 2 * (spread / unit) ** 2) / Math.PI
  return { unit, typical, bias: spread === 0 ? 0.5 : dithered }
}

/** Median absolute deviation, scaled to a normal's σ: 0 where most times are alike, whatever a few others are. */
function spreadOf(values: readonly number[]): number {
  const centre = median(values)
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)))
}
