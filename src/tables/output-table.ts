import { lstat, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { DuckDB } from '../duckdb/open.ts'
import { UserError } from '../errors.ts'
import { type FileEntry, listFiles } from '../files/disk.ts'
import { refuseFormatTables } from '../files/table-format.ts'
import { isHidden, kindOf, stemOf, unreadFormat } from './data-files.ts'
import { readFiles } from './read-files.ts'
import type { CsvHints } from './readers/csv-hints.ts'
import type { TableSource } from './types.ts'

/** A table that an engine wrote, as SQL that reads it. */
export type OutputTable = TableSource

/** Why a table of an engine's output can't be read, as a sentence about that output. */
export class TableUnreadable extends Error {
  override readonly name = 'TableUnreadable'
}

/**
 * Finds a table below an engine's output folder: `<table>/` with files, or `<table>.parquet`, `.csv`, `.csv.gz`,
 * `.json` and so on. Names that begin with `_` or `.` are ignored, as every engine does. Symbolic links are refused: one
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
  hints: CsvHints = {},
): Promise<OutputTable> {
  const root = resolve(output)
  const place = await locate(root, table, at)
  const files = await filesOf(root, place, table)
  try {
    await refuseFormatTables([place])
    if (files.length === 0) throw new TableUnreadable(`table '${table}' has no files at ${place}`)
    return await readFiles(db, { path: place, root: place, files }, hints)
  } catch (error) {
    if (error instanceof UserError)
      throw new TableUnreadable(`table '${table}' cannot be read: ${error.message}`)
    throw error
  }
}

async function locate(output: string, table: string, at: string | undefined): Promise<string> {
  const found =
    at === undefined ? await namesOf(output, table) : (await isThere(join(output, at), table)) ? [at] : []
  const [first] = found
  if (first === undefined) {
    const looked = at ?? `${table}/, ${table}.parquet, ${table}.csv, ${table}.json`
    throw new TableUnreadable(`table '${table}' was not written (looked for ${looked} in the output)`)
  }
  if (found.length > 1)
    throw new TableUnreadable(`table '${table}' was written twice: ${found.join(' and ')}`)
  return join(output, first)
}

/** What an output has under a table's name: a folder, or a file of any format that is known. */
async function namesOf(output: string, table: string): Promise<string[]> {
  try {
    const names = (await readdir(output)).toSorted()
    const isOfTable = (name: string) => stemOf(name) === table && (kindOf(name) ?? unreadFormat(name))
    return names.filter((name) => name === table || isOfTable(name))
  } catch (error) {
    if (isNothing(error)) return []
    throw cannotBeRead(table, error)
  }
}

const isNothing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')

async function isThere(path: string, table: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (isNothing(error)) return false
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
