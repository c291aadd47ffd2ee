import { daysBetween } from '../../model/units/day.ts'
import { geometricMean } from '../../statistics/sample.ts'
import type { Dot, JobPage } from '../model/job.ts'
import type { EngineMark } from '../model/shared.ts'
import { type Axis, axisOf } from './axis.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import { dots, line, type Point } from './plot.ts'
import type { Scale } from './scale.ts'
import { thinned } from './thin.ts'

export const PANEL_HEIGHT = 170
const MOST_TICKS = 4
const MOST_DAYS_LABELLED = 2
/** Of more days, one dot is a week: the mean of it, and a stroke from its least to its most. */
const MOST_DAYS_SINGLE = 60
const WEEK = 7
/** Part of a panel's height, at its bottom, for the crosses of trials that failed. */
const ROOM_OF_CROSSES = 0.14
/** Days after a week's first. */
const MIDDLE = 3

const MEASURES = {
  totalMs: { unit: 'seconds', factor: 1e-3 },
  p95Ms: { unit: 'seconds', factor: 1e-3 },
  cpuSeconds: { unit: 'seconds', factor: 1 },
  peakAnonBytes: { unit: 'bytes', factor: 1 },
} as const

export type PanelMeasure = keyof typeof MEASURES

/** One measure of every trial over the days, all engines in one panel. */
export interface Panel {
  measure: PanelMeasure
  /** Null where it was never measured. */
  plot: { calendar: Calendar; axis: Axis; series: PanelSeries[] } | null
}

export interface PanelSeries {
  engine: EngineMark
  /** Every trial that ended well; none where there are weeks. */
  points: { day: string; value: number; comparison: string }[]
  dots: string
  /** Of too many days for a dot each: the mean of each week, at its middle day. */
  weeks: { day: string; value: number }[]
  /** From the least to the most of each week. */
  ranges: string
  lines: string
  /** Where days without a run lie between. */
  gaps: string
  /** Places of days with a trial that failed. */
  crosses: number[]
}

/** Whether there are too many days for a dot each. */
export const isWeekly = ({ dots: all }: Pick<JobPage, 'dots'>): boolean =>
  all.length > 0 &&
  calendarOf(
    all.map(({ day }) => day),
    MOST_DAYS_LABELLED,
  ).days.length > MOST_DAYS_SINGLE

/** Axes of one height are of one factor, so that the same distance means the same in every panel. */
export function multiplesOf({ dots: all, histories }: Pick<JobPage, 'dots' | 'histories'>): Panel[] {
  const names = panelsOf(all)
  const figures = names.map((measure) => ({
    measure,
    values: all.filter((dot) => isSeen(dot, measure)).map((dot) => figureOf(dot, measure)),
  }))
  const spans = figures.map(({ values }) => (values.length > 0 ? spanOf(values) : 1))
  const span = Math.max(2, ...spans)
  const below = all.some(({ outcome }) => outcome !== 'ok') ? ROOM_OF_CROSSES : 0
  const engines = enginesOf(
    all,
    histories.map(({ engine }) => engine),
  )
  const calendar =
    all.length > 0
      ? calendarOf(
          all.map(({ day }) => day),
          MOST_DAYS_LABELLED,
        )
      : null
  const byEngine = Map.groupBy(all, ({ engine }) => engine.name)
  return figures.map(({ measure, values }) => {
    if (values.length === 0 || calendar === null) return { measure, plot: null }
    const axis = axisOf(values, MEASURES[measure].unit, { span, below, mostTicks: MOST_TICKS })
    const series = engines.map((engine) =>
      seriesOf(byEngine.get(engine.name) ?? [], engine, measure, calendar, axis.scale),
    )
    return { measure, plot: { calendar, axis, series } }
  })
}

/** A run has a total, a service a latency. */
function panelsOf(all: readonly Dot[]): PanelMeasure[] {
  const none = all.some(({ p95Ms }) => p95Ms !== undefined) ? 'totalMs' : 'p95Ms'
  return (Object.keys(MEASURES) as PanelMeasure[]).filter((measure) => measure !== none)
}

function seriesOf(
  all: readonly Dot[],
  engine: EngineMark,
  measure: PanelMeasure,
  calendar: Calendar,
  { at }: Scale,
): PanelSeries {
  const good = all.filter((dot) => isSeen(dot, measure))
  const isSingle = calendar.days.length <= MOST_DAYS_SINGLE
  const middleOf = isSingle ? undefined : middlesOfWeeks(calendar)
  const groups = [...Map.groupBy(good, ({ day }) => middleOf?.get(day) ?? day)]
  const columns = groups.map(([day, ofDay]) => {
    const values = ofDay.map((dot) => figureOf(dot, measure))
    const value = geometricMean(values)
    return {
      day,
      x: calendar.at(day),
      value,
      y: at(value),
      least: Math.min(...values),
      most: Math.max(...values),
    }
  })
  const step = isSingle ? 1 : WEEK
  const runs = runsOf(columns, (a, b) => daysBetween(a.day, b.day) <= step)
  const joined = runs.slice(1).map((run, index): Point[] => [end(runs[index]), end(run, 0)])
  const points = isSingle
    ? good.map((dot) => ({ day: dot.day, value: figureOf(dot, measure), comparison: dot.comparison }))
    : []
  const weeks = isSingle ? [] : columns
  return {
    engine,
    points,
    dots: dots(
      points.map(({ day, value }) => [calendar.at(day), at(value)] as const),
      PANEL_HEIGHT,
    ),
    weeks,
    ranges: weeks
      .map(({ x, least, most }) =>
        line(
          [
            [x, at(least)],
            [x, at(most)],
          ],
          PANEL_HEIGHT,
        ),
      )
      .join(''),
    lines: runs
      .map((run) =>
        line(
          thinned(run).map(({ x, y }) => [x, y] as const),
          PANEL_HEIGHT,
        ),
      )
      .join(''),
    gaps: joined.map((points) => line(points, PANEL_HEIGHT)).join(''),
    crosses: [...new Set(all.filter(({ outcome }) => outcome !== 'ok').map(({ day }) => calendar.at(day)))],
  }
}

type Column = { day: string; x: number; y: number }

const end = (run: readonly Column[] = [], index = -1): Point => {
  const { x, y } = run.at(index) ?? { x: 0, y: 0 }
  return [x, y]
}

/** Lists of neighbours. */
function runsOf<T>(all: readonly T[], areNeighbours: (a: T, b: T) => boolean): T[][] {
  const runs: T[][] = []
  for (const each of all) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    if (last && before !== undefined && areNeighbours(before, each)) last.push(each)
    else runs.push([each])
  }
  return runs
}

/** The middle day of each day's week, counted from the axis's first. */
const middlesOfWeeks = ({ days }: Calendar): Map<string, string> =>
  new Map(
    days.map((day, index) => {
      const middle = index - (index % WEEK) + MIDDLE
      return [day, days[Math.min(days.length - 1, middle)] ?? day]
    }),
  )

/** The baseline first. */
function enginesOf(all: readonly Dot[], candidates: readonly EngineMark[]): EngineMark[] {
  const baseline = all.find(({ engine }) => engine.hue === 'baseline')?.engine
  return baseline ? [baseline, ...candidates] : [...candidates]
}

const isSeen = (dot: Dot, measure: PanelMeasure): boolean => dot.outcome === 'ok' && (dot[measure] ?? 0) > 0

const figureOf = (dot: Dot, measure: PanelMeasure): number => (dot[measure] ?? 0) * MEASURES[measure].factor

const spanOf = (values: readonly number[]): number => Math.max(...values) / Math.min(...values)
