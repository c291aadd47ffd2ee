import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Column } from '../../core/parity/data-type.ts'
import { UserError } from '../../errors.ts'
import { listFiles } from '../files/disk.ts'
import type { DuckDB } from './open.ts'
import { isHidden } from './source/data-files.ts'
import { readFiles } from './source/read-files.ts'

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
 * Finds a table below an engine's output folder: `<table>/` with files, or `<table>.parquet`, `.csv`,
 * `.json`. Names that begin with `_` or `.` are ignored, as every engine does.
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
  const root = resolve(output)
  const place = await locate(root, table, at)
  const files = (await listFiles(place)).filter(({ path }) => !isHidden(root, path))
  if (files.length === 0) throw new TableUnreadable(`table '${table}' has no files at ${place}`)
  try {
    const source = await readFiles(db, { path: place, root: place, files })
    return { relation: source.relation, columns: source.columns, files: source.files, bytes: source.bytes }
  } catch (error) {
    if (error instanceof UserError)
      throw new TableUnreadable(`table '${table}' cannot be read: ${error.message}`)
    throw error
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
