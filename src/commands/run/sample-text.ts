import type { SampleRow } from '../../adapters/duckdb/difference.ts'
import type { Job } from '../../core/config/model.ts'
import type { ComparedTable } from './parity.ts'

const ROWS_SHOWN = 2
const MOST_CHARACTERS = 160

/** A few rows that one side alone has, with their key and what differs, for the terminal of the machine they stay on. */
export function sampleLines(job: Job, differing: readonly ComparedTable[]): string[] {
  return differing.flatMap(({ finding, rows }) => {
    const values = finding.columns.filter(({ kind }) => kind === 'value').map(({ column }) => column)
    const columns = [...new Set([...(job.tables[finding.table]?.key ?? []), ...values])]
    return [
      `  ${finding.engine} · ${finding.table}`,
      ...sideLines(rows, 'a', job.baseline, columns),
      ...sideLines(rows, 'b', finding.engine, columns),
    ]
  })
}

function sideLines(
  rows: readonly SampleRow[],
  side: 'a' | 'b',
  name: string,
  columns: readonly string[],
): string[] {
  const ordered = rows
    .filter((row) => row.side === side)
    .toSorted((a, b) => (idOf(a, columns) < idOf(b, columns) ? -1 : 1))
  return ordered
    .slice(0, ROWS_SHOWN)
    .map((row) => `    only ${name}: ${idOf(row, columns).slice(0, MOST_CHARACTERS)}`)
}

function idOf({ values }: SampleRow, columns: readonly string[]): string {
  const shown = columns.length > 0 ? columns : Object.keys(values)
  return shown.map((column) => `${column}=${values[column] ?? 'NULL'}`).join(' ')
}
