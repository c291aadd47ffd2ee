import type { CandidateRow, JobRow } from '../model/overview.ts'
import { GROUPS } from '../model/shared.ts'

/** Rows that the first page has room for: with names as long as they may be, it stays below 150 KB. */
const MOST_ROWS = 60
/** Jobs that are only linked. */
const MOST_LINKED = 150

/** A job that is drawn, with the candidates that have a row. */
export interface ForestJob {
  job: JobRow
  rows: CandidateRow[]
}

interface Entry {
  job: JobRow
  /** Null of a job that has no candidate. */
  row: CandidateRow | null
  rank: number
}

export interface ForestRows {
  drawn: ForestJob[]
  /** Jobs without a row: linked by name. */
  linked: JobRow[]
  /** Jobs that are not even linked. */
  left: number
}

/**
 * What of a report's jobs the first page draws: of every job the candidate that needs something done before any second
 * one, and the jobs in their order, those first of which something can be done.
 */
export function forestRows(jobs: readonly JobRow[]): ForestRows {
  const entries = jobs.flatMap((job): Entry[] =>
    job.candidates.length > 0
      ? byAction(job).map((row, rank) => ({ job, row, rank }))
      : [{ job, row: null, rank: 0 }],
  )
  // Sorting keeps the order of jobs within a rank.
  const kept = entries.toSorted((a, b) => a.rank - b.rank).slice(0, MOST_ROWS)
  const rowsOf = Map.groupBy(kept, ({ job }) => job)
  const others = jobs.filter((job) => !rowsOf.has(job))
  return {
    drawn: [...rowsOf].map(([job, own]) => ({
      job,
      rows: job.candidates.filter((row) => own.some((each) => each.row === row)),
    })),
    linked: others.slice(0, MOST_LINKED),
    left: Math.max(0, others.length - MOST_LINKED),
  }
}

/** Those first about which something is to be done, as jobs are ordered: to move is more than to fix, to fix more than to wait. */
const byAction = ({ candidates }: JobRow): CandidateRow[] =>
  candidates.toSorted((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group))
