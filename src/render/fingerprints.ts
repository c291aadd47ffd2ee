import type { ColumnFingerprint, StableFingerprint } from '../tables/fingerprint/stable.ts'
import type { TableSource } from '../tables/table.ts'
import { alignCells, printable } from '../text/text.ts'

/** A table's fingerprint, and where the table lies. */
export interface FingerprintedTable
  extends StableFingerprint,
    Pick<TableSource, 'path' | 'format' | 'files' | 'bytes'> {
  table: string
}

const CSV_NOTE = 'CSV is read as text, so its fingerprint can only equal that of a table with text columns.'
const [INDENT, ROWS] = ['  ', 1]

/** One line a table, and one a column where columns have fingerprints of their own. */
export function fingerprintText(tables: readonly FingerprintedTable[]): string {
  const cells = [
    ['table', 'rows', 'fingerprint', 'columns'],
    ...tables.flatMap((table) => [tableCells(table), ...table.columns.flatMap(columnCells)]),
  ]
  const lines = alignCells(cells, [ROWS])
  const notes = tables.some(({ format }) => format === 'csv') ? ['', CSV_NOTE] : []
  return [...lines, ...notes].map(printable).join('\n')
}

const tableCells = ({ table, rows, fingerprint, columns }: FingerprintedTable): string[] => [
  table,
  rows.toLocaleString('en'),
  fingerprint,
  countFamilies(columns.map(({ family }) => family)),
]

const columnCells = (column: StableFingerprint['columns'][number] | ColumnFingerprint): string[][] =>
  'fingerprint' in column ? [[`${INDENT}${column.name}`, '', column.fingerprint, column.family]] : []

/** `5 number, 2 text, 1 list`: what tells a CSV from typed columns. */
function countFamilies(families: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const family of families) {
    const head = family.split('<', 1)[0] ?? family
    counts.set(head, (counts.get(head) ?? 0) + 1)
  }
  return [...counts].map(([family, count]) => `${count} ${family}`).join(', ')
}
