import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Context } from '../../context.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { invalidOption, UserError } from '../../errors.ts'
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
  if (path === '') throw invalidOption('--rows', '', 'a file such as differing.parquet')
  if (await exists(path)) throw new UserError('rowsFileExists', { path })
  await mkdir(dirname(path), { recursive: true })
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
  const none = finding.passes ? 'no row differs' : 'no rows were matched'
  const where = pairs ? `its differing rows are in ${file}` : `${none}, so none were written`
  terminal.note(`etl-compare: ${finding.table}: ${where}`)
}
