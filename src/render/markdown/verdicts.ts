import type { CandidateRow, Cell, JobRow, Overview } from '../../report/model/overview.ts'
import { GROUPS, type Group } from '../../report/model/shared.ts'
import { counted } from '../../text/text.ts'
import { rangeText, ratioText, timesText } from '../verdict/numbers.ts'
import { sentenceOf } from '../verdict/sentence.ts'
import { plain, table } from './escape.ts'

const TITLES: Record<Group, string> = {
  retire: '✓ Retire',
  fix: '✕ Fix first',
  measure: '… Keep measuring',
  keep: '– Keep',
  nothing: '– Nothing measured',
}

/** Where every job stands, a row a candidate; jobs that can be decided come first. */
export function verdictsMarkdown({ jobs, asOf }: Overview): string {
  if (jobs.length === 0)
    return 'Nothing has been measured yet. Run etl-compare run, then etl-compare ledger add results.'
  const rows = jobs.flatMap((job) => job.candidates.map((candidate) => rowOf(job, candidate)))
  return table(['Verdict', 'Job', 'Candidate', 'Time', `Days up to ${asOf}`], rows)
}

const rowOf = (job: JobRow, candidate: CandidateRow): string[] => [
  TITLES[candidate.group],
  plain(job.name),
  plain(candidate.engine.name),
  ratioCell(candidate),
  `${trend(candidate.strip)} ${daysCell(candidate)}`.trim(),
]

function ratioCell({ ratio }: CandidateRow): string {
  if (!ratio) return 'no time yet'
  const interval = ratio.interval ? ` (${rangeText(ratio.interval, (end) => ratioText(end))})` : ''
  return `${timesText(ratio.value)}${interval}`
}

function daysCell({ verdict }: CandidateRow): string {
  if (verdict.decision === 'nothing') return ''
  const { days, asked } = verdict.gates.window
  return `${days} of ${asked.days}–${asked.most}`
}

const CELLS: Record<Cell['state'], string> = {
  counted: '■',
  failed: '✕',
  differs: '≠',
  incomplete: '□',
  missing: '·',
  'to-come': '',
}
/** The newest days: a trend, not the whole window. */
const MOST_CELLS = 14

/** The last days as characters: it needs no script and no picture. */
const trend = (strip: readonly Cell[]): string => {
  const past = strip.filter(({ state }) => state !== 'to-come').slice(-MOST_CELLS)
  return past.map(({ state }) => CELLS[state]).join('')
}

/** The verdicts in sentences, the first jobs first. */
export const sentencesMarkdown = ({ jobs }: Overview): string[] =>
  jobs.flatMap((job) =>
    job.candidates.map(
      ({ engine, verdict }) => `**${plain(job.name)}, ${plain(engine.name)}:** ${plain(sentenceOf(verdict))}`,
    ),
  )

/** How many jobs need what, most decided first. */
export function headline({ jobs }: Overview): string {
  const of = (group: Group) => jobs.filter((job) => job.group === group).length
  const parts = GROUPS.flatMap((group) => (of(group) > 0 ? [`${of(group)} ${HEADS[group]}`] : []))
  return jobs.length === 0 ? 'nothing measured yet' : `${counted(jobs.length, 'job')}: ${parts.join(', ')}`
}

const HEADS: Record<Group, string> = {
  retire: 'can be retired from the baseline',
  fix: 'with a candidate to fix',
  measure: 'still measured',
  keep: 'kept',
  nothing: 'not measured',
}
