import type { CandidateRow, JobRow, Overview } from '../../report/model/overview.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { MEASURED_HEADING, MEASURED_TITLE, measuredCells, unsaidRows } from '../advice/measured.ts'
import { spokenDays } from '../site/dates.ts'
import { factorRows } from '../verdict/factors.ts'
import { forecastLines, projectionRows } from '../verdict/forecast.ts'
import { gateRows } from '../verdict/gates.ts'
import { aloneSentence } from '../verdict/no-evidence.ts'
import { notesOf } from '../verdict/notes.ts'
import { scalingRows, serialLines } from '../verdict/scaling.ts'
import { sentenceOf } from '../verdict/sentence.ts'
import { WATCH_TITLE, watchItems } from '../verdict/watch.ts'
import { plain, table } from './escape.ts'
import { type Part, SEPARATOR, withinRoom } from './parts.ts'

/** The verdicts in full, the first jobs first; where there is no room for all, sentences are kept first. */
export const detailParts = (overview: Overview): Part[] => [
  ...overview.jobs.flatMap((job) =>
    job.candidates.length === 0
      ? [sentencePart(job.name, aloneSentence({ baseline: job.baseline.name, runs: job.runs }))]
      : job.candidates.flatMap((candidate) => candidateParts(job, candidate, overview.asOf)),
  ),
  ...measuredParts(overview),
]

function candidateParts({ name }: JobRow, { engine, verdict }: CandidateRow, asOf: string): Part[] {
  const sentence = sentencePart(`${name}, ${engine.name}`, spokenDays(sentenceOf(verdict), asOf))
  return verdict.decision === 'nothing'
    ? [sentence]
    : [{ ...sentence, text: `${sentence.text}${watchList(verdict)}` }, ...evidenceParts(verdict)]
}

const sentencePart = (title: string, sentence: string): Part => ({
  rank: 0,
  text: `**${plain(title)}:** ${plain(sentence)}`,
})

/** Boxes to tick, where the baseline can be retired. */
function watchList(verdict: Judged): string {
  const items = watchItems(verdict)
  return items.length === 0
    ? ''
    : [`\n\n${WATCH_TITLE}\n`, ...items.map((item) => `- [ ] ${plain(item)}`)].join('\n')
}

const GATES_HEADING = ['', 'gate', 'evidence']

/** What `judge` prints: gates, notes with money, carbon and prices, sizes, limits, and the five factors. */
const evidenceParts = (verdict: Judged): Part[] =>
  [
    ...tableText([GATES_HEADING, ...gateRows(verdict)]),
    ...listText(notesOf(verdict)),
    ...tableText(projectionRows(verdict)),
    ...listText(forecastLines(verdict)),
    ...tableText(scalingRows(verdict)),
    ...listText(serialLines(verdict)),
    ...tableText(factorRows(verdict)),
  ].map((text) => ({ rank: 1, text }))

const listText = (items: readonly string[]): string[] =>
  items.length === 0 ? [] : [items.map((item) => `- ${plain(item)}`).join('\n')]

function tableText([header = [], ...rows]: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => plain(cell)))
  return rows.length === 0
    ? []
    : [
        table(
          header.map((cell) => plain(cell)),
          withinRoom(cells),
        ),
      ]
}

/** What was measured at other sizes and limits, too. */
function measuredParts({ jobs }: Overview): Part[] {
  const measured = jobs.flatMap((job) => job.measured)
  const rows = unsaidRows(measured, jobs).map(measuredCells)
  return tableText([MEASURED_HEADING, ...rows]).map((text) => ({
    rank: 1,
    text: [`**${MEASURED_TITLE}**`, text].join(SEPARATOR),
  }))
}
