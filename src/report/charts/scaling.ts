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

/** How many times as fast more cores, or more workers, make a job. */
export interface SpeedupPlot {
  of: Serial['of']
  x: Axis
  y: Axis
  /** As fast as cores are added. */
  ideal: string
  series: {
    engine: EngineMark
    /** Amdahl's law with the fitted share, and within its interval. */
    path: string
    band: string
    dots: { x: number; top: number; count: number; speedup: number }[]
  }[]
}

/** The same where the input grows with them. */
export interface WeakPlot {
  of: Serial['of']
  x: Axis
  y: Axis
  /** Pixels from the top. */
  flat: number
  series: {
    engine: EngineMark
    bytesEach: number
    path: string
    dots: { x: number; top: number; count: number; ratio: number }[]
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
        point && first ? [{ count: point.count, ratio: point.seconds / first.seconds }] : [],
      ),
    }))
    const points = ratios.flatMap((each) => each.points)
    const x = axisFromZero(ROOM * Math.max(...points.map(({ count }) => count)), 'cores', MOST_TICKS)
    const y = axisFromZero(ROOM * Math.max(...points.map(({ ratio }) => ratio)), 'cores', MOST_TICKS)
    return {
      of,
      x,
      y,
      flat: fromTop(y.scale.at(1), SPEEDUP_HEIGHT),
      series: ratios.map((each) => ({
        ...each,
        path: line(
          each.points.map(({ count, ratio }): Point => [x.scale.at(count), y.scale.at(ratio)]),
          SPEEDUP_HEIGHT,
        ),
        dots: each.points.map((point) => ({
          ...point,
          x: x.scale.at(point.count),
          top: fromTop(y.scale.at(point.ratio), SPEEDUP_HEIGHT),
        })),
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
    dots: times.map(({ count, seconds }) => ({ count, speedup: share.oneSeconds / seconds })),
  }))
  const highest = Math.max(
    ...found.flatMap(({ share, dots }) => [amdahl(share.lower, most), ...dots.map(({ speedup }) => speedup)]),
  )
  const x = axisFromZero(ROOM * most, 'cores', MOST_TICKS)
  const y = axisFromZero(ROOM * Math.max(2, highest), 'cores', MOST_TICKS)
  const counts = Array.from({ length: STEPS + 1 }, (_, step) => 1 + ((most - 1) * step) / STEPS)
  const along = (speedupAt: (count: number) => number) =>
    counts.map((count): Point => [x.scale.at(count), y.scale.at(speedupAt(count))])
  return {
    of,
    x,
    y,
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
      dots: dots.map((dot) => ({
        ...dot,
        x: x.scale.at(dot.count),
        top: fromTop(y.scale.at(dot.speedup), SPEEDUP_HEIGHT),
      })),
    })),
  }
}

const amdahl = (serial: number, count: number): number => 1 / (serial + (1 - serial) / count)
