import { isSimulated } from '../../model/record/simulated.ts'
import { geometricMean } from '../../statistics/sample.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import type { History } from '../model/job.ts'
import type { CandidateRow, JobRow, Overview } from '../model/overview.ts'
import { type EngineMark, GROUPS, type Group } from '../model/shared.ts'
import type { Piece } from './pieces.ts'
import { jobSlug } from './slugs.ts'
import { stripOf } from './strip.ts'
import { type Clock, noiseOf } from './times.ts'

/** Of a job's candidates, the one nearest to taking over decides where the job stands. */
const NEAREST: readonly Group[] = ['retire', 'measure', 'fix', 'keep', 'nothing']

type Standing = Pick<CandidateRow, 'group' | 'ratio'>

const nearestOf = (candidates: readonly Standing[]): Group =>
  NEAREST.find((group) => candidates.some((each) => each.group === group)) ?? 'nothing'

/** Those first that decide where the job stands, then by what is to be done about them; of each the quickest. */
function leadingFirst<Row extends Standing>(candidates: readonly Row[]): Row[] {
  const nearest = nearestOf(candidates)
  const rank = ({ group }: Row) => (group === nearest ? -1 : GROUPS.indexOf(group))
  const time = ({ ratio }: Row) => ratio?.value ?? Number.MAX_VALUE
  return candidates.toSorted((a, b) => rank(a) - rank(b) || time(a) - time(b))
}

/** What is to be done about a candidate: no number of days closes a difference, or makes a bug evidence for the baseline. */
function groupOf(verdict: Verdict): Group {
  if (verdict.decision === 'nothing' || verdict.decision === 'retire') return verdict.decision
  if (verdict.basis === 'fix-candidate' || verdict.gates.parity.state === 'fail') return 'fix'
  return verdict.decision === 'keep' ? 'keep' : 'measure'
}

/** @param pieces of the job, all sizes; `judged` those at the judged size and limits */
export function jobRowOf(
  { name, baseline, judged, pieces, clock }: JobPieces,
  candidates: readonly CandidateRow[],
): JobRow {
  const place = candidates[0]?.verdict.subject
  const records = judged.flatMap((piece) => piece.records)
  const newest = records.toSorted((a, b) => (a.when < b.when ? 1 : -1))[0]
  return {
    name,
    slug: jobSlug(name),
    group: nearestOf(candidates),
    baseline,
    size: place?.size ?? newest?.size ?? 'own',
    limits: place?.limits ?? newest?.limits ?? { cpus: null, memoryBytes: null },
    runners: [...new Set(records.flatMap(({ trials }) => trials.map(({ runner }) => runner)))].toSorted(),
    inputBytes: newest !== undefined && newest.input.bytes > 0 ? newest.input.bytes : null,
    candidates: leadingFirst(candidates),
    noise: noiseOf(judged, baseline.name, clock),
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
}

export function candidateRowOf(
  verdict: Verdict,
  { engine, points }: History,
  ran: readonly string[],
): CandidateRow {
  return {
    engine,
    group: groupOf(verdict),
    verdict,
    ratio: ratioOf(verdict),
    ...stripOf(verdict, points, ran),
  }
}

function ratioOf(verdict: Verdict): CandidateRow['ratio'] {
  if (verdict.decision === 'nothing') return null
  const { speed, parity, failures } = verdict.gates
  const { series, ratio } = speed
  if (series.length === 0) return null
  return {
    value: ratio?.value ?? geometricMean(series.map((each) => each.ratio)),
    interval: ratio?.interval ?? null,
    n: series.length,
    isVoid:
      parity.state === 'fail' || failures.state === 'fail' || failures.recent.count > failures.recent.allowed,
  }
}

export function overviewOf(
  jobs: readonly JobRow[],
  {
    invocation = {},
    ...facts
  }: Pick<Overview, 'asOf' | 'leftOut' | 'tool'> & Partial<Pick<Overview, 'invocation'>>,
): Overview {
  const rank = ({ group }: JobRow) => GROUPS.indexOf(group)
  const firstDays = jobs.flatMap(({ firstDay }) => firstDay ?? [])
  const newest = jobs.flatMap((job) => job.newest ?? [])
  return {
    ...facts,
    invocation,
    jobs: jobs.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)),
    runs: jobs.reduce((sum, { runs }) => sum + runs, 0),
    comparisons: jobs.reduce((sum, { comparisons }) => sum + comparisons, 0),
    firstDay: firstDays.toSorted()[0] ?? null,
    newest: newest.toSorted().at(-1) ?? null,
  }
}
