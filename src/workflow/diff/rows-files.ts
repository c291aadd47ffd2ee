import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'
import type { TableComparison } from '../../parity/compare.ts'
import { writeDifferingRows } from '../../parity/differing-rows.ts'
import type { TablePair } from '../../tables/pairs.ts'

/**
 * The file that each table's differing rows go to: the path itself for one table, a file in a folder of that name for
 * each of several.
 *
 * @throws UserError `rowsFileExists`
 */
export async function rowsFiles(
  path: string,
  pairs: readonly TablePair[],
): Promise<(pair: TablePair) => string> {
  if (await exists(path)) throw new UserError('rowsFileExists', { path })
  if (pairs.length === 1) return () => path
  await mkdir(path, { recursive: true })
  return ({ table }) => join(path, `${encodeURIComponent(table)}.parquet`)
}

/** Writes a table's differing rows, if there are any, and says where. */
export async function keepRows(
  db: DuckDB,
  { finding, pairs }: TableComparison,
  file: string,
  { terminal }: Context,
): Promise<void> {
  if (pairs) await writeDifferingRows(db, pairs, file)
  const where = pairs ? `its differing rows are in ${file}` : 'no rows were matched, so none were written'
  terminal.note(`etl-compare: ${finding.table}: ${where}`)
}
