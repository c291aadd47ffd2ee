import type { Clock } from '../../model/measures/clock.ts'
import { placeKey } from '../../model/record/limits.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { recordsByJob } from '../../verdict/evidence/eligible.ts'
import type { Subject } from '../../verdict/evidence/subject.ts'
import { type DeclaredJob, judgePast } from '../../verdict/judge.ts'
import { measuredAt, type SubjectPast, smallestFirst } from '../../verdict/measured.ts'
import { type Past, pastOf } from '../../verdict/past.ts'
import { marginOf } from '../../verdict/speed/bounds.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import type { ComparisonPage } from '../model/comparison.ts'
import type { DayRow, JobPage } from '../model/job.ts'
import type { Overview } from '../model/overview.ts'
import type { EngineMark } from '../model/shared.ts'
import { type Beside, trialKey } from './beside.ts'
import { comparisonPageOf } from './comparison.ts'
import { historyOf } from './history.ts'
import { jobPageOf } from './job.ts'
import { type CandidateState, standingOf } from './judged-trials.ts'
import { type Marks, marksOf } from './marks.ts'
import { candidateRowOf, jobRowOf, overviewOf } from './overview.ts'
import { type Piece, piecesAt, piecesOf } from './pieces.ts'
import { comparisonSlug } from './slugs.ts'

/** A job with what is declared of it, and what is judged of it. */
export interface ReportedJob extends DeclaredJob {
  name: string
  baseline: string
  /** One a candidate, in the configuration's order. */
  subjects: readonly Subject[]
}

export interface Evidence extends Pick<Overview, 'asOf' | 'leftOut' | 'tool'> {
  /** Options of the command, none by default. */
  invocation?: Overview['invocation']
  /** Up to the day of the verdicts. */
  records: readonly RunRecord[]
  jobs: readonly ReportedJob[]
  beside: Beside
}

/** A job's page, and those of its comparisons: each is made when it is drawn, since there may be thousands. */
export interface JobReport {
  page: JobPage
  comparisons: ComparisonEntry[]
}

export interface ComparisonEntry {
  slug: string
  /** All that its page is made of, in short: as long as this is the same, so is the page. */
  key(): string
  toPage(): ComparisonPage
}

export interface Report {
  overview: Overview
  jobs: JobReport[]
}

/** The one model that site, summary, comment and `report --json` are drawn from: judges a job at a time. */
export function buildReport({ records, jobs, beside, ...facts }: Evidence): Report {
  const marks = marksOf(jobs.map(({ subjects }) => subjects.map(({ candidate }) => candidate)))
  const recordsFor = recordsByJob(records)
  const reports = jobs.map((job) => jobReportOf(job, recordsFor(job.name), marks, beside, facts.asOf))
  const overview = overviewOf(
    reports.map(({ row }) => row),
    facts,
  )
  return { overview, jobs: reports }
}

function jobReportOf(
  job: ReportedJob,
  records: readonly RunRecord[],
  marks: Marks,
  beside: Beside,
  asOf: string,
) {
  const baseline = marks(job.baseline, job.baseline)
  const candidates = job.subjects.map((subject) => {
    const engine = marks(subject.candidate, job.baseline)
    const past = pastOf(records, subject, job, asOf)
    const verdict = judgePast(past, subject, job, asOf)
    return { verdict, engine, past, history: historyOf(past, subject, job.policy, engine) }
  })
  const judged = clockOf(candidates.map(({ verdict }) => verdict))
  const all = piecesOf(records, job.name)
  const [place] = job.subjects
  const pieces = place ? piecesAt(all, place) : all
  const ran = pieces.map(({ day }) => day)
  const pasts = candidates.flatMap((each) => pastsOf(each, all, records, job, asOf))
  const measured = smallestFirst(
    pasts.flatMap(({ subject, past }) => measuredAt(subject, past.judged, job.policy)),
  )
  const row = jobRowOf(
    { name: job.name, baseline, judged: pieces, pieces: all, clock: `${judged}Ms`, measured },
    candidates.map(({ verdict, history }) => candidateRowOf(verdict, history, ran)),
  )
  const histories = new Map(candidates.map(({ engine, history }) => [engine.name, history]))
  const leading = row.candidates.map(({ engine }) => engine)
  // A comparison's columns stay where they are, whoever leads tonight.
  const engines = [baseline, ...candidates.map(({ engine }) => engine)]
  const states = statesOf(pasts)
  return {
    row,
    page: jobPageOf({
      row,
      asOf,
      judged,
      margin: marginOf(job.policy, { judged }),
      publish: beside.publish,
      histories: leading.flatMap(({ name }) => histories.get(name) ?? []),
      pieces,
      all,
      engines: [baseline, ...leading],
      data: new Map([...states].map(([slug, each]) => [slug, worstOf(each)])),
      states,
    }),
    comparisons: all.map((piece): ComparisonEntry => {
      const ofPiece = states.get(piece.slug) ?? []
      return {
        slug: piece.slug,
        // A record never changes: its id stands for it.
        key: () =>
          JSON.stringify([
            piece.records.map(({ id }) => id),
            piece.folder,
            piece.isOneOfSeveral,
            ofPiece,
            engines,
            shownOf(piece, beside),
          ]),
        toPage: () => comparisonPageOf(piece, engines, ofPiece, beside),
      }
    }),
  }
}

/** What lies beside its records and is shown: a file of it never changes, or its record would be another one. */
const shownOf = ({ records }: Piece, { publish, samples, logs, rows }: Beside) => [
  publish,
  records.map(({ id, trials, parity: { differences } }) => [
    trials.flatMap(({ order, samples: own }) => (own && samples.has(own.sha256) ? [order] : [])),
    trials.flatMap(({ order }) => (logs.has(trialKey(id, order)) ? [order] : [])),
    differences !== null && rows.has(differences.sha256),
  ]),
]

/** The clock in force: that of the first verdict that has an epoch. */
function clockOf(verdicts: readonly Verdict[]): Clock {
  return verdicts.find((each) => each.decision !== 'nothing')?.epoch.frame.judged ?? 'total'
}

/** A candidate at some size and limits. */
interface PlacePast extends SubjectPast {
  engine: EngineMark
}

/** A candidate at every size and limits that ran. */
function pastsOf(
  { verdict, engine, past }: { verdict: Verdict; engine: EngineMark; past: Past },
  pieces: readonly Piece[],
  records: readonly RunRecord[],
  job: DeclaredJob,
  asOf: string,
): PlacePast[] {
  const places = new Map(pieces.map(({ size, limits }) => [placeKey({ size, limits }), { size, limits }]))
  return [...places.values()].map((place) => {
    const subject = { ...verdict.subject, ...place }
    const isJudged = placeKey(subject) === placeKey(verdict.subject)
    return { engine, subject, past: isJudged ? past : pastOf(records, subject, job, asOf) }
  })
}

/** Whether each candidate delivered the baseline's data, by the address of a piece. */
function statesOf(pasts: readonly PlacePast[]): Map<string, CandidateState[]> {
  const states = new Map<string, CandidateState[]>()
  for (const { engine, subject, past } of pasts)
    for (const { partition, parity, epoch, records: ids } of standingOf(past)) {
      const slug = comparisonSlug({ ...subject, partition })
      states.set(slug, [...(states.get(slug) ?? []), { engine, parity, standing: { epoch, records: ids } }])
    }
  return states
}

const WORST = ['fail', 'unknown', 'waived', 'pass', 'no-output'] as const
const DATA = {
  fail: 'differs',
  unknown: 'unknown',
  waived: 'waived',
  pass: 'same',
  'no-output': 'no-output',
} as const

function worstOf(states: readonly CandidateState[]): DayRow['data'] {
  const found = WORST.find((state) => states.some(({ parity }) => parity.state === state))
  return found ? DATA[found] : 'no-output'
}
