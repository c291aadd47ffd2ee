import type { CandidateRow, Cell, JobRow, Overview } from '../../report/model/overview.ts'
import type { Group } from '../../report/model/shared.ts'
import { properName } from '../site/figures.ts'
import { groupTitle, overviewLead } from '../site/overview.ts'
import { rangeText, ratioText, timesText } from '../verdict/numbers.ts'
import { sentenceOf } from '../verdict/sentence.ts'
import { plain, table } from './escape.ts'

const ICONS: Record<Group, string> = { retire: '✓', fix: '✕', measure: '…', keep: '–', nothing: '–' }

/** Where every job stands, a row a candidate; jobs that can be decided come first. */
export function verdictsMarkdown(overview: Overview): string {
  const { jobs, asOf } = overview
  if (jobs.length === 0)
    return 'Nothing has been measured yet. Run etl-compare run, then etl-compare ledger add results.'
  const rows = jobs.flatMap((job) => job.candidates.map((candidate) => rowOf(job, candidate)))
  return [
    plain(overviewLead(overview)),
    table(['Verdict', 'Job', 'Candidate', 'Time', `Days up to ${asOf}`], rows),
  ]
    .filter(Boolean)
    .join('\n\n')
}

const rowOf = (job: JobRow, candidate: CandidateRow): string[] => [
  `${ICONS[candidate.group]} ${plain(groupTitle(candidate.group, properName(job.baseline.name)))}`,
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
