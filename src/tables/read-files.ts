import { dirname } from 'node:path'
import type { DuckDB } from '../duckdb/open.ts'
import { UserError } from '../errors.ts'
import { refuseFormatTables } from '../files/table-format.ts'
import { type DataFiles, type FileKind, kindOf, unreadFormat } from './data-files.ts'
import { FILE_COLUMN, hiveKeys, withHiveKeys } from './hive.ts'
import { readCsv, readTsv } from './readers/csv/csv.ts'
import type { CsvHints } from './readers/csv-hints.ts'
import { readJson } from './readers/json/json.ts'
import { readParquet } from './readers/parquet/parquet.ts'
import type { Reader } from './readers/reader.ts'
import { requireDistinctNames, unreadable } from './schema.ts'
import type { TableSource } from './types.ts'

const READERS: Record<FileKind, Reader> = {
  parquet: readParquet,
  csv: readCsv,
  tsv: readTsv,
  json: readJson,
}

/**
 * Reads the files of one table: all of one kind, with the same columns.
 *
 * @throws UserError where they are none, mixed, unlike each other or broken, or belong to a Delta table or the like
 */
export async function readFiles(db: DuckDB, data: DataFiles, hints: CsvHints = {}): Promise<TableSource> {
  const { path, root, files } = data
  await refuseFormatTables([root, ...files.map((file) => dirname(file.path))])
  const kind = onlyKind(data)
  const keys = hiveKeys(data)
  const read = await READERS[kind](db, path, files, hints).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  const names = read.columns.map(({ name }) => name)
  if (keys.length > 0) requireDistinctNames(path, [...names, FILE_COLUMN])
  const lower = keys.map(({ name }) => name.toLowerCase())
  const own = read.columns.filter(({ name }) => !lower.includes(name.toLowerCase()))
  return {
    path,
    format: kind === 'tsv' ? 'csv' : kind,
    relation: keys.length === 0 ? read.relation : withHiveKeys(read.relationWithFile, root, keys, names),
    columns: [...own, ...keys.map(({ name }) => ({ name, type: 'VARCHAR' }))],
    files: files.length,
    paths: files.map((file) => file.path),
    recognised: read.recognised ?? [],
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

function onlyKind({ path, files }: DataFiles): FileKind {
  const kinds = new Set(files.map((file) => kindOf(file.path)))
  const [kind, ...others] = kinds
  if (files.length === 0) throw new UserError('sourceEmpty', { path })
  const unknown = files.find((file) => kindOf(file.path) === undefined)
  if (kind === undefined || unknown) {
    const format = unreadFormat(unknown?.path ?? '')
    if (unknown && format) throw new UserError('sourceFormatUnread', { path: unknown.path, format })
    throw new UserError('sourceFormatUnknown', { path: unknown?.path ?? path })
  }
  if (others.length > 0) {
    throw new UserError('sourceFormatsMixed', { path, formats: [kind, ...others.map(String)].toSorted() })
  }
  return kind
}
