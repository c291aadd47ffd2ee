import { dirname, relative } from 'node:path'
import { identifier, literal } from '../../duckdb/sql.ts'
import { UserError } from '../../errors.ts'
import type { DataFiles } from '../table.ts'

/** The column that holds each row's file, where keys are read from it. */
export const FILE_COLUMN = 'etl_compare_file'

const HIVE_FOLDER = /^([^=]+)=/

/** Whether a folder's name is a Hive key: `day=2026-11-20`. */
export const isHiveFolder = (name: string): boolean => HIVE_FOLDER.test(name)

/** A column that folders' names hold: its name, and how folders spell it: `net/gross` as `net%2Fgross`. */
export interface HiveKey {
  name: string
  spelt: string[]
}

/**
 * The Hive keys between a table's root and its files, outermost first. DuckDB would take those of the
 * root's own path too, and let them replace columns.
 *
 * @throws UserError `sourceKeysDiffer`
 */
export function hiveKeys({ path, root, files }: DataFiles): HiveKey[] {
  const spelt = files.map((file) => keysOf(root, file.path))
  const named = files.map((file, index) => ({ path: file.path, keys: spelt[index]?.map(decoded) ?? [] }))
  const [first, ...others] = named
  const other = others.find(({ keys }) => keys.join('\0') !== first?.keys.join('\0'))
  if (first && other) throw new UserError('sourceKeysDiffer', { path, a: first, b: other })
  const keys = first?.keys ?? []
  return keys.map((name, index) => ({
    name,
    spelt: [...new Set(spelt.flatMap((each) => each[index] ?? []))],
  }))
}

const keysOf = (root: string, file: string): string[] =>
  dirname(relative(root, file))
    .split('/')
    .flatMap((part) => HIVE_FOLDER.exec(part)?.[1] ?? [])

/** A name as its writer escaped it; one that nobody escaped may hold a `%` of its own. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/**
 * A relation with Hive keys as text columns at its end, replacing those of the same name in its files as
 * Spark's do. Text, since a guessed type would make 01 and 1 one value.
 */
export function withHiveKeys(
  relation: string,
  root: string,
  keys: readonly HiveKey[],
  columns: readonly string[],
): string {
  const lower = keys.map(({ name }) => name.toLowerCase())
  const replaced = columns.filter((name) => lower.includes(name.toLowerCase()))
  const excluded = [FILE_COLUMN, ...replaced].map(identifier).join(', ')
  const below = `substr(${FILE_COLUMN}, ${[...root].length + 1})`
  const texts = keys.map(({ name, spelt }) => {
    const pattern = `(?:^|/)(?:${spelt.map((each) => RegExp.escape(each)).join('|')})=([^/]*)/`
    const value = `regexp_extract(${below}, ${literal(pattern)}, 1)`
    return `url_decode(nullif(${value}, '__HIVE_DEFAULT_PARTITION__')) AS ${identifier(name)}`
  })
  return `(SELECT * EXCLUDE (${excluded}), ${texts.join(', ')} FROM ${relation})`
}
