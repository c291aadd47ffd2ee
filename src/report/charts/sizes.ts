import { sizesBetween } from '../../statistics/bracket.ts'
import { type Fit, predictedAt } from '../../verdict/forecast/fit.ts'
import { HEADROOM } from '../../verdict/headroom.ts'
import type { JobPage, SizePoint } from '../model/job.ts'
import type { EngineMark } from '../model/shared.ts'
import { type Axis, axisOf } from './axis.ts'
import { area, clamp, fromTop, line, type Point } from './plot.ts'

export const SIZES_HEIGHT = 240
const MOST_TICKS = 5

/** How time or memory grows with the input, both on logarithmic axes. */
export interface SizesPlot {
  x: Axis
  y: Axis
  series: {
    engine: EngineMark
    /** The fit, else a line through the means. */
    path: string
    /** Where 19 of 20 new measurements will lie; empty without a fit. */
    band: string
    dots: {
      x: number
      top: number
      point: SizePoint
      value: number
      range: { top: number; bottom: number } | null
    }[]
  }[]
  /** What production reads today, and twice that, as places. */
  volume: { today: number; target: number } | null
  /** Memory of the node, in pixels from the top. */
  ceiling: number | null
}

/** What capacity is judged by. */
export interface Production {
  volumeBytes: number | null
  memoryBytes: number | null
  /** Inputs to come that the axis has room for. */
  inputs?: readonly number[]
  /** By the name of an engine; none of one that has no fit. */
  fits?: ReadonlyMap<string, Fit>
}

/** Undefined where fewer than two sizes have a figure. */
export function sizesOf(
  { sizes }: Pick<JobPage, 'sizes'>,
  what: 'seconds' | 'memory',
  { volumeBytes, memoryBytes, inputs = [], fits = new Map() }: Production,
): SizesPlot | undefined {
  const points = sizes.flatMap((point) => {
    const value = what === 'seconds' ? point.seconds?.value : point.peakBytes
    return point.bytes > 0 && value ? [{ point, value }] : []
  })
  if (new Set(points.map(({ point }) => point.bytes)).size < 2) return undefined
  const volumes = [...inputs, ...(volumeBytes === null ? [] : [volumeBytes, HEADROOM * volumeBytes])]
  const ceilings = what === 'memory' && memoryBytes !== null ? [memoryBytes] : []
  const x = axisOf([...points.map(({ point }) => point.bytes), ...volumes], 'bytes', {
    mostTicks: MOST_TICKS,
  })
  const ranges = points.flatMap(({ point }) =>
    what === 'seconds' && point.seconds ? [point.seconds.range] : [],
  )
  const curves = curvesOf(fits, [...points.map(({ point }) => point.bytes), ...volumes])
  const y = axisOf(
    [
      ...points.map(({ value }) => value),
      ...ranges.flatMap(({ lower, upper }) => [lower, upper]),
      ...ceilings,
      ...[...curves.values()].flat().map(({ value }) => value),
    ],
    what === 'seconds' ? 'seconds' : 'bytes',
    { mostTicks: MOST_TICKS },
  )
  const top = (value: number) => fromTop(y.scale.at(value), SIZES_HEIGHT)
  return {
    x,
    y,
    series: [...Map.groupBy(points, ({ point }) => point.engine.name).values()].flatMap((ofEngine) => {
      const sorted = ofEngine.toSorted((a, b) => a.point.bytes - b.point.bytes)
      const [first] = sorted
      if (!first) return []
      const curve = curves.get(first.point.engine.name) ?? []
      const along = (end: 'value' | 'lower' | 'upper') =>
        curve.map((each): Point => [x.scale.at(each.bytes), placeAbove(each[end], y)])
      const means = sorted.map(({ point, value }): Point => [x.scale.at(point.bytes), y.scale.at(value)])
      const dots = sorted.map(({ point, value }) => {
        const range = what === 'seconds' ? point.seconds?.range : undefined
        return {
          x: x.scale.at(point.bytes),
          top: top(value),
          point,
          value,
          range: range ? { top: top(range.upper), bottom: top(range.lower) } : null,
        }
      })
      return [
        {
          engine: first.point.engine,
          path: line(curve.length > 0 ? along('value') : means, SIZES_HEIGHT),
          band: area(along('upper'), along('lower'), SIZES_HEIGHT),
          dots,
        },
      ]
    }),
    volume:
      volumeBytes === null
        ? null
        : { today: x.scale.at(volumeBytes), target: x.scale.at(HEADROOM * volumeBytes) },
    ceiling: ceilings[0] === undefined ? null : top(ceilings[0]),
  }
}

const STEPS = 32

type Curve = { bytes: number; value: number; lower: number; upper: number }[]

/** Fits as points from the smallest size to the largest. */
function curvesOf(fits: ReadonlyMap<string, Fit>, bytes: readonly number[]): Map<string, Curve> {
  const along = sizesBetween(Math.min(...bytes), Math.max(...bytes), STEPS)
  const curves = [...fits].map(([engine, fit]): [string, Curve] => [
    engine,
    along.flatMap((each) => {
      const { value } = predictedAt(fit, each)
      return value ? [{ bytes: each, ...value }] : []
    }),
  ])
  return new Map(curves.filter(([, curve]) => curve.length > 1))
}

/** On a logarithmic axis 0 has no place. */
const placeAbove = (value: number, { scale }: Axis): number => (value > 0 ? clamp(scale.at(value)) : 0)
