import { dirname, relative } from 'node:path'
import { UserError } from '../../../errors.ts'
import { identifier, literal } from '../sql.ts'
import type { DataFiles } from './data-files.ts'

/** The column that holds each row's file, where keys are read from it. */
export const FILE_COLUMN = 'etl_compare_file'

const HIVE_FOLDER = /^([^=]+)=/

/** Whether a folder's name is a Hive key: `day=2026-11-20`. */
export const isHiveFolder = (name: string): boolean => HIVE_FOLDER.test(name)

/**
 * The Hive keys between a table's root and its files, outermost first. DuckDB would take those of the
 * root's own path too, and let them replace columns.
 *
 * @throws UserError `sourceKeysDiffer`
 */
export function hiveKeys({ path, root, files }: DataFiles): string[] {
  const [first, ...others] = files.map((file) => ({ path: file.path, keys: keysOf(root, file.path) }))
  const other = others.find(({ keys }) => keys.join('/') !== first?.keys.join('/'))
  if (first && other) throw new UserError('sourceKeysDiffer', { path, a: first, b: other })
  return first?.keys ?? []
}

const keysOf = (root: string, file: string): string[] =>
  dirname(relative(root, file))
    .split('/')
    .flatMap((part) => HIVE_FOLDER.exec(part)?.[1] ?? [])

/**
 * A relation with Hive keys as text columns at its end, replacing those of the same name in its files as
 * Spark's do. Text, since a guessed type would make 01 and 1 one value.
 */
export function withHiveKeys(
  relation: string,
  root: string,
  keys: readonly string[],
  columns: readonly string[],
): string {
  const lower = keys.map((key) => key.toLowerCase())
  const replaced = columns.filter((name) => lower.includes(name.toLowerCase()))
  const excluded = [FILE_COLUMN, ...replaced].map(identifier).join(', ')
  const below = `substr(${FILE_COLUMN}, ${[...root].length + 1})`
  const texts = keys.map((key) => {
    const pattern = `(?:^|/)${RegExp.escape(key)}=([^/]*)/`
    const value = `regexp_extract(${below}, ${literal(pattern)}, 1)`
    return `url_decode(nullif(${value}, '__HIVE_DEFAULT_PARTITION__')) AS ${identifier(key)}`
  })
  return `(SELECT * EXCLUDE (${excluded}), ${texts.join(', ')} FROM ${relation})`
}
