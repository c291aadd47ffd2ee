import type { Chart } from 'chart.js'

/** A point of a chart, by its place in the data. */
export interface Place {
  series: number
  index: number
}

/** Farther away, a pointer means none. */
const REACH = 48

/** The point that a pointer means; undefined where none is near. */
export function pointAt(chart: Chart, event: PointerEvent): Place | undefined {
  const box = chart.canvas.getBoundingClientRect()
  const [x, y] = [event.clientX - box.left, event.clientY - box.top]
  const [near] = chart.getElementsAtEventForMode(event, 'nearest', { intersect: false, axis: 'xy' }, false)
  if (!near || Math.hypot(near.element.x - x, near.element.y - y) > REACH) return undefined
  return { series: near.datasetIndex, index: near.index }
}

type Move = (chart: Chart, from: Place) => Place

/** What the keys do: along a series, or to the next one at nearly the same place. */
export const MOVES: Partial<Record<string, Move>> = {
  ArrowRight: (chart, from) => along(chart, from, from.index + 1),
  ArrowLeft: (chart, from) => along(chart, from, from.index - 1),
  Home: (chart, from) => along(chart, from, 0),
  End: (chart, from) => along(chart, from, Number.POSITIVE_INFINITY),
  ArrowDown: (chart, from) => across(chart, from, 1),
  ArrowUp: (chart, from) => across(chart, from, -1),
}

function along(chart: Chart, { series }: Place, index: number): Place {
  const last = chart.getDatasetMeta(series).data.length - 1
  return { series, index: Math.max(0, Math.min(last, index)) }
}

function across(chart: Chart, { series, index }: Place, step: number): Place {
  const count = chart.data.datasets.length
  const next = (series + step + count) % count
  const x = chart.getDatasetMeta(series).data[index]?.x ?? 0
  const distances = chart.getDatasetMeta(next).data.map((point) => Math.abs(point.x - x))
  return { series: next, index: distances.indexOf(Math.min(...distances)) }
}
