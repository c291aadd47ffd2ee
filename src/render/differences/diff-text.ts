import type { DiffPage, DiffTable } from '../../report/model/diff.ts'
import { printable } from '../../text/text.ts'
import { shareLines } from './column-shares.ts'
import { columnLines, sampleLines, unmatchedLines } from './differences.ts'
import { fixLines } from './fixes.ts'

/** What diff prints: each table's answer first, then its reasons, rows that show them, and what to declare. */
export const diffText = ({ tables, names }: Pick<DiffPage, 'tables' | 'names'>): string =>
  tables.map((table) => tableText(table, names).join('\n')).join('\n\n')

function tableText({ table, passes, verdict, found }: DiffTable, names: DiffPage['names']): string[] {
  const answer = `${passes ? '✓' : '✕'} ${table}: ${verdict}`
  if (!found) return [answer]
  const { sides, counts, notes, shares, finding, examples, samples, proposals } = found
  const width = Math.max(...sides.map(({ rows }) => rows.toLocaleString('en').length))
  const widest = Math.max(...sides.map(({ name }) => name.length))
  return [
    answer,
    ...sides.map(
      ({ name, rows, place }) =>
        `  ${name.padEnd(widest)}  ${rows.toLocaleString('en').padStart(width)} ${rows === 1 ? 'row ' : 'rows'}  ${place}`,
    ),
    ...block(counts === null ? [] : [counts]),
    ...notes.map((note) => printable(`! ${note}`)),
    ...block(shareLines(shares)),
    ...block(columnLines(finding, examples)),
    ...block(unmatchedLines(finding)),
    ...block(sampleLines(finding, samples, names)),
    ...block(fixLines(finding, names.a)),
    ...proposals.flatMap(block),
  ]
}

const block = (lines: string[]): string[] =>
  lines.length > 0 ? ['', ...lines.map((line) => `  ${line}`)] : []
