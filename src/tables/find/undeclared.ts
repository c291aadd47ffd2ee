import { opendir } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import type { Table } from '../../model/config/model.ts'
import { deltaPlace } from '../readers/lake/lake-name.ts'
import { defaultPlaces, formatOf, stemOf } from '../readers/names.ts'

/** What is kept of their names: a record is small. */
const MOST_NAMES = 50
/** What is looked at of one folder: whether it is a table shows sooner. */
const MOST_ENTRIES = 1000

/** Rows in formats that are not read, and packed in ways that are not. */
const UNREAD = /\.(?:orc|avro|arrows?|feather|ipc|duckdb|ddb|db|sqlite3?|xlsx?)$/i
const PACKED = /\.(?:bz2|deflate|lz4|snappy|xz|zip)$/i

/**
 * Names of what looks like tables below an output and is none of the declared ones, by their folders or files: `audit`
 * for `audit/` and `audit.parquet`. Nothing is read: a folder is a table where a file in it is one by its name. Names
 * that begin with `_` or `.`, links, and files such as logs are none.
 *
 * @returns sorted, at most 50
 */
export async function undeclaredTables(output: string, tables: readonly Table[]): Promise<string[]> {
  const declared = tables.flatMap((table) => placesOf(table).map(placeOf))
  if (declared.includes('.')) return []
  const found = new Set(await Array.fromAsync(tablesBeside(output, '', declared)))
  return [...found].toSorted().slice(0, MOST_NAMES)
}

async function* tablesBeside(
  output: string,
  folder: string,
  declared: readonly string[],
): AsyncGenerator<string> {
  for await (const { path, isFolder } of entriesOf(output, folder)) {
    if (declared.includes(path)) continue
    if (isFolder && declared.some((place) => place.startsWith(`${path}/`)))
      yield* tablesBeside(output, path, declared)
    else if (isFolder ? await holdsTable(output, path) : isTableFile(path)) yield nameOf(path)
  }
}

function placesOf({ name, at, lake, checks }: Table): string[] {
  const staged = checks?.staged === undefined ? [] : [checks.staged]
  const place = lake === undefined ? at : deltaPlace(lake)?.folder
  if (place !== undefined) return [place, ...staged]
  return lake === undefined ? [...defaultPlaces(name), ...staged] : staged
}

const placeOf = (at: string): string => normalize(at).replace(/\/$/, '')

const isTableFile = (path: string): boolean =>
  UNREAD.test(path) || formatOf(path.replace(PACKED, '')) !== undefined

const nameOf = (path: string): string => (formatOf(path) ? join(dirname(path), stemOf(path)) : path)

interface Entry {
  /** Below the output. */
  path: string
  isFolder: boolean
}

async function holdsTable(output: string, folder: string): Promise<boolean> {
  const queue = [folder]
  let entries = 0
  for (let next = queue.shift(); next !== undefined; next = queue.shift())
    for await (const { path, isFolder } of entriesOf(output, next)) {
      if (!isFolder && isTableFile(path)) return true
      if (isFolder) queue.push(path)
      if (++entries > MOST_ENTRIES) return false
    }
  return false
}

/** Files and folders with names of data, those of a folder that can be looked into. */
async function* entriesOf(output: string, folder: string): AsyncGenerator<Entry> {
  const entries = await opendir(join(output, folder)).catch(() => [])
  for await (const entry of entries)
    if (/^[^_.]/.test(entry.name) && (entry.isFile() || entry.isDirectory()))
      yield { path: join(folder, entry.name), isFolder: entry.isDirectory() }
}
