import { geometricMean, median } from './sample.ts'

/** What clocks count in, in milliseconds, the coarsest first: intervals of polling, units of display. */
const UNITS_MS = [
  300_000, 120_000, 60_000, 30_000, 20_000, 15_000, 10_000, 5000, 2000, 1000, 500, 250, 200, 100, 50, 20, 10,
  1,
]

/** How far from whole multiples a clock's times may lie, since a poll comes a little late: part of a unit, and milliseconds. */
const LATE = { part: 0.02, ms: 250 }
/** Part of the times that have to lie so near: one may come from something else. */
const MOST = 0.95
/** No job is as steady as this, as part of its time: what varies less is a clock that always shows the same. */
const STEADIEST = 0.001

/**
 * The coarsest unit that nearly all times are multiples of, one or more: how finely the clock tells time, as far as can
 * be seen. A job that happens to take about one such unit has no such clock: its times lie near several multiples, or
 * vary less than any job does.
 *
 * @param milliseconds at least one; several, or a chance multiple is taken for the clock's
 * @returns 0 where the clock is finer than a millisecond
 */
const resolutionOf = (milliseconds: readonly number[]): number =>
  UNITS_MS.find((unit) => countsIn(unit, milliseconds)) ?? 0

function countsIn(unit: number, milliseconds: readonly number[]): boolean {
  const late = Math.min(LATE.part * unit, LATE.ms)
  const multiple = (time: number) => Math.round(time / unit)
  const off = (time: number) => Math.abs(time - multiple(time) * unit)
  const near: number[] = []
  let others = 0
  for (const time of milliseconds) {
    if (multiple(time) >= 1 && off(time) <= late) near.push(time)
    else others += 1
    // Of most clocks a few times show it.
    if (milliseconds.length - others < MOST * milliseconds.length) return false
  }
  return new Set(near.map(multiple)).size > 1 || near.every((time) => off(time) <= STEADIEST * time)
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
  const units = clockUnits(sides)
  const told = sides.flatMap((times, side) =>
    (units[side] ?? 0) > 0 ? [clockOf(times, units[side] ?? 0)] : [],
  )
  const rounding = told.reduce((sum, { unit, typical, bias }) => sum + (unit / typical) * bias, 0)
  const halves = told.map(({ unit, typical }) => unit / (2 * typical))
  const isShared = new Set(told.map(({ unit }) => unit)).size === 1 && told.length > 1
  const truncation = isShared
    ? Math.max(...halves) - Math.min(...halves)
    : halves.reduce((sum, each) => sum + each, 0)
  return rounding + truncation
}

/**
 * The unit that each side's clock counts in, by {@link resolutionOf}: of its own times, or of all where it has too few
 * different ones to show a unit.
 *
 * @param sides milliseconds above 0
 * @returns milliseconds, 0 where a side's clock is finer, or has no times
 */
export const clockUnits = (sides: readonly (readonly number[])[]): number[] =>
  sides.map((times) => (times.length === 0 ? 0 : resolutionOf(hasThree(times) ? times : sides.flat())))

/** Whether there are three different ones. */
function hasThree(times: readonly number[]): boolean {
  const [first] = times
  const second = times.find((time) => time !== first)
  return times.some((time) => time !== first && time !== second)
}

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
