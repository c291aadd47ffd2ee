import { daysBetween } from '../../model/units/day.ts'
import type { ComparisonPage } from '../model/comparison.ts'
import type { JobPage } from '../model/job.ts'
import type { EngineMark } from '../model/shared.ts'
import { type Funnel, funnelOf } from './funnel.ts'
import { multiplesOf, type PanelSeries } from './multiples.ts'
import type { Domain } from './scale.ts'
import { thinned } from './thin.ts'
import { type UsageMeasure, usageOf } from './usage.ts'

/**
 * The charts of a page as values, for what answers to the pointer: by the same scales they lie where the picture has them.
 * It is part of the page, so it is kept small.
 */
export interface Live {
  /** Address of the job. */
  job: string
  charts: Record<string, LiveChart>
  /** All engines of the page, the baseline first. */
  engines: EngineMark[]
  /** That points belong to: days since the first, and its address. */
  comparisons: [day: number, slug: string][]
  /** From which days are counted. */
  first: string
  /** Days are shown as near to this one. */
  asOf: string
}

export interface LiveChart {
  x: { domain: Domain; unit: 'seconds' | 'days' }
  y: { domain: Domain; scale: 'log' | 'linear'; unit: 'ratio' | 'seconds' | 'bytes' | 'cores' }
  series: LiveSeries[]
}

/** A point has its figures in this order; what belongs to a comparison has its day. */
export type LiveSeries = { engine: EngineMark } & (
  | { kind: 'run'; points: [comparison: number, y: number][] }
  | { kind: 'look'; points: [day: number, y: number, lower: number, upper: number, n: number][] }
  | { kind: 'week'; points: [day: number, y: number][] }
  | { kind: 'sample'; points: [seconds: number, y: number][] }
)

/** Names of charts on their pages. */
export const FUNNEL = 'funnel'

type Unit = LiveChart['y']['unit']

/** Digits after the point that mean something. */
const DIGITS = { ratio: 4, seconds: 3, bytes: 0, cores: 2 } as const
/** All candidates share so many looks. */
const MOST_LOOKS = 84
const NOON = 0.5

const rounded = (value: number, unit: Unit): number => Number(value.toFixed(DIGITS[unit]))

/** Where a point lies on the horizontal axis: a day in its middle. */
export function acrossOf({ comparisons }: Live, { kind, points }: LiveSeries, index: number): number {
  const [x = 0] = points[index] ?? []
  if (kind === 'sample') return x
  return NOON + (kind === 'run' ? (comparisons[x]?.[0] ?? 0) : x)
}

/** How days and comparisons are numbered on a page. */
interface Numbers {
  dayOf(day: string): number
  comparisonOf(slug: string): number
}

export function liveJob(job: JobPage): Live {
  const all = job.days.toReversed()
  const first = all[0]?.day ?? job.asOf
  const dayOf = (day: string) => daysBetween(first, day)
  const places = new Map<string, number>()
  const comparisonOf = (slug: string) => {
    const place = places.get(slug) ?? places.size
    places.set(slug, place)
    return place
  }
  const charts = {
    ...funnelChart(job, { dayOf, comparisonOf }),
    ...panelCharts(job, { dayOf, comparisonOf }),
  }
  const days = new Map(all.map(({ comparison, day }) => [comparison, dayOf(day)]))
  return {
    job: job.slug,
    charts,
    engines: [job.baseline, ...job.candidates.map(({ engine }) => engine)],
    comparisons: [...places.keys()].map((slug) => [days.get(slug) ?? 0, slug]),
    first,
    asOf: job.asOf,
  }
}

function funnelChart(job: JobPage, { dayOf, comparisonOf }: Numbers): Record<string, LiveChart> {
  const funnel = funnelOf(job)
  if (!funnel) return {}
  const { y, series } = funnel
  const most = Math.floor(MOST_LOOKS / series.length)
  const dots = series.map(
    ({ engine, dots: all }): LiveSeries => ({
      engine,
      kind: 'run',
      points: all.map(({ point, ratio }) => [comparisonOf(point.comparison), rounded(ratio, 'ratio')]),
    }),
  )
  const looks = series.map(
    ({ engine, looks: all }): LiveSeries => ({
      engine,
      kind: 'look',
      points: thinned(all, most).map(({ day, value, interval, n }) => {
        const { lower, upper } = interval ?? { lower: value, upper: value }
        return [dayOf(day), rounded(value, 'ratio'), rounded(lower, 'ratio'), rounded(upper, 'ratio'), n]
      }),
    }),
  )
  const chart: LiveChart = {
    x: daysAxis(funnel, dayOf),
    y: { domain: y.domain, scale: 'log', unit: 'ratio' },
    series: [...dots, ...looks].filter(({ points }) => points.length > 0),
  }
  return { [FUNNEL]: chart }
}

function daysAxis({ calendar: { days } }: Pick<Funnel, 'calendar'>, dayOf: Numbers['dayOf']): LiveChart['x'] {
  const from = dayOf(days[0] ?? '')
  return { domain: [from, from + days.length], unit: 'days' }
}

const PANEL_UNITS = {
  totalMs: 'seconds',
  p95Ms: 'seconds',
  cpuSeconds: 'seconds',
  peakAnonBytes: 'bytes',
} as const

function panelCharts(job: JobPage, numbers: Numbers): Record<string, LiveChart> {
  const charts = multiplesOf(job).flatMap(({ measure, plot }): [string, LiveChart][] => {
    if (!plot) return []
    const unit = PANEL_UNITS[measure]
    const chart: LiveChart = {
      x: daysAxis(plot, numbers.dayOf),
      y: { domain: plot.axis.scale.domain, scale: 'log', unit },
      series: plot.series.map((series) => panelSeries(series, unit, numbers)),
    }
    return [[measure, chart]]
  })
  return Object.fromEntries(charts)
}

const panelSeries = (
  { engine, points, weeks }: PanelSeries,
  unit: Unit,
  { dayOf, comparisonOf }: Numbers,
): LiveSeries =>
  weeks.length > 0
    ? { engine, kind: 'week', points: weeks.map(({ day, value }) => [dayOf(day), rounded(value, unit)]) }
    : {
        engine,
        kind: 'run',
        points: points.map(({ comparison, value }) => [comparisonOf(comparison), rounded(value, unit)]),
      }

const USAGE_UNITS = { memoryBytes: 'bytes', cores: 'cores' } as const

export function liveComparison(page: ComparisonPage): Live {
  const charts = (Object.keys(USAGE_UNITS) as UsageMeasure[]).flatMap((what): [string, LiveChart][] => {
    const plot = usageOf(page, what)
    if (!plot) return []
    const unit = USAGE_UNITS[what]
    const series = plot.series.map(
      ({ engine, points }): LiveSeries => ({
        engine,
        kind: 'sample',
        points: points.map(({ seconds, value }) => [rounded(seconds, 'seconds'), rounded(value, unit)]),
      }),
    )
    const x = { domain: plot.time.scale.domain, unit: 'seconds' } as const
    return [[what, { x, y: { domain: plot.axis.scale.domain, scale: 'linear', unit }, series }]]
  })
  return {
    job: page.jobSlug,
    charts: Object.fromEntries(charts),
    engines: page.engines,
    comparisons: [],
    first: page.day,
    asOf: page.day,
  }
}
