import type { TableFinding } from '../../model/record/schema.ts'
import type { TableComparison } from '../../parity/compare.ts'
import type { TablePair } from '../../tables/pairs.ts'
import type { TableSource } from '../../tables/table.ts'
import { optionName, printable } from '../../text/text.ts'
import { columnLines, type SideNames, sampleLines, unmatchedLines } from './differences.ts'
import { fixLines } from './fixes.ts'
import { proposalBlocks } from './proposal-text.ts'

/** A table of both sides with what was found; null where one side has no such table. */
export interface ComparedPair {
  pair: TablePair
  comparison: TableComparison | null
}

/** What diff prints: each table's answer first, then its reasons, rows that show them, and what to declare. */
export const diffText = (compared: readonly ComparedPair[], names: SideNames): string =>
  compared.map((one) => tableText(one, names).join('\n')).join('\n\n')

/** Which parts of the tables were compared, by the options that chose them. */
export const partsText = (parts: Record<string, unknown>): string => {
  const given = Object.entries(parts).map(([name, value]) =>
    value === true ? optionName(name) : `${optionName(name)} ${String(value)}`,
  )
  return printable(`Only a part was compared: ${given.join(', ')}`)
}

/** Why a diff that found rows which differ passes. */
export const withinText = ({ rows, of, most }: { rows: number; of: number; most: string }): string =>
  `etl-compare: ${rows.toLocaleString('en')} of ${of.toLocaleString('en')} rows differ, which --max-changed ${most} allows`

function tableText({ pair, comparison }: ComparedPair, names: SideNames): string[] {
  if (pair.problem)
    return [`✕ ${printable(pair.table)}: could not be compared: ${printable(pair.problem.message)}`]
  if (!comparison) {
    return [`✕ ${printable(pair.table)}: only in ${pair.a ? names.a : names.b}`]
  }
  const { finding, examples, samples } = comparison
  const width = Math.max(
    ...[finding.baselineRows, finding.engineRows].map((rows) => rows.toLocaleString('en').length),
  )
  const widest = Math.max(names.a.length, names.b.length)
  const side = (name: string, rows: number, source: TableSource | null) =>
    `  ${name.padEnd(widest)}  ${rows.toLocaleString('en').padStart(width)} ${rows === 1 ? 'row ' : 'rows'}  ${printable(source?.path ?? '')}${sourceNote(source)}`
  return [
    `${finding.passes ? '✓' : '✕'} ${printable(pair.table)}: ${printable(verdict(finding))}${emptyNote(finding)}`,
    side(names.a, finding.baselineRows, pair.a),
    side(names.b, finding.engineRows, pair.b),
    ...block(countLines(finding, names)),
    ...finding.notes.map((note) => printable(`! ${note}`)),
    ...block(columnLines(finding, examples)),
    ...block(unmatchedLines(finding)),
    ...block(sampleLines(finding, samples, names)),
    ...block(fixLines(finding, names.a)),
    ...pasteLines(finding, pair),
  ]
}

/** Several files that were taken for one table, and an undeclared dialect of a CSV. */
function sourceNote(source: TableSource | null): string {
  const files = source && source.files > 1 ? [`${source.files.toLocaleString('en')} files`] : []
  const notes = [...files, ...(source?.recognised ?? [])].join(', ')
  return notes === '' ? '' : ` (${notes})`
}

/** Counts and reasons of what differs have lines of their own. */
const verdict = ({ outcome, summary }: TableFinding): string =>
  outcome === 'different' ? 'different' : summary

const emptyNote = ({ baselineRows, engineRows }: TableFinding): string =>
  baselineRows + engineRows === 0 ? ' (both sides are empty: nothing is proven)' : ''

function countLines(
  { changed, onlyBaseline, onlyEngine, matchedBy }: TableFinding,
  names: SideNames,
): string[] {
  const parts = [
    [changed, 'changed'],
    [onlyBaseline, `only in ${names.a}`],
    [onlyEngine, `only in ${names.b}`],
  ] as const
  const counts = parts.flatMap(([count, what]) =>
    count ? [`${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'} ${what}`] : [],
  )
  if (counts.length === 0) return []
  const columns = matchedBy.columns.map(printable).join(', ')
  const how = {
    key: `rows are matched by ${columns}`,
    columns: `no --key: rows are matched by ${columns} (the same values on both sides)`,
    rows: `no --key: rows are ${changed ? 'matched in order of their values' : 'compared as a whole'}`,
  }[matchedBy.how]
  return [`${counts.join(', ')}; ${how}`]
}

const block = (lines: string[]): string[] =>
  lines.length > 0 ? ['', ...lines.map((line) => `  ${line}`)] : []

function pasteLines(finding: TableFinding, { isShared }: TablePair): string[] {
  const entry = `the table's entry under tables: in etl-compare.yml${isShared ? '' : ' (use its name there)'}`
  return proposalBlocks(finding, entry).flatMap(block)
}
