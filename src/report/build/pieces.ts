import { placeKey } from '../../model/record/limits.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { resultsFolder } from '../../plan/plan.ts'
import { byTime, haveLimits, ofJob } from '../../verdict/evidence/eligible.ts'
import { comparisonSlug } from './slugs.ts'

/** All runs over one piece of a job's input, at one size and limits: what one page is about. */
export interface Piece extends Pick<RunRecord, 'partition' | 'size' | 'limits'> {
  /** Whether its job ran at other sizes or limits too. */
  isOneOfSeveral: boolean
  slug: string
  /** Where `run` left its results, below the folder of all. */
  folder: string
  /** UTC day of the first of them. */
  day: string
  /** Oldest first. */
  records: [RunRecord, ...RunRecord[]]
}

/** The pieces of a job's input that were run, oldest first; runs of pull requests are none. */
export function piecesOf(records: readonly RunRecord[], job: string): Piece[] {
  const sorted = ofJob(records, job).toSorted(byTime)
  const isOneOfSeveral = new Set(sorted.map(placeKey)).size > 1
  const bySlug = [...Map.groupBy(sorted, comparisonSlug)]
  const placeOf = ({ partition, size }: RunRecord) => JSON.stringify([partition, size])
  const pieces = Map.groupBy(bySlug, ([, [first]]) => (first ? placeOf(first) : ''))
  return bySlug.flatMap(([slug, [first, ...rest]]): Piece[] => {
    if (!first) return []
    const { partition, size, limits, when } = first
    // A run at several limits measures a partition at each of them.
    const isAtLimits = (pieces.get(placeOf(first))?.length ?? 0) > 1
    const folder = resultsFolder(job, size, isAtLimits ? limits : null)
    const day = when.slice(0, 10)
    return [{ slug, folder, partition, size, limits, day, isOneOfSeveral, records: [first, ...rest] }]
  })
}

/** Those at a size and limits. */
export const piecesAt = (
  pieces: readonly Piece[],
  { size, limits }: Pick<RunRecord, 'size' | 'limits'>,
): Piece[] => pieces.filter((piece) => piece.size === size && haveLimits(piece.records[0], limits))
