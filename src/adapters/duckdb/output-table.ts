import { lstat, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { type FileEntry, listFiles } from '../files/disk.ts'
import { refuseFormatTables } from '../files/table-format.ts'
import type { DuckDB } from './open.ts'
import { isHidden } from './source/data-files.ts'
import { readFiles } from './source/read-files.ts'
import type { TableSource } from './source/types.ts'

/** A table that an engine wrote, as SQL that reads it. */
export type OutputTable = TableSource

/** Why a table of an engine's output can't be read, as a sentence about that output. */
export class TableUnreadable extends Error {
  override readonly name = 'TableUnreadable'
}

/**
 * Finds a table below an engine's output folder: `<table>/` with files, or `<table>.parquet`, `.csv`,
 * `.json`. Names that begin with `_` or `.` are ignored, as every engine does. Symbolic links are refused: one
 * could stand for another engine's output.
 *
 * @param at path below the output, where it isn't the default
 * @throws TableUnreadable where it is missing, mixed, broken, locked or a link
 */
export async function openOutputTable(
  db: DuckDB,
  output: string,
  table: string,
  at?: string,
): Promise<OutputTable> {
  const root = resolve(output)
  const place = await locate(root, table, at)
  const files = await filesOf(root, place, table)
  try {
    await refuseFormatTables([place])
    if (files.length === 0) throw new TableUnreadable(`table '${table}' has no files at ${place}`)
    return await readFiles(db, { path: place, root: place, files })
  } catch (error) {
    if (error instanceof UserError)
      throw new TableUnreadable(`table '${table}' cannot be read: ${error.message}`)
    throw error
  }
}

async function locate(output: string, table: string, at: string | undefined): Promise<string> {
  const names = at === undefined ? [table, `${table}.parquet`, `${table}.csv`, `${table}.json`] : [at]
  const found: string[] = []
  for (const name of names) if (await isThere(join(output, name), table)) found.push(name)
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

async function isThere(path: string, table: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw cannotBeRead(table, error)
  }
}

/** A table's files, each a regular one of the output itself. */
async function filesOf(root: string, place: string, table: string): Promise<FileEntry[]> {
  try {
    const paths = await ownFiles(root, place, table)
    const files = (await listFiles(place)).filter(({ path }) => !isHidden(root, path))
    const listed = new Set(files.map(({ path }) => path))
    const lost = paths.find((path) => !listed.has(path))
    if (lost !== undefined) throw new TableUnreadable(`table '${table}' cannot be read: ${lost} is locked`)
    return files
  } catch (error) {
    throw error instanceof TableUnreadable ? error : cannotBeRead(table, error)
  }
}

async function ownFiles(root: string, place: string, table: string): Promise<string[]> {
  for (let path = place; path.length > root.length; path = dirname(path)) await refuseLink(path, table)
  if (!(await lstat(place)).isDirectory()) return [place]
  const entries = (await readdir(place, { recursive: true, withFileTypes: true })).filter(
    ({ parentPath, name }) => !isHidden(root, join(parentPath, name)),
  )
  if (entries.some((entry) => entry.isSymbolicLink())) throw linked(table)
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}

/** @throws TableUnreadable where a path is a symbolic link */
export async function refuseLink(path: string, table: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (found?.isSymbolicLink()) throw linked(table)
}

const linked = (table: string) =>
  new TableUnreadable(`table '${table}' is a link, which could lead out of its output`)

const cannotBeRead = (table: string, error: unknown) =>
  new TableUnreadable(`table '${table}' cannot be read: ${(error as Error).message.split(',')[0]}`)
