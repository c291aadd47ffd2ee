import { isMeasured, type Measurement, orNull, unmeasured } from '../model/measures/measure.ts'
import { median, nearestRank } from '../statistics/sample.ts'
import type { Run } from './run.ts'

/** Of the runs of a job. */
export interface Spread {
  p50: number
  p95: number
  max: number
}

/** A value of each run, over those that have one. */
export type Spreads = Spread | { value: null; reason: string }

/** All runs that have a name in common. */
export interface QualifiedJob {
  name: string
  runs: Run[]
  days: number
  failedRuns: number
  /** Of all runs that have some. */
  coreHours: Measurement
  wallSeconds: Spreads
  replaySeconds: Spreads
  fileBytes: Spreads
  readBytes: Spreads
  largestShuffleBytes: Spreads
  executorBytes: Spreads
  peakHeapBytes: Spreads
  peakProcessBytes: Spreads
  /** Relative growth in 30 days: of the files' bytes, and of those read of them. */
  growth: Measurement
  readGrowth: Measurement
  /** Two runs were under way at once: two programs may have this name. */
  isOverlapping: boolean
}

/** Fewer do not show how a job grows. */
export const [LEAST_RUNS, LEAST_DAYS] = [5, 7]
const GROWTH_DAYS = 30
const MS_A_DAY = 86_400_000

/** What differs from day to day in a name: dates, times, ids. */
const CHANGING =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\d{9,}|\d{4}[-_/.]?\d{2}[-_/.]?\d{2}(?:[T_ -]?\d{2}[:_-]?\d{2}(?:[:_-]?\d{2})?)?|\d{2}[-_/.]\d{2}[-_/.]20\d{2}|20\d{2}[-_/.](?:0[1-9]|1[0-2])(?!\d)|\d{6,}/gi

/** `orders_2026-11-20` and `orders_2026-11-21` are `orders_*`. */
export const jobName = (name: string): string => name.replaceAll(CHANGING, '*')

/** Runs by job, in the order of their start. */
export function jobsOf(runs: readonly Run[]): QualifiedJob[] {
  return [...Map.groupBy(runs, ({ name }) => jobName(name))].map(([name, ofJob]) =>
    jobOf(
      name,
      ofJob.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1)),
    ),
  )
}

function jobOf(name: string, runs: Run[]): QualifiedJob {
  const days = new Set(runs.map(({ startedAt }) => startedAt.slice(0, 10)))
  return {
    name,
    runs,
    days: days.size,
    failedRuns: runs.filter(({ isFailed }) => isFailed).length,
    coreHours: sumOf(runs.map((run) => run.coreHours)),
    wallSeconds: spread(runs, (run) => run.wallSeconds),
    replaySeconds: spread(runs, (run) => run.replaySeconds),
    fileBytes: spread(runs, (run) => run.fileBytes),
    readBytes: spread(runs, (run) => run.readBytes),
    largestShuffleBytes: spread(runs, (run) => run.largestShuffleBytes),
    executorBytes: spread(runs, (run) => run.executorBytes),
    peakHeapBytes: spread(runs, (run) => run.peakHeapBytes),
    peakProcessBytes: spread(runs, (run) => run.peakProcessBytes),
    growth: growthOf(runs, (run) => run.fileBytes),
    readGrowth: growthOf(runs, (run) => run.readBytes),
    isOverlapping: runs.some((run, index) => isBefore(runs[index - 1], run)),
  }
}

/** To rank and to add up: a job whose core-hours are not known counts for nothing. */
export const knownCoreHours = ({ coreHours }: Pick<QualifiedJob, 'coreHours'>): number =>
  orNull(coreHours) ?? 0

/** Of those that are known; where none is, why the first is not. */
function sumOf(amounts: readonly Measurement[]): Measurement {
  const known = amounts.filter(isMeasured)
  return known.length > 0
    ? known.reduce((sum, amount) => sum + amount, 0)
    : (amounts[0] ?? unmeasured('no-runs'))
}

/** Runs that ended well; where none did, all of them: what they came to is a lower bound. */
function spread(runs: readonly Run[], of: (run: Run) => Measurement): Spreads {
  const good = runs.filter(({ isFailed }) => !isFailed)
  const told = (good.length > 0 ? good : runs).map(of)
  const values = told.filter(isMeasured)
  const [first] = told.filter((value) => !isMeasured(value))
  if (values.length === 0)
    return { value: null, reason: typeof first === 'object' ? first.reason : 'no-runs' }
  return { p50: nearestRank(values, 0.5), p95: nearestRank(values, 0.95), max: nearestRank(values, 1) }
}

export const isSpread = (spreads: Spreads): spreads is Spread => 'p50' in spreads

/** By the median of the slopes between all pairs of runs, of the logarithm (Theil and Sen): single odd days do not move it. */
function growthOf(runs: readonly Run[], of: (run: Run) => Measurement): Measurement {
  const points = runs.flatMap((run) => {
    const bytes = orNull(of(run))
    return run.isFailed || bytes === null || bytes <= 0
      ? []
      : [{ day: Date.parse(run.startedAt) / MS_A_DAY, log: Math.log(bytes) }]
  })
  const span = (points.at(-1)?.day ?? 0) - (points[0]?.day ?? 0)
  if (points.length < LEAST_RUNS || span < LEAST_DAYS) return unmeasured('too-few-days')
  const slopes = points.flatMap((a, index) =>
    points.slice(index + 1).flatMap((b) => (b.day > a.day ? [(b.log - a.log) / (b.day - a.day)] : [])),
  )
  return Math.exp(median(slopes) * GROWTH_DAYS) - 1
}

const isBefore = (earlier: Run | undefined, run: Run): boolean =>
  earlier !== undefined &&
  earlier.id !== run.id &&
  Date.parse(earlier.startedAt) + earlier.wallSeconds * 1000 > Date.parse(run.startedAt)
