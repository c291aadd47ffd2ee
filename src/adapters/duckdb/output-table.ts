import { stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { Column } from '../../core/parity/types.ts'
import { listFiles } from '../files/disk.ts'
import type { DuckDB } from './open.ts'
import { literal } from './sql.ts'

const READERS: Record<string, (files: string) => string> = {
  parquet: (files) => `read_parquet(${files}, hive_partitioning = true)`,
  csv: (files) => `read_csv(${files}, header = true, hive_partitioning = true)`,
  json: (files) => `read_json(${files}, hive_partitioning = true)`,
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
  const relation = reader(`[${files.map(({ path }) => literal(path)).join(', ')}]`)
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
  for (const name of names) {
    if (await stat(join(output, name)).catch(() => undefined)) return join(output, name)
  }
  throw new TableUnreadable(`table '${table}' was not written (looked for ${names.join(', ')} in the output)`)
}

const isHidden = (path: string) =>
  path.split('/').some((part) => part.startsWith('_') || part.startsWith('.'))

/** `part-0.snappy.parquet` and `events.csv.gz` are Parquet and CSV. */
function formatOf(path: string): string {
  const [extension = '', before] = basename(path).split('.').toReversed()
  return (extension === 'gz' || extension === 'zst' ? before : extension) ?? ''
}
