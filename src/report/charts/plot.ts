/**
 * Geometry is drawn in boxes this wide that stretch to any width; places of words and dots are given as percentages, so
 * that they never do.
 */
export const BOX_WIDTH = 1000

/** Both from 0 to 1: from the left, and from the bottom. */
export type Point = readonly [x: number, y: number]

/** A place as an attribute: `35.2%`. */
export const percent = (at: number): string => `${round(100 * at)}%`

/** Pixels from the top of a plot. */
export const fromTop = (at: number, height: number): number => round(height * (1 - at))

/** A line through points. */
export const line = (points: readonly Point[], height: number): string =>
  points.length === 0 ? '' : `M${points.map((point) => place(point, height)).join('L')}`

/** Points as strokes without length, which round caps make dots. */
export const dots = (points: readonly Point[], height: number): string =>
  points.map((point) => `M${place(point, height)}h0`).join('')

/** The area between two lines of the same places. */
export const area = (upper: readonly Point[], lower: readonly Point[], height: number): string =>
  upper.length === 0 ? '' : `${line([...upper, ...lower.toReversed()], height)}Z`

export const clamp = (at: number): number => Math.min(1, Math.max(0, at))

const place = ([x, y]: Point, height: number): string => `${round(BOX_WIDTH * x)} ${fromTop(y, height)}`

/** A tenth of a pixel is less than anyone sees. */
const round = (value: number): number => Math.round(10 * value) / 10

/** Places of labels that keep their distance, in the order given: each moves down as far as the one above needs. */
export function apart(tops: readonly number[], distance: number): number[] {
  const order = tops.map((top, index) => ({ top, index })).toSorted((a, b) => a.top - b.top)
  const moved = [...tops]
  let last = Number.NEGATIVE_INFINITY
  for (const { top, index } of order) {
    last = Math.max(top, last + distance)
    moved[index] = last
  }
  return moved
}
