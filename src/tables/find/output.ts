import { lstat, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { type FileEntry, ifThere, listFiles, oddKind } from '../../files/disk.ts'
import type { Table } from '../../model/config/model.ts'
import { didYouMean } from '../../text/nearest.ts'
import { refuseFormatTables } from '../readers/foreign-formats.ts'
import { defaultPlaces, formatOf, stemOf, unreadFormat } from '../readers/names.ts'
import type { DataFiles } from '../table.ts'
import { isHidden } from './files.ts'

/** Why a declared table of an engine's output can't be read, as a sentence about that output. */
type Unreadable = UserError<'tableUnreadable'>

export const isUnreadable = (error: unknown): error is Unreadable =>
  error instanceof UserError && error.code === 'tableUnreadable'

export const unreadableTable = (table: string, problem: string): Unreadable =>
  new UserError('tableUnreadable', { table, problem })

/** The same of one that has no place or no key as declared, which may be a slip there. */
export const misfitTable = (table: string, problem: string): Unreadable =>
  new UserError('tableUnreadable', { table, problem, isMisfit: true })

/**
 * Finds a declared table below an engine's output folder: `<table>/` with files, or `<table>.parquet`, `.csv`, `.csv.gz`,
 * `.json` and so on. Names that begin with `_` or `.` are ignored, as every engine does. Symbolic links are refused: one
 * could stand for another engine's output.
 *
 * @param trusted folder below which links are refused: the output, or one above it
 * @throws UserError `tableUnreadable` where it is missing, written twice, locked or a link; `tableFormatUnread`
 */
export async function findInOutput(
  output: string,
  trusted: string,
  { name, at }: Pick<Table, 'name' | 'at'>,
): Promise<DataFiles> {
  const root = resolve(output)
  try {
    await refuseLinks(root, resolve(trusted), name)
    const path = join(root, await placeIn(root, name, at))
    await refuseLinks(path, root, name)
    const files = await filesOf(root, path, name)
    await refuseFormatTables([path])
    if (files.length === 0) throw unreadableTable(name, `has no files at ${path}`)
    return { path, root: path, files }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw unreadableTable(name, `cannot be read: ${(error as Error).message.split(',')[0]}`)
  }
}

async function placeIn(output: string, table: string, at: string | undefined): Promise<string> {
  const names = ((await ifThere(readdir(output))) ?? []).toSorted()
  if (at === undefined) return placeAmong(names, table)
  if (await ifThere(lstat(join(output, at)))) return at
  throw notWritten(table, names, at)
}

/**
 * Which entry of an output is a table that is at no place of its own.
 *
 * @throws UserError `tableUnreadable` where it is none of them, or several
 */
export function placeAmong(names: readonly string[], table: string): string {
  const isOfTable = (name: string) => stemOf(name) === table && (formatOf(name) ?? unreadFormat(name))
  const found = names.filter((name) => name === table || isOfTable(name))
  const [first, ...others] = found
  if (first === undefined) throw notWritten(table, names, defaultPlaces(table).join(', '))
  if (others.length > 0) throw unreadableTable(table, `was written twice: ${found.join(' and ')}`)
  return first
}

const notWritten = (table: string, names: readonly string[], places: string): Unreadable =>
  misfitTable(
    table,
    `was not written${didYouMean(table, names.map(stemOf)) || ` (looked for ${places} in the output)`}`,
  )

/** A table's files, each a regular one of the output itself. */
async function filesOf(root: string, place: string, table: string): Promise<FileEntry[]> {
  const paths = await ownFiles(root, place, table)
  const files = (await listFiles(place)).filter(({ path }) => !isHidden(root, path))
  const listed = new Set(files.map(({ path }) => path))
  const lost = paths.find((path) => !listed.has(path))
  if (lost !== undefined) throw unreadableTable(table, `cannot be read: ${lost} is locked`)
  return files
}

async function ownFiles(root: string, place: string, table: string): Promise<string[]> {
  const found = await lstat(place)
  const kind = oddKind(found)
  if (kind) throw unreadableTable(table, `is ${kind}, not a file or folder`)
  if (!found.isDirectory()) return [place]
  const entries = (await readdir(place, { recursive: true, withFileTypes: true })).filter(
    ({ parentPath, name }) => !isHidden(root, join(parentPath, name)),
  )
  if (entries.some((entry) => entry.isSymbolicLink())) throw linked(table)
  const odd = entries.find(oddKind)
  if (odd)
    throw unreadableTable(table, `cannot be read: ${join(odd.parentPath, odd.name)} is ${oddKind(odd)}`)
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}

/** @throws UserError `tableUnreadable` where a path below the trusted folder is a link */
export async function refuseLinks(place: string, trusted: string, table: string): Promise<void> {
  for (let path = place; path.length > trusted.length; path = dirname(path))
    if ((await ifThere(lstat(path)))?.isSymbolicLink()) throw linked(table)
}

const linked = (table: string) => unreadableTable(table, 'is a link, which could point outside its output')
