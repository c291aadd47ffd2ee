import { placeKey } from '../../model/record/limits.ts'
import { geometricMean } from '../../statistics/sample.ts'
import type { DayRow, JobPage } from '../model/job.ts'
import type { EngineMark } from '../model/shared.ts'
import { type CandidateState, judgedTrials } from './judged-trials.ts'
import type { Piece } from './pieces.ts'
import { type Clock, timesOf } from './times.ts'

type OtherPlace = JobPage['otherPlaces'][number]

interface PlaceParts {
  /** Baseline first. */
  engines: readonly EngineMark[]
  /** By a piece's address. */
  data: ReadonlyMap<string, DayRow['data']>
  states: ReadonlyMap<string, readonly CandidateState[]>
  clock: Clock
}

/**
 * What was measured at other sizes and limits than the judged.
 *
 * @param pieces of those, oldest first
 */
export function otherPlacesOf(pieces: readonly Piece[], parts: PlaceParts): OtherPlace[] {
  const places = Map.groupBy(pieces, placeKey)
  return [...places.values()].flatMap((own): OtherPlace[] => {
    const [first] = own
    if (!first) return []
    return [
      {
        size: first.size,
        limits: first.limits,
        runs: own.map(({ day, slug }) => ({ day, comparison: slug })),
        ratios: ratiosOf(own, parts),
      },
    ]
  })
}

function ratiosOf(
  pieces: readonly Piece[],
  { engines, data, states, clock }: PlaceParts,
): OtherPlace['ratios'] {
  const [baseline, ...candidates] = engines
  return candidates.flatMap((engine) => {
    const ratios = pieces
      .filter(({ slug }) => SAME.has(data.get(slug)))
      .flatMap(({ records, slug }) => {
        const trials = judgedTrials(records, states.get(slug))
        const [below, above] = [baseline, engine].map((each) =>
          timesOf(
            trials.filter((trial) => trial.engine === each?.name),
            clock,
          ),
        ) as [number[], number[]]
        return below.length > 0 && above.length > 0 ? [geometricMean(above) / geometricMean(below)] : []
      })
    return ratios.length > 0 ? [{ engine, value: geometricMean(ratios) }] : []
  })
}

/** Times of other data say nothing. */
const SAME: ReadonlySet<DayRow['data'] | undefined> = new Set(['same', 'waived'])
