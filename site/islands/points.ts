import type { Tip } from '../../src/render/site/tip.ts'

/** A point of a plot: in which of its rows, and where in that. */
export interface Place {
  row: number
  index: number
}

/** Where a point is drawn, in pixels from the plot's corner. */
export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** What of a plot answers to the pointer and the keys. */
export interface Points {
  /** As they lie now: a row is an engine's, or one of marks that have no rows. */
  rows(): Box[][]
  tipOf(place: Place): Tip & { hue: string }
  /** Address that the point leads to. */
  hrefOf(place: Place): string | undefined
  /** Marks it in the picture; undefined takes the mark away. */
  choose(place: Place | undefined): void
}

/** Farther away, a pointer means none. */
const REACH = 48

export const middleOf = ({ left, right, top, bottom }: Box) => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
})

/** The point that a pointer means; undefined where none is near. */
export function pointAt(rows: readonly Box[][], x: number, y: number): Place | undefined {
  const all = rows.flatMap((boxes, row) => boxes.map((box, index) => ({ row, index, box })))
  const beyond = (at: number, from: number, to: number) => Math.max(from - at, 0, at - to)
  const distances = all.map(({ box }) =>
    Math.hypot(beyond(x, box.left, box.right), beyond(y, box.top, box.bottom)),
  )
  const least = Math.min(...distances)
  const near = all[distances.indexOf(least)]
  return near && least <= REACH ? { row: near.row, index: near.index } : undefined
}

type Move = (rows: readonly Box[][], from: Place) => Place

/** What the keys do: along a row, or to the next one at nearly the same place. */
export const MOVES: Partial<Record<string, Move>> = {
  ArrowRight: (rows, from) => along(rows, from, from.index + 1),
  ArrowLeft: (rows, from) => along(rows, from, from.index - 1),
  Home: (rows, from) => along(rows, from, 0),
  End: (rows, from) => along(rows, from, Number.POSITIVE_INFINITY),
  ArrowDown: (rows, from) => across(rows, from, 1),
  ArrowUp: (rows, from) => across(rows, from, -1),
}

function along(rows: readonly Box[][], { row }: Place, index: number): Place {
  const last = (rows[row]?.length ?? 1) - 1
  return { row, index: Math.max(0, Math.min(last, index)) }
}

function across(rows: readonly Box[][], from: Place, step: number): Place {
  if (rows.length === 1) return along(rows, from, from.index + step)
  const next = (from.row + step + rows.length) % rows.length
  const here = rows[from.row]?.[from.index]
  const x = here ? middleOf(here).x : 0
  const distances = rows[next]?.map((box) => Math.abs(middleOf(box).x - x)) ?? []
  return { row: next, index: distances.indexOf(Math.min(...distances)) }
}
