import { open } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import type { DuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import { bytesOf } from '../../files/disk.ts'
import { FILE_COLUMN, hiveKeys, withHiveKeys } from '../columns/hive-keys.ts'
import { requireDistinctNames } from '../columns/schema.ts'
import { unreadable } from '../read-error.ts'
import type { DataFiles, TableSource } from '../table.ts'
import type { CsvHints } from './csv-hints.ts'
import { refuseFormatTables } from './foreign-formats.ts'
import { EXTENSIONS, formatOf, unreadFormat } from './names.ts'
import type { FileFormat } from './reader.ts'

/**
 * Reads the files of one table: all of one format, with the same columns.
 *
 * @throws UserError where they are none, mixed, unlike each other or broken, or belong to a Delta table or the like
 */
export async function readFiles(db: DuckDB, data: DataFiles, hints: CsvHints): Promise<TableSource> {
  const { path, root, files } = data
  await refuseFormatTables([root, ...files.map((file) => dirname(file.path))])
  const { format, leavesOutNulls = false, reader } = await onlyFormat(data)
  const keys = hiveKeys(data)
  const read = await (await reader()).read(db, path, files, hints).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  const names = read.columns.map(({ name }) => name)
  if (keys.length > 0) requireDistinctNames(path, [...names, FILE_COLUMN])
  const lower = keys.map(({ name }) => name.toLowerCase())
  const copied = files.flatMap(({ copyOf }) => copyOf ?? [])
  const own = read.columns.filter(({ name }) => !lower.includes(name.toLowerCase()))
  return {
    path,
    format,
    leavesOutNulls,
    relation: keys.length === 0 ? read.relation : withHiveKeys(read.relationWithFile, root, keys, names),
    columns: [...own, ...keys.map(({ name }) => ({ name, type: 'VARCHAR' }))],
    files: files.length,
    paths: files.map((file) => file.path),
    ...(copied.length > 0 && { copied }),
    recognised: read.recognised ?? [],
    bytes: bytesOf(files),
  }
}

async function onlyFormat({ path, files }: DataFiles): Promise<FileFormat> {
  if (files.length === 0) throw new UserError('sourceEmpty', { path })
  const found = await Promise.all(files.map((file) => formatIn(file.path)))
  const unknown = files.find((_, index) => found[index] === undefined)
  const unread = unknown && unreadFormat(unknown.path)
  if (unread) throw new UserError('sourceFormatUnread', { path: unknown.path, format: unread })
  const [format, ...others] = new Set(found.flatMap((each) => each ?? []))
  if (unknown || !format)
    throw new UserError('sourceFormatUnknown', { path: unknown?.path ?? path, known: EXTENSIONS })
  const formats = [format, ...others].map(({ extensions }) => extensions[0]).toSorted()
  if (others.length > 0) throw new UserError('sourceFormatsMixed', { path, formats })
  return format
}

/** By its name, or of a file with none of its own, as SQLFrame on DuckDB writes a table, by how every Parquet file begins. */
const formatIn = async (path: string): Promise<FileFormat | undefined> =>
  formatOf(path) ??
  (extname(path) === '' && (await beginsWith(path, 'PAR1')) ? formatOf('.parquet') : undefined)

async function beginsWith(path: string, text: string): Promise<boolean> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(text.length), 0, text.length, 0)
  return buffer.toString('latin1', 0, bytesRead) === text
}
