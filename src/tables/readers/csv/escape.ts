import type { DuckDB } from '../../../duckdb/open.ts'
import type { FileEntry } from '../../../files/disk.ts'
import { fileList } from '../reader.ts'
import { type Dialect, names, readRows } from './options.ts'

/**
 * Whether files that can be read by doubled quotes, and by a backslash before quotes, say something else by each, and
 * may be meant by each. Who escapes by a backslash escapes that too: where one stands alone within quotes, it is no
 * escape.
 */
export async function areBothPossible(
  db: DuckDB,
  files: readonly FileEntry[],
  plain: Dialect,
  escaped: Dialect,
  columns: number,
): Promise<boolean> {
  const rowsOf = (dialect: Dialect) =>
    `SELECT row_number() OVER () AS n, * FROM ${readRows(fileList(files), dialect, columns)}`
  const any = (condition: (p: string, e: string) => string) =>
    names(columns)
      .map((name) => `(${condition(`p.${name}`, `e.${name}`)})`)
      .join(' OR ')
  const differ = any((p, e) => `${p} IS DISTINCT FROM ${e}`)
  const alone = any((p, e) => `${p} <> ${e} AND ${escapedAgain(e)} <> ${p}`)
  const [row] = await db.rows(`SELECT bool_or(${differ}) AS differ, bool_or(${alone}) AS alone
    FROM (FROM (${rowsOf(plain)}) p WHERE ${any((p) => `contains(${p}, '\\')`)}) p
    JOIN (${rowsOf(escaped)}) e USING (n)`)
  return row?.differ === true && row.alone !== true
}

/** What stood within quotes, where each backslash and quote of a value has a backslash before it. */
const escapedAgain = (value: string): string => `replace(replace(${value}, '\\', '\\\\'), '"', '\\"')`
