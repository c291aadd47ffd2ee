import type { EpochOfHistory, History, HistoryPoint, JobPage, Look } from '../model/job.ts'
import type { EngineMark } from '../model/shared.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import { apart, area, clamp, fromTop, line, type Point } from './plot.ts'
import { type Domain, logScale, padded, type Scale } from './scale.ts'
import { thinned } from './thin.ts'

export const FUNNEL_HEIGHT = 300
const MOST_TICKS = 6
const MOST_DAYS_LABELLED = 5
const ROOM = 0.05
/** The axis goes no further beyond the ratios than this factor. */
const WIDEST = 1.3
/** More dots are no longer told apart, nor hit by a pointer; all candidates share them. */
const MOST_DOTS = 84
/** Words at the right keep this distance, in pixels. */
const LINE_HEIGHT = 17

/** How the interval of each candidate closed in on the margin. */
export interface Funnel {
  calendar: Calendar
  y: Scale
  margin: number | null
  /** From left to right. */
  epochs: ({ at: number; engine: EngineMark } & Pick<EpochOfHistory, 'changed' | 'changes'>)[]
  series: Series[]
  /** Classes of machines of the dots, the most frequent first. */
  machines: string[]
}

export interface Series {
  engine: EngineMark
  bands: string
  lines: string
  /** Those that bands and lines go through. */
  looks: Look[]
  dots: Dot[]
  /** Days on which it failed or its output differed, from 0 to 1. */
  crosses: { at: number; point: HistoryPoint }[]
  /** The last look, and pixels from the top at which its label stands. */
  end: { look: Look; top: number } | null
}

export interface Dot {
  x: number
  /** Pixels from the top. */
  top: number
  point: HistoryPoint
  ratio: number
  /** Index of the machine's class. */
  machine: number
}

/** What all candidates share. */
interface Frame extends Pick<Funnel, 'calendar' | 'y' | 'machines'> {
  mostDots: number
}

/** Undefined where no day has a ratio. */
export function funnelOf({ histories, margin }: Pick<JobPage, 'histories' | 'margin'>): Funnel | undefined {
  const points = histories.flatMap((history) => history.points)
  const ratios = points.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]))
  if (ratios.length === 0) return undefined
  const calendar = calendarOf(
    points.map(({ day }) => day),
    MOST_DAYS_LABELLED,
  )
  const y = logScale(domainOf(histories, [1, ...(margin === null ? [] : [margin]), ...ratios]), MOST_TICKS)
  const machines = byCount(points.map(({ hostClass }) => hostClass))
  const ends = endsOf(histories, y)
  return {
    calendar,
    y,
    margin,
    machines,
    epochs: histories
      .flatMap(({ engine, epochs }) =>
        epochs
          .filter(({ firstDay, number }) => number > 1 || firstDay > (calendar.days[0] ?? ''))
          .map(({ firstDay, changed, changes }) => ({
            at: calendar.before(firstDay),
            engine,
            changed,
            changes,
          })),
      )
      .toSorted((a, b) => a.at - b.at),
    series: histories.map((history, index) => ({
      ...seriesOf(history, { calendar, y, machines, mostDots: Math.floor(MOST_DOTS / histories.length) }),
      end: ends[index] ?? null,
    })),
  }
}

/** All ratios, and of the intervals what lies near them: the first ones are often many times as wide. */
function domainOf(histories: readonly History[], values: readonly number[]): Domain {
  const [least, most] = [Math.min(...values) / WIDEST, Math.max(...values) * WIDEST]
  const looks = histories.flatMap(({ epochs }) => epochs.flatMap((epoch) => epoch.looks))
  const ends = looks.flatMap(({ interval }) => (interval ? [interval.lower, interval.upper] : []))
  const near = ends.map((end) => Math.min(most, Math.max(least, end)))
  return padded([...values, ...near], ROOM)
}

function seriesOf({ engine, epochs, points }: History, { calendar, y, machines, mostDots }: Frame) {
  const bounded = epochs.map(({ looks }) => thinned(looks.filter(({ interval }) => interval !== null)))
  const through = (looks: readonly Look[], value: (look: Look) => number): Point[] =>
    widened(
      looks.map((look) => [calendar.at(look.day), nearby(y.at(value(look)))] as const),
      calendar,
    )
  return {
    engine,
    bands: bounded
      .map((looks) => {
        const upper = through(looks, ({ interval, value }) => interval?.upper ?? value)
        const lower = through(looks, ({ interval, value }) => interval?.lower ?? value)
        return area(upper, lower, FUNNEL_HEIGHT)
      })
      .join(''),
    lines: bounded
      .map((looks) =>
        line(
          through(looks, ({ value }) => value),
          FUNNEL_HEIGHT,
        ),
      )
      .join(''),
    looks: bounded.flat(),
    dots: dotsOf(points, { calendar, y, machines, mostDots }),
    crosses: points
      .filter(({ state }) => state === 'failed' || state === 'differs')
      .map((point) => ({ at: calendar.at(point.day), point })),
  }
}

/** What leaves the frame is cut there by the picture, so that its edges keep their slope. */
const nearby = (at: number): number => Math.min(2, Math.max(-1, at))

/** A single look is an area too. */
function widened(points: Point[], { days }: Calendar): Point[] {
  const [only, ...more] = points
  if (!only || more.length > 0) return points
  const half = 0.3 / days.length
  return [
    [only[0] - half, only[1]],
    [only[0] + half, only[1]],
  ]
}

/** All, or of so many that they would run into each other the newest: the line stands for the others. */
function dotsOf(points: readonly HistoryPoint[], { calendar, y, machines, mostDots }: Frame): Dot[] {
  return points
    .flatMap((point): Dot[] => {
      const { day, ratio, hostClass } = point
      if (ratio === null) return []
      const top = fromTop(clamp(y.at(ratio)), FUNNEL_HEIGHT)
      return [{ x: calendar.at(day), top, point, ratio, machine: machines.indexOf(hostClass) }]
    })
    .slice(-mostDots)
}

function endsOf(histories: readonly History[], y: Scale): Series['end'][] {
  const looks = histories.map(({ epochs }) => epochs.find(({ isJudged }) => isJudged)?.looks.at(-1))
  const tops = looks.flatMap((look) => (look ? [fromTop(clamp(y.at(look.value)), FUNNEL_HEIGHT)] : []))
  const free = apart(tops, LINE_HEIGHT)
  return looks.map((look) => (look ? { look, top: free.shift() ?? 0 } : null))
}

function byCount(names: readonly string[]): string[] {
  const groups = [...Map.groupBy(names, (name) => name)]
  return groups.toSorted(([, a], [, b]) => b.length - a.length).map(([name]) => name)
}
