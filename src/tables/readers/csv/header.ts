import type { DuckDB } from '../../../duckdb/open.ts'
import { UserError } from '../../../errors.ts'
import type { FileEntry } from '../../../files/disk.ts'
import { columnsOfAll } from '../../columns/schema.ts'
import type { CsvHints } from '../csv-hints.ts'
import { fileLiteral } from '../reader.ts'
import { type FirstRowKind, judgeFirstRow, looksTyped } from './first-row.ts'
import { type Dialect, names, readCsvText, readRows } from './options.ts'

/** What a file begins with: names, if it has a header. */
export interface FirstRow {
  file: string
  cells: string[]
}

/** Rows that are looked at below a first one. */
const SAMPLE = 1000

/** The first row of each file, as written. DuckDB would rename what occurs twice. */
export async function firstRows(
  db: DuckDB,
  files: readonly FileEntry[],
  dialect: Dialect,
  options = '',
): Promise<FirstRow[]> {
  const rows: FirstRow[] = []
  for (const { path } of files) {
    const all = readCsvText(fileLiteral(path), dialect, `header = false, hive_partitioning = false${options}`)
    const [row = {}] = await db.rows(`SELECT * FROM ${all} LIMIT 1`)
    rows.push({ file: path, cells: Object.values(row).map((cell) => String(cell ?? '')) })
  }
  return rows
}

/**
 * Requires first rows that hold the same names, in whatever order, as far as what follows them can show. What may be
 * data is not repeated in a message.
 *
 * @throws UserError `sourceSchemasDiffer`, `csvFirstRowsDiffer`, `csvHeaderUnclear`
 */
export async function requireHeaders(
  db: DuckDB,
  path: string,
  rows: readonly FirstRow[],
  dialect: Dialect,
  { header, known = [] }: CsvHints,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const found = header ? 'names' : judgeFirstRow(first.cells, await sampleBelow(db, rows, dialect), known)
  try {
    columnsOfAll(
      path,
      rows.map(({ file, cells }) => ({ file, columns: cells.map((name) => ({ name, type: 'VARCHAR' })) })),
    )
  } catch (error) {
    throw header ? error : differing(path, rows, found, error)
  }
  if (found === 'names') return
  const why =
    found === 'data'
      ? 'it looks like the rows below it'
      : 'all columns are text, so nothing shows that it contains names'
  throw new UserError('csvHeaderUnclear', { path, why })
}

function differing(path: string, rows: readonly FirstRow[], found: FirstRowKind, error: unknown): unknown {
  if (!(error instanceof UserError) || error.code !== 'sourceSchemasDiffer') return error
  const { difference } = error.data as { difference: string }
  const [first, ...others] = rows
  const other = others.find(({ cells }) => cells.toSorted().join('\0') !== first?.cells.toSorted().join('\0'))
  const isNamed = found === 'names' && !others.some(({ cells }) => cells.some(looksTyped))
  return new UserError('csvFirstRowsDiffer', {
    path,
    difference: isNamed ? difference : `the first rows of ${first?.file} and ${other?.file} differ`,
  })
}

/** Rows below the first one, of the first file that has any; in the order of the first file's columns. */
async function sampleBelow(
  db: DuckDB,
  rows: readonly FirstRow[],
  dialect: Dialect,
): Promise<(string | null)[][]> {
  const order = rows[0]?.cells ?? []
  for (const { file, cells } of rows) {
    const below = await db.rows(
      `SELECT * FROM ${readRows(fileLiteral(file), dialect, cells.length)} LIMIT ${SAMPLE} OFFSET 1`,
    )
    const places = order.map((name) => names(cells.length)[cells.indexOf(name)] ?? '')
    if (below.length > 0) return below.map((row) => places.map((place) => row[place] as string | null))
  }
  return []
}
