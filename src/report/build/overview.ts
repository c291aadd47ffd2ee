import { isSimulated } from '../../model/record/simulated.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import type { History } from '../model/job.ts'
import type { CandidateRow, JobRow, Overview } from '../model/overview.ts'
import type { EngineMark } from '../model/shared.ts'
import type { Piece } from './pieces.ts'
import { jobSlug } from './slugs.ts'
import { byGroup, candidateStandingOf, standingOf } from './standing.ts'
import { stripOf } from './strip.ts'
import { type Clock, noiseOf } from './times.ts'

/** @param pieces of the job, all sizes; `judged` those at the judged size and limits */
export function jobRowOf(
  { name, baseline, judged, pieces, clock, measured }: JobPieces,
  candidates: readonly CandidateRow[],
): JobRow {
  const place = candidates[0]?.verdict.subject
  const records = judged.flatMap((piece) => piece.records)
  const newest = records.toSorted((a, b) => (a.when < b.when ? 1 : -1))[0]
  return {
    name,
    slug: jobSlug(name),
    ...standingOf(candidates),
    baseline,
    size: place?.size ?? newest?.size ?? 'own',
    limits: place?.limits ?? newest?.limits ?? { cpus: null, memoryBytes: null },
    runners: [...new Set(records.flatMap(({ trials }) => trials.map(({ runner }) => runner)))].toSorted(),
    inputBytes: newest !== undefined && newest.input.bytes > 0 ? newest.input.bytes : null,
    noise: noiseOf(judged, baseline.name, clock),
    measured,
    isSimulated: pieces.some((piece) => piece.records.some(isSimulated)),
    runs: pieces.length,
    comparisons: pieces.filter((piece) => hasBothSides(piece, baseline.name)).length,
    firstDay: pieces[0]?.day ?? null,
    newest: newest?.when ?? null,
  }
}

function hasBothSides({ records }: Piece, baseline: string): boolean {
  const names = new Set(records.flatMap(({ trials }) => trials.map(({ engine }) => engine)))
  return names.has(baseline) && names.size > 1
}

export interface JobPieces {
  name: string
  baseline: EngineMark
  judged: readonly Piece[]
  pieces: readonly Piece[]
  clock: Clock
  measured: JobRow['measured']
}

export function candidateRowOf(
  verdict: Verdict,
  { engine, points }: History,
  ran: readonly string[],
): CandidateRow {
  return {
    engine,
    ...candidateStandingOf(verdict),
    ...stripOf(verdict, points, ran),
  }
}

export function overviewOf(
  jobs: readonly JobRow[],
  {
    invocation = {},
    ...facts
  }: Pick<Overview, 'asOf' | 'leftOut' | 'tool'> & Partial<Pick<Overview, 'invocation'>>,
): Overview {
  const firstDays = jobs.flatMap(({ firstDay }) => firstDay ?? [])
  const newest = jobs.flatMap((job) => job.newest ?? [])
  return {
    ...facts,
    invocation,
    jobs: jobs.toSorted(byGroup),
    runs: jobs.reduce((sum, { runs }) => sum + runs, 0),
    comparisons: jobs.reduce((sum, { comparisons }) => sum + comparisons, 0),
    firstDay: firstDays.toSorted()[0] ?? null,
    newest: newest.toSorted().at(-1) ?? null,
  }
}
