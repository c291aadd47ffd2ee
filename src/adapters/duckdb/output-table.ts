import { stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { Column } from '../../core/parity/types.ts'
import { listFiles } from '../files/disk.ts'
import type { DuckDB } from './open.ts'
import { literal } from './sql.ts'

const CSV = `header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false`

/**
 * SQL that reads files of each format. Columns are matched by name over all files. CSV stays text: what a sniffed type
 * would round or take for NULL could hide a difference.
 */
const READERS: Record<string, (files: string, hive: boolean) => string> = {
  parquet: (files, hive) => `read_parquet(${files}, union_by_name = true, hive_partitioning = ${hive})`,
  csv: (files, hive) =>
    `read_csv(${files}, ${CSV}, union_by_name = true, hive_partitioning = ${hive}, hive_types_autocast = false)`,
  json: (files, hive) => `read_json(${files}, union_by_name = true, hive_partitioning = ${hive})`,
}

/** A table that an engine wrote, as SQL that reads it. */
export interface OutputTable {
  relation: string
  columns: Column[]
  files: number
  bytes: number
}

/** Why a table of an engine's output can't be read, as a sentence about that output. */
export class TableUnreadable extends Error {
  override readonly name = 'TableUnreadable'
}

/**
 * Finds a table below an engine's output folder: `<table>/` with files, or `<table>.parquet`, `.csv`, `.json`.
 * Names that begin with `_` or `.` are ignored, as every engine does.
 *
 * @param at path below the output, where it isn't the default
 * @throws TableUnreadable where it is missing, mixed or broken
 */
export async function openOutputTable(
  db: DuckDB,
  output: string,
  table: string,
  at?: string,
): Promise<OutputTable> {
  const place = await locate(output, table, at)
  const files = (await listFiles(place)).filter(({ path }) => !isHidden(relative(output, path)))
  const formats = new Set(files.map(({ path }) => formatOf(path)))
  const [format] = formats
  if (files.length === 0) throw new TableUnreadable(`table '${table}' has no files at ${place}`)
  if (formats.size > 1)
    throw new TableUnreadable(`table '${table}' mixes ${[...formats].join(' and ')} files at ${place}`)
  const reader = READERS[format ?? '']
  if (!reader)
    throw new TableUnreadable(
      `table '${table}' has files of no known format at ${place} (Parquet, CSV, JSON)`,
    )
  const relation = reader(
    `[${files.map(({ path }) => literal(path)).join(', ')}]`,
    hasHiveKeys(files, place, table),
  )
  const columns = await describe(db, relation, table)
  return { relation, columns, files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) }
}

async function describe(db: DuckDB, relation: string, table: string): Promise<Column[]> {
  try {
    const rows = await db.rows(`DESCRIBE SELECT * FROM ${relation}`)
    return rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }))
  } catch (error) {
    throw new TableUnreadable(`table '${table}' cannot be read: ${(error as Error).message.split('\n')[0]}`)
  }
}

async function locate(output: string, table: string, at: string | undefined): Promise<string> {
  const names = at === undefined ? [table, `${table}.parquet`, `${table}.csv`, `${table}.json`] : [at]
  const found: string[] = []
  for (const name of names) if (await stat(join(output, name)).catch(() => undefined)) found.push(name)
  const [first] = found
  if (first === undefined) {
    throw new TableUnreadable(
      `table '${table}' was not written (looked for ${names.join(', ')} in the output)`,
    )
  }
  if (found.length > 1)
    throw new TableUnreadable(`table '${table}' was written twice: ${found.join(' and ')}`)
  return join(output, first)
}

/** Whether folders below the table's own are Hive keys. DuckDB reads such keys from the whole path. */
function hasHiveKeys(files: readonly { path: string }[], place: string, table: string): boolean {
  if (!files.some(({ path }) => relative(place, path).includes('='))) return false
  if (place.includes('=')) {
    throw new TableUnreadable(
      `table '${table}' has Hive keys and lies below a folder with '=' in its name: choose another --out`,
    )
  }
  return true
}

const isHidden = (path: string) =>
  path.split('/').some((part) => part.startsWith('_') || part.startsWith('.'))

/** `part-0.snappy.parquet` and `events.csv.gz` are Parquet and CSV. */
function formatOf(path: string): string {
  const [extension = '', before] = basename(path).split('.').toReversed()
  return (extension === 'gz' || extension === 'zst' ? before : extension) ?? ''
}
