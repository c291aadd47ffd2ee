import type { Qualification } from '../qualify/result.ts'
import type { ComparisonPage } from './model/comparison.ts'
import type { DiffPage } from './model/diff.ts'
import type { JobPage } from './model/job.ts'
import type { Overview } from './model/overview.ts'

/** What every page says of the report it belongs to. */
export interface Frame {
  /** Last UTC day whose evidence counts; null on pages that do not depend on it. */
  asOf: string | null
  /** Version of the tool that judged. */
  tool: string
  /** Options that the commands on it need. */
  invocation: Overview['invocation']
  /** Address of the site's folder where it is known, with / at both ends: only the page for wrong addresses needs it. */
  base: string | null
  /** Whether a page of `qualify` lies in the site's folder. */
  hasQualify?: boolean
  /** Jobs with runs that `simulate` made; `comparison`, `job` and `days` name only their own. */
  simulated: readonly string[]
}

/** Days of a job that its own page has no room for. */
export type EarlierDays = Pick<JobPage, 'name' | 'slug' | 'days'>

/** What the one-file report shows. */
export interface Single {
  overview: Overview
  /** Null of a ledger without any. */
  job: JobPage | null
}

/** One page: its kind is the route that renders it, and its model all that is drawn. `sheet`: the whole style, the font in it. */
export type Page = { frame: Frame } & (
  | { kind: 'overview'; model: Overview }
  | { kind: 'job'; model: JobPage }
  | { kind: 'days'; model: EarlierDays }
  | { kind: 'comparison'; model: ComparisonPage }
  | { kind: 'method' }
  | { kind: 'single'; model: Single; sheet: string }
  | { kind: 'diff'; model: DiffPage; sheet: string }
  | { kind: 'qualify'; model: Qualification; sheet: string }
  | { kind: 'not-found' }
)
