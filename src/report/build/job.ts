import { orNull } from '../../model/measures/measure.ts'
import type { Outcome, Trial } from '../../model/record/schema.ts'
import { geometricMean } from '../../statistics/sample.ts'
import { haveLimits } from '../../verdict/evidence/eligible.ts'
import type { DayRow, Dot, History, JobPage, SizePoint } from '../model/job.ts'
import type { JobRow } from '../model/overview.ts'
import type { EngineMark } from '../model/shared.ts'
import { operationsBySize } from '../operations-by-size.ts'
import { unjudgedOf } from '../unjudged.ts'
import { type CandidateState, judgedTrials, pieceTrials } from './judged-trials.ts'
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
  /** What is known of each candidate, likewise. */
  states: ReadonlyMap<string, readonly CandidateState[]>
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
  states,
}: JobParts): JobPage {
  const clock: Clock = `${judged}Ms`
  const ratios = new Map(histories.map((history) => [history.engine.name, ratiosOf(history)]))
  const here = all.filter(({ records: [record] }) => haveLimits(record, row.limits))
  return {
    ...row,
    asOf,
    judged,
    margin,
    publish,
    histories,
    dots: pieces.flatMap((piece) => dotsOf(piece, engines)),
    days: pieces.map((piece) => dayRowOf(piece, { engines, ratios, data, states, clock })).reverse(),
    sizes: sizesOf(here, { engines, states, clock }),
    operations: operationsBySize(here.flatMap(({ records }) => records)),
    otherPlaces: otherPlacesOf(
      all.filter((piece) => !pieces.includes(piece)),
      { engines, data, states, clock },
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
    const { totalMs, p95Ms, cpuSeconds, peakAnonBytes } = measures
    return [
      {
        day: piece.day,
        engine,
        comparison: piece.slug,
        outcome,
        totalMs: orNull(totalMs),
        ...(p95Ms !== undefined && { p95Ms: orNull(p95Ms) }),
        cpuSeconds: orNull(cpuSeconds),
        peakAnonBytes: orNull(peakAnonBytes),
      },
    ]
  })
}

/** Candidate/baseline, by a piece's address: of several codes that ran on it, the judged one's, else the newest's. */
function ratiosOf({ points, epochs }: History): Ratios {
  const judged = epochs.find(({ isJudged }) => isJudged)?.number
  const ofJudged = points.filter(({ epoch }) => epoch === judged)
  return new Map([...points, ...ofJudged].map(({ comparison, ratio }) => [comparison, ratio]))
}

type Ratios = ReadonlyMap<string, number | null>

interface RowParts extends Pick<JobParts, 'engines' | 'data' | 'states'> {
  /** By the candidate's name. */
  ratios: ReadonlyMap<string, Ratios>
  clock: Clock
}

function dayRowOf(piece: Piece, { engines, ratios, data, states, clock }: RowParts): DayRow {
  const all = pieceTrials(piece.records, states.get(piece.slug)).filter(({ trial }) => !trial.warmup)
  const trials = all.filter(({ isJudged }) => isJudged).map(({ trial }) => trial)
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
    unjudged: unjudgedOf(
      all.map(({ trial: { engine, behaviour }, isJudged }) => ({ engine, behaviour, isJudged })),
    ),
  }
}

const worstOf = (trials: readonly Trial[]): Outcome | null =>
  (trials.find(({ outcome }) => outcome !== 'ok') ?? trials[0])?.outcome ?? null

type SizeParts = Pick<RowParts, 'engines' | 'states' | 'clock'>

function sizesOf(pieces: readonly Piece[], { engines, states, clock }: SizeParts): SizePoint[] {
  const bySize = Map.groupBy(
    pieces.filter(({ records: [{ input }] }) => input.bytes > 0),
    ({ size }) => size,
  )
  const points = [...bySize].flatMap(([size, ofSize]) => {
    const judged = ofSize.flatMap((piece) => judgedTrials(piece.records, states.get(piece.slug)))
    return engines.flatMap((engine): SizePoint[] => {
      const trials = judged.filter((trial) => trial.engine === engine.name)
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
    })
  })
  return points.toSorted((a, b) => a.bytes - b.bytes)
}

function machinesOf(pieces: readonly Piece[]): JobPage['machines'] {
  const classes = Map.groupBy(pieces.flatMap(trialsOf), ({ host }) => host.class)
  return [...classes]
    .map(([hostClass, trials]) => ({ hostClass, trials: trials.length }))
    .toSorted((a, b) => b.trials - a.trials)
}
