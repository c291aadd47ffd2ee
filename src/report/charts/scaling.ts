import { areSameLimits } from '../../model/record/limits.ts'
import { SIDES, type Side } from '../../model/record/sides.ts'
import { LIMIT_OF, type Scaling, type Serial } from '../../verdict/forecast/scaling.ts'
import type { EngineMark } from '../model/shared.ts'
import { type Axis, axisFromZero } from './axis.ts'
import { area, fromTop, line, type Point } from './plot.ts'

export const SPEEDUP_HEIGHT = 240
const MOST_TICKS = 5
const STEPS = 32
/** Of the axes above what they show. */
const ROOM = 1.15

/** A figure of so many cores, or workers: how many times that of one, or of the fewest. */
interface Figure {
  count: number
  times: number
}

/** The same as a place. */
export type ScalingDot = Figure & { x: number; top: number }

interface Axes {
  of: Serial['of']
  x: Axis
  y: Axis
}

/** How many times as fast more cores, or more workers, make a job. */
export interface SpeedupPlot extends Axes {
  /** As fast as cores are added. */
  ideal: string
  series: {
    engine: EngineMark
    /** Amdahl's law with the fitted share, and within its interval. */
    path: string
    band: string
    dots: ScalingDot[]
  }[]
}

/** The same where the input grows with them. */
export interface WeakPlot extends Axes {
  /** Pixels from the top. */
  flat: number
  series: {
    engine: EngineMark
    bytesEach: number
    path: string
    dots: ScalingDot[]
  }[]
}

/** A chart of cores, of workers, or of both; none where no side has a serial share. */
export function speedupsOf(
  { places, serial }: Pick<Scaling, 'places' | 'serial'>,
  engines: Record<Side, EngineMark>,
): SpeedupPlot[] {
  const kinds = new Set(SIDES.flatMap((side) => (serial[side].value ? [serial[side].of] : [])))
  return [...kinds].map((of) => {
    const sides = SIDES.flatMap((side) => {
      const { value, of: own } = serial[side]
      return value && own === of
        ? [{ engine: engines[side], share: value, times: timesOf(places, of, side) }]
        : []
    })
    return plotOf(of, sides)
  })
}

/** How many times as long a job takes where its input grows as cores, or workers, do: a plot of each; the ideal is a flat line. */
export function weakPlotsOf(
  { weak, serial }: Pick<Scaling, 'weak' | 'serial'>,
  engines: Record<Side, EngineMark>,
): WeakPlot[] {
  const sides = SIDES.flatMap((side) => {
    const { [side]: found } = weak
    return found ? [{ ...found, engine: engines[side], of: serial[side].of }] : []
  })
  return [...Map.groupBy(sides, ({ of }) => of)].map(([of, own]) => {
    const ratios = own.map(({ engine, bytesEach, points: [first, ...others] }) => ({
      engine,
      bytesEach,
      points: [first, ...others].flatMap((point) =>
        point && first ? [{ count: point.count, times: point.seconds / first.seconds }] : [],
      ),
    }))
    const points = ratios.flatMap((each) => each.points)
    const axes = axesTo(
      Math.max(...points.map(({ count }) => count)),
      Math.max(...points.map(({ times }) => times)),
    )
    return {
      of,
      ...axes,
      flat: fromTop(axes.y.scale.at(1), SPEEDUP_HEIGHT),
      series: ratios.map((each) => ({
        ...each,
        path: line(
          each.points.map((point) => placeOf(point, axes)),
          SPEEDUP_HEIGHT,
        ),
        dots: dotsOf(each.points, axes),
      })),
    }
  })
}

interface SideTimes {
  engine: EngineMark
  share: NonNullable<Serial['value']>
  times: { count: number; seconds: number }[]
}

/** Of the places that differ from the judged one, the first, in nothing else. */
function timesOf(places: Scaling['places'], of: Serial['of'], side: Side): SideTimes['times'] {
  const key = LIMIT_OF[of]
  const [judged] = places
  return places.flatMap(({ limits, [side]: { seconds } }) => {
    const { [key]: count } = limits
    const isAlike =
      judged !== undefined && areSameLimits({ ...limits, [key]: judged.limits[key] }, judged.limits)
    return isAlike && count && seconds ? [{ count, seconds: seconds.value }] : []
  })
}

function plotOf(of: Serial['of'], sides: readonly SideTimes[]): SpeedupPlot {
  const most = Math.max(...sides.flatMap(({ times }) => times.map(({ count }) => count)))
  const found = sides.map(({ engine, share, times }) => ({
    engine,
    share,
    dots: times.map(({ count, seconds }) => ({ count, times: share.oneSeconds / seconds })),
  }))
  const highest = Math.max(
    ...found.flatMap(({ share, dots }) => [amdahl(share.lower, most), ...dots.map(({ times }) => times)]),
  )
  const axes = axesTo(most, Math.max(2, highest))
  const counts = Array.from({ length: STEPS + 1 }, (_, step) => 1 + ((most - 1) * step) / STEPS)
  const along = (speedupAt: (count: number) => number) =>
    counts.map((count) => placeOf({ count, times: speedupAt(count) }, axes))
  return {
    of,
    ...axes,
    ideal: line(
      along((count) => count),
      SPEEDUP_HEIGHT,
    ),
    series: found.map(({ engine, share, dots }) => ({
      engine,
      path: line(
        along((count) => amdahl(share.value, count)),
        SPEEDUP_HEIGHT,
      ),
      band: area(
        along((count) => amdahl(share.lower, count)),
        along((count) => amdahl(share.upper, count)),
        SPEEDUP_HEIGHT,
      ),
      dots: dotsOf(dots, axes),
    })),
  }
}

const axesTo = (count: number, times: number): Pick<Axes, 'x' | 'y'> => ({
  x: axisFromZero(ROOM * count, 'cores', MOST_TICKS),
  y: axisFromZero(ROOM * times, 'cores', MOST_TICKS),
})

const placeOf = ({ count, times }: Figure, { x, y }: Pick<Axes, 'x' | 'y'>): Point => [
  x.scale.at(count),
  y.scale.at(times),
]

const dotsOf = (figures: readonly Figure[], axes: Pick<Axes, 'x' | 'y'>): ScalingDot[] =>
  figures.map((figure) => {
    const [x, y] = placeOf(figure, axes)
    return { ...figure, x, top: fromTop(y, SPEEDUP_HEIGHT) }
  })

const amdahl = (serial: number, count: number): number => 1 / (serial + (1 - serial) / count)
