import type { Job } from '../../model/config/model.ts'
import { isMeasured } from '../../model/measures/measure.ts'
import { MEASURES } from '../../model/measures/registry.ts'
import type { Parity, RunRecord } from '../../model/record/schema.ts'
import { clusterRows } from '../../report/clusters.ts'
import { maintenanceOf } from '../../report/maintenance.ts'
import { operationRows } from '../../report/operations.ts'
import { serviceRows } from '../../report/service.ts'
import {
  engineNames,
  type Figure,
  judgedClock,
  type SummaryRow,
  shownRows,
  spreadOf,
  summariseMeasure,
} from '../../report/summary.ts'
import { printable } from '../../text/text.ts'
import { checkLines } from '../checks.ts'
import { CLOCK_NAMES } from '../clock.ts'
import { deployedIn, modesText } from '../deployment.ts'
import { heapNote } from '../heap-note.ts'
import { maintenanceTexts } from '../maintenance.ts'
import { endingText } from '../trial-ending.ts'
import { ratioText, winnerText } from './cells.ts'
import { clusterTexts, lossTexts } from './cluster.ts'
import { alignColumns } from './columns.ts'
import { machineLines } from './machine.ts'
import { operationLines } from './operations.ts'
import { queryLines } from './queries.ts'
import { comparisonSentences } from './sentence.ts'
import { serviceLines } from './service.ts'
import { undeclaredOf, undeclaredText } from './undeclared.ts'

const MARKS = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']

/**
 * The comparison as lines for a terminal: parity first, whether the machine was busy, then the table, its sense in words, and footnotes.
 *
 * @param undeclared whether tables that nobody compared are named
 */
export function comparisonTable(record: RunRecord, undeclared: Job['undeclared'] = 'warn'): string[] {
  return tableLines(record, undeclared).map(printable)
}

function tableLines(record: RunRecord, undeclared: Job['undeclared']): string[] {
  const rows = shownRows(record).map((measure) => summariseMeasure(record, measure))
  const engines = engineNames(record)
  const clusters = clusterRows(record)
  const notes = footnotes(rows)
  const uncompared = undeclared === 'warn' ? undeclaredText(undeclaredOf(record.trials)) : undefined
  const sentences = [...comparisonSentences(record), ...(uncompared ? [capitalised(uncompared)] : [])]
  const header = [
    '',
    ...engines.flatMap((engine) => (engine === record.baseline ? [engine] : [engine, ''])),
    'winner',
  ]
  const body = rows.map((row) => [
    MEASURES[row.measure].label,
    ...engines.flatMap((engine) => figureCells(row, engine, record.baseline, notes)),
    winnerText(row),
  ])
  return [
    ...parityLines(record.parity, record),
    ...doubtLines(record.parity),
    ...checkLines(record.trials),
    ...machineLines(record),
    ...lossTexts(clusters).map((text) => `! ${text}`),
    '',
    ...alignColumns([header, ...body]),
    '',
    ...(sentences.length > 0 ? [...sentences, ''] : []),
    ...notes.map((note, index) => `${MARKS[index] ?? '*'} ${note}`),
    ...maintenanceLines(record),
    ...failureLines(record),
    legend(record),
    ...heapLines(rows, record),
    ...modeLines(record),
    ...clusterTexts(clusters),
    ...spreadLines(record),
    ...operationLines(operationRows(record, record.parity.findings)),
    ...serviceLines(serviceRows(record)),
    ...queryLines(record),
  ]
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What has a plainer name than the record's. */
const PASSED: Partial<Record<Parity['outcome'], string>> = {
  'within-tolerance': 'equal within the declared tolerances',
  coerced: 'equal, apart from what accept: allows',
}

/** What was found about equality, worst first. */
function parityLines(parity: Parity, record: RunRecord): string[] {
  const failed = parity.findings
    .filter(({ passes }) => !passes)
    .map(({ engine, table, summary }) => `    ${engine} · ${table}: ${summary}`)
  if (parity.outcome === 'unavailable')
    return [`✕ Parity: unavailable: ${parity.reason}. No winner is named.`, ...failed]
  if (parity.passes)
    return [
      `✓ Parity: ${PASSED[parity.outcome] ?? parity.outcome}. ${describeTables(record)}`,
      ...declared(parity),
      ...failed,
    ]
  return [
    parity.outcome === 'different'
      ? '✕ Parity: DIFFERENT. The outputs are not the same data, so no winner is named.'
      : '✕ Parity: equal values of other types. No winner is named until accept: of the tables allows these types.',
    ...failed,
    ...(parity.reason === null ? [] : [`    ${parity.reason}`]),
    ...(parity.differences ? [`    sample rows: ${parity.differences.file}, next to the record`] : []),
  ]
}

/** What passes because it was declared. */
const declared = ({ findings }: Parity): string[] =>
  findings
    .filter(({ outcome, passes }) => outcome !== 'exact' && passes)
    .map(({ engine, table, summary }) => `    ${engine} · ${table}: ${summary}`)

/** What to know of a comparison whatever its outcome, such as a declaration that nothing answers to. */
function doubtLines({ findings }: Parity): string[] {
  const doubts = findings.flatMap(({ table, notes }) => notes.map((note) => `! ${table}: ${note}`))
  return [...new Set(doubts)]
}

function describeTables(record: RunRecord): string {
  const good = record.trials.filter(({ outcome }) => outcome === 'ok')
  const tables = Object.entries(good[0]?.tables ?? {})
  const rows = tables.map(([name, { rows }]) => `${name} ${rows.toLocaleString('en')}`).join(', ')
  const { length } = record.trials
  const outputs =
    good.length === length ? `All ${length} outputs` : `The outputs of ${good.length} of ${length} trials`
  return `${outputs} have the same ${record.parity.outcome === 'exact' ? 'rows' : 'number of rows'}: ${rows}.`
}

function figureCells(row: SummaryRow, engine: string, baseline: string, notes: string[]): string[] {
  const figure = row.figures[engine] as Figure
  if (!isMeasured(figure.value ?? undefined)) {
    const mark = 'reason' in figure ? (MARKS[notes.indexOf(figure.reason)] ?? '*') : ''
    return engine === baseline ? [`– ${mark}`] : [`– ${mark}`, '']
  }
  const { value, ratio } = figure as { value: number; ratio: number | null }
  const text = MEASURES[row.measure].format(value)
  return engine === baseline ? [text] : [text, ratio === null ? '' : ratioText(ratio)]
}

function footnotes(rows: SummaryRow[]): string[] {
  const reasons = rows.flatMap(({ figures }) =>
    Object.values(figures).flatMap((figure) => ('reason' in figure ? [figure.reason] : [])),
  )
  return [...new Set(reasons)]
}

const maintenanceLines = ({ trials }: RunRecord): string[] =>
  maintenanceTexts(maintenanceOf(trials)).map(
    (text) => `Maintenance after its trials, not in its times: ${text}.`,
  )

function failureLines({ trials }: RunRecord): string[] {
  const others = trials.filter(({ outcome }) => outcome !== 'ok')
  const texts = others.map(({ engine, outcome, reason }) => endingText(engine, outcome, reason))
  // What an engine lacks, it lacks in each of its trials.
  return texts.filter(
    (text, index) => others[index]?.outcome !== 'unsupported' || texts.indexOf(text) === index,
  )
}

function legend(record: RunRecord): string {
  return `Figures are geometric means; × is relative to ${record.baseline}, the baseline. ≈: the trials show no difference.`
}

/** Why nobody wins by memory; nothing where somebody may. */
function heapLines(rows: readonly SummaryRow[], { job }: RunRecord): string[] {
  const note = heapNote(rows)
  return note === '' ? [] : [`${note} What each engine needs: etl-compare need ${job}`]
}

/** Where Spark ran is what a sceptic asks first. */
function modeLines(record: RunRecord): string[] {
  const text = modesText(deployedIn([record]))
  return text === '' ? [] : [`How they ran: ${text}.`]
}

/** Whether each engine's trials agreed, by the clock that is judged. */
function spreadLines(record: RunRecord): string[] {
  const engines = engineNames(record).map((engine) => ({
    engine,
    spread: spreadOf(record, engine, judgedClock(record)),
  }))
  if (!engines.some(({ spread }) => isMeasured(spread))) return []
  const each = engines.map(({ engine, spread }) =>
    isMeasured(spread) ? `${engine} ${formatExcess(spread)}` : `${engine} – (${spread.reason})`,
  )
  return [`Spread of ${CLOCK_NAMES[record.judged]}, slowest trial over fastest: ${each.join(', ')}.`]
}

/** `1.8 %`: how much more the greater is, of the ln of a ratio. */
function formatExcess(ln: number): string {
  const percent = Math.expm1(ln) * 100
  return `${percent.toFixed(percent < 9.95 ? 1 : 0)} %`
}
