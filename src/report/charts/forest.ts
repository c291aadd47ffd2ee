import type { CandidateRow, JobRow } from '../model/overview.ts'
import { clamp } from './plot.ts'
import { type Domain, logScale, padded, type Scale } from './scale.ts'

const MOST_TICKS = 7
const ROOM = 0.06
/** An early interval may be boundless: the axis follows the estimates, and shows this factor around them. */
const WIDEST = 4

/** One axis for all candidates of all jobs, with the baseline's own time and the margins as lines. */
export interface ForestAxis {
  scale: Scale
  /** Accepted ratios other than 1, ascending. */
  margins: number[]
}

/** A candidate's mark: places from 0 to 1. */
export interface ForestMark {
  at: number
  /** Null where there is no interval: then the estimate is a ring. */
  bar: { from: number; to: number } | null
  /** Measured, but a gate that failed keeps it from counting. */
  isVoid: boolean
}

/** Undefined where nothing has a ratio. */
export function forestAxis(jobs: readonly JobRow[]): ForestAxis | undefined {
  const candidates = jobs.flatMap((job) => job.candidates)
  const ratios = candidates.flatMap(({ ratio }) => (ratio ? [ratio] : []))
  if (ratios.length === 0) return undefined
  const asked = candidates.flatMap((each) => marginOf(each) ?? [])
  const margins = [...new Set(asked.filter((each) => each !== 1))]
  const fixed = [1, ...ratios.map(({ value }) => value), ...margins]
  const [least, most]: Domain = [Math.min(...fixed) / WIDEST, Math.max(...fixed) * WIDEST]
  const ends = ratios.flatMap(({ interval }) => (interval ? [interval.lower, interval.upper] : []))
  const within = ends.map((end) => Math.min(most, Math.max(least, end)))
  return {
    scale: logScale(padded([...fixed, ...within], ROOM), MOST_TICKS),
    margins: margins.toSorted((a, b) => a - b),
  }
}

export function forestMark({ ratio }: CandidateRow, { scale }: ForestAxis): ForestMark | null {
  if (ratio === null) return null
  const place = (value: number) => clamp(scale.at(value))
  const { value, interval, isVoid } = ratio
  return {
    at: place(value),
    bar: interval && { from: place(interval.lower), to: place(interval.upper) },
    isVoid,
  }
}

/** Which marks and cells appear: a legend explains no others. */
export function forestShows(jobs: readonly JobRow[]) {
  const candidates = jobs.flatMap((job) => job.candidates)
  const ratios = candidates.flatMap(({ ratio }) => ratio ?? [])
  return {
    shows: {
      bars: ratios.some(({ interval }) => interval !== null),
      rings: ratios.some(({ interval }) => interval === null),
      voids: ratios.some(({ isVoid }) => isVoid),
    },
    days: new Set(candidates.flatMap(({ strip }) => strip.map(({ state }) => state))),
  }
}

/** Candidate/baseline that passes; null where only a limit in minutes is asked. */
function marginOf({ verdict }: Pick<CandidateRow, 'verdict'>): number | null {
  if (verdict.decision === 'nothing') return null
  return verdict.gates.speed.bounds.find(({ what }) => what === 'ratio')?.asked ?? null
}
