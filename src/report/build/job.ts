import { orNull } from '../../model/measures/measure.ts'
import type { Outcome, Trial } from '../../model/record/schema.ts'
import { geometricMean } from '../../statistics/sample.ts'
import { haveLimits } from '../../verdict/evidence/eligible.ts'
import type { DayRow, Dot, History, JobPage, SizePoint } from '../model/job.ts'
import type { JobRow } from '../model/overview.ts'
import type { EngineMark } from '../model/shared.ts'
import { otherPlacesOf } from './other-places.ts'
import type { Piece } from './pieces.ts'
import { type Clock, timesOf } from './times.ts'

type Judged = JobPage['judged']

/** What a job's page is made of. */
export interface JobParts {
  row: JobRow
  asOf: string
  judged: Judged
  margin: number | null
  publish: JobPage['publish']
  histories: History[]
  /** At the judged size and limits, oldest first. */
  pieces: readonly Piece[]
  /** At all sizes. */
  all: readonly Piece[]
  /** Baseline first. */
  engines: readonly EngineMark[]
  /** Whether both sides delivered the same data, by a piece's address. */
  data: ReadonlyMap<string, DayRow['data']>
}

export function jobPageOf({
  row,
  asOf,
  judged,
  margin,
  publish,
  histories,
  pieces,
  all,
  engines,
  data,
}: JobParts): JobPage {
  const clock: Clock = `${judged}Ms`
  const ratios = new Map(histories.map(({ engine, points }) => [engine.name, ratiosOf(points)]))
  return {
    ...row,
    asOf,
    judged,
    margin,
    publish,
    histories,
    dots: pieces.flatMap((piece) => dotsOf(piece, engines)),
    days: pieces.map((piece) => dayRowOf(piece, { engines, ratios, data, clock })).reverse(),
    sizes: sizesOf(
      all.filter(({ records: [record] }) => haveLimits(record, row.limits)),
      engines,
      clock,
    ),
    otherPlaces: otherPlacesOf(
      all.filter((piece) => !pieces.includes(piece)),
      { engines, data, clock },
    ),
    machines: machinesOf(pieces),
  }
}

const trialsOf = ({ records }: Piece): Trial[] =>
  records.flatMap(({ trials }) => trials.filter(({ warmup }) => !warmup))

function dotsOf(piece: Piece, engines: readonly EngineMark[]): Dot[] {
  return trialsOf(piece).flatMap(({ engine: name, outcome, measures }) => {
    const engine = engines.find((each) => each.name === name)
    if (!engine || outcome === 'not-started') return []
    const { totalMs, cpuSeconds, peakAnonBytes } = measures
    return [
      {
        day: piece.day,
        engine,
        comparison: piece.slug,
        outcome,
        totalMs: orNull(totalMs),
        cpuSeconds: orNull(cpuSeconds),
        peakAnonBytes: orNull(peakAnonBytes),
      },
    ]
  })
}

/** Candidate/baseline, by a piece's address: of several codes that ran on it, the first's. */
const ratiosOf = (points: History['points']): Ratios =>
  new Map(points.toReversed().map(({ comparison, ratio }) => [comparison, ratio]))

type Ratios = ReadonlyMap<string, number | null>

interface RowParts extends Pick<JobParts, 'engines' | 'data'> {
  /** By the candidate's name. */
  ratios: ReadonlyMap<string, Ratios>
  clock: Clock
}

function dayRowOf(piece: Piece, { engines, ratios, data, clock }: RowParts): DayRow {
  const trials = trialsOf(piece)
  return {
    day: piece.day,
    partition: piece.partition,
    comparison: piece.slug,
    engines: engines.map((engine) => {
      const own = trials.filter((trial) => trial.engine === engine.name)
      const times = timesOf(own, clock)
      return {
        engine,
        seconds: times.length > 0 ? geometricMean(times) / 1000 : null,
        ratio: ratios.get(engine.name)?.get(piece.slug) ?? null,
        outcome: worstOf(own),
      }
    }),
    data: data.get(piece.slug) ?? 'no-output',
  }
}

const worstOf = (trials: readonly Trial[]): Outcome | null =>
  (trials.find(({ outcome }) => outcome !== 'ok') ?? trials[0])?.outcome ?? null

function sizesOf(pieces: readonly Piece[], engines: readonly EngineMark[], clock: Clock): SizePoint[] {
  const bySize = Map.groupBy(
    pieces.filter(({ records: [{ input }] }) => input.bytes > 0),
    ({ size }) => size,
  )
  const points = [...bySize].flatMap(([size, ofSize]) =>
    engines.flatMap((engine): SizePoint[] => {
      const trials = ofSize.flatMap(trialsOf).filter((trial) => trial.engine === engine.name)
      if (trials.length === 0) return []
      const seconds = timesOf(trials, clock).map((ms) => ms / 1000)
      const peaks = trials.flatMap(({ measures }) => orNull(measures.peakAnonBytes) ?? [])
      return [
        {
          engine,
          size,
          bytes: Math.round(geometricMean(ofSize.map(({ records: [{ input }] }) => input.bytes))),
          seconds:
            seconds.length > 0
              ? {
                  value: geometricMean(seconds),
                  range: { lower: Math.min(...seconds), upper: Math.max(...seconds) },
                }
              : null,
          peakBytes: peaks.length > 0 ? Math.max(...peaks) : null,
          trials: trials.length,
        },
      ]
    }),
  )
  return points.toSorted((a, b) => a.bytes - b.bytes)
}

function machinesOf(pieces: readonly Piece[]): JobPage['machines'] {
  const classes = Map.groupBy(pieces.flatMap(trialsOf), ({ host }) => host.class)
  return [...classes]
    .map(([hostClass, trials]) => ({ hostClass, trials: trials.length }))
    .toSorted((a, b) => b.trials - a.trials)
}
