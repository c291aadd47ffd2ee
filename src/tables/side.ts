import { basename, join, relative } from 'node:path'
import type { DuckDB } from '../duckdb/open.ts'
import { UserError } from '../errors.ts'
import { type DataFiles, stemOf } from './data-files.ts'
import { isHiveFolder } from './hive.ts'
import { locate } from './locate.ts'
import { isPartName } from './part-names.ts'
import { readFiles } from './read-files.ts'
import type { CsvHints } from './readers/csv-hints.ts'
import { openDatabase } from './readers/database.ts'
import type { NamedSource } from './types.ts'

/** What one path gives: one table, several, or what can be seen as either. */
export interface Side {
  path: string
  shape: 'table' | 'tables' | 'either'
  /** Of its tables, seen as several. */
  names: string[]
  /** What it may go by, seen as one table: the likeliest first, the name of the path that was given last. */
  aliases: string[]
  /** Where one of its tables lies, as a user would name it. */
  pathOf(table: string): string
  asOne(): Promise<NamedSource>
  /** @param unreadable takes a table that can't be read, so that the others can be; without it, that is thrown */
  asSeveral(unreadable?: Unreadable): Promise<NamedSource[]>
}

export type Unreadable = (table: string, error: UserError) => void

const rethrow: Unreadable = (_table, error) => {
  throw error
}

/**
 * Looks at what a path gives without reading its data.
 *
 * @throws UserError where nothing is there, or nothing that can be read
 */
export async function openSide(db: DuckDB, path: string, hints: CsvHints = {}): Promise<Side> {
  const place = await locate(path)
  if (place.kind === 'folder') return folderSide(db, place.data, hints)
  if (place.kind === 'files') {
    const { data } = place
    const [file] = data.files
    const isFile = data.files.length === 1 && file !== undefined && basename(file.path) === basename(path)
    const name = isFile ? stemOf(path) : basename(data.root)
    return filesSide(db, 'table', data, [name], hints)
  }
  const tables = await openDatabase(db, place)
  const [first] = tables
  const shape = place.table === undefined ? 'either' : 'table'
  return {
    path,
    shape: tables.length === 1 ? shape : 'tables',
    names: tables.map(({ table }) => table),
    aliases: first ? [first.table] : [],
    pathOf: (table) => (place.table === undefined ? `${path}:${table}` : path),
    asOne: async () => first ?? Promise.reject(new UserError('databaseEmpty', { path })),
    asSeveral: async () => tables,
  }
}

/**
 * A folder is a table; a folder with folders that are no Hive keys is one of tables; one of files only is
 * either.
 */
function folderSide(db: DuckDB, data: DataFiles, hints: CsvHints): Side {
  const { path, root, files } = data
  const parts = files.map((file) => relative(root, file.path).split('/'))
  const folders = parts.flatMap(([head = '', ...rest]) => (rest.length > 0 ? [head] : []))
  const name = basename(root)
  if (folders.length > 0 && folders.every(isHiveFolder)) return filesSide(db, 'table', data, [name], hints)
  const key = folders.find(isHiveFolder)
  if (key !== undefined) throw new UserError('sourceLayoutMixed', { path, key })
  return filesSide(db, folders.length > 0 ? 'tables' : 'either', data, [...ownName(data), name], hints)
}

/** The name of a folder's only file, where that names a table. */
function ownName({ files: [file, ...others] }: DataFiles): string[] {
  const names = file && others.length === 0 ? [stemOf(file.path)] : []
  return names.filter((name) => !isPartName(name))
}

/** The table that a path below a folder belongs to: its first folder, or itself. */
const tableOf = ([head = '', ...rest]: readonly string[]): string => (rest.length > 0 ? head : stemOf(head))

/** Each folder and each file right below a folder is a table. */
function tablesOf({ path, root, files }: DataFiles): Map<string, DataFiles> {
  const places = new Map<string, string>()
  const tables = new Map<string, DataFiles>()
  for (const file of files) {
    const [head = '', ...rest] = relative(root, file.path).split('/')
    const table = tableOf([head, ...rest])
    const place = places.get(table) ?? head
    if (place !== head) throw new UserError('sourceTableTwice', { path, table, places: [place, head] })
    places.set(table, head)
    const below = rest.length > 0 ? join(root, head) : root
    const known = tables.get(table) ?? { path: join(path, head), root: below, files: [] }
    tables.set(table, { ...known, files: [...known.files, file] })
  }
  return tables
}

function filesSide(
  db: DuckDB,
  shape: Side['shape'],
  data: DataFiles,
  aliases: string[],
  hints: CsvHints,
): Side {
  const heads = data.files.map((file) => relative(data.root, file.path).split('/'))
  const names = new Map(heads.map((parts) => [tableOf(parts), parts[0] ?? '']))
  const [name = ''] = aliases
  return {
    path: data.path,
    shape,
    names: shape === 'table' ? [name] : [...names.keys()],
    aliases,
    pathOf: (table) => join(data.path, names.get(table) ?? ''),
    asOne: async () => ({
      table: name,
      isUnnamed: name === aliases.at(-1),
      source: await readFiles(db, data, hints),
    }),
    asSeveral: async (unreadable = rethrow) => {
      const opened: NamedSource[] = []
      for (const [table, files] of tablesOf(data)) {
        try {
          opened.push({ table, source: await readFiles(db, files, hints) })
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          unreadable(table, error)
        }
      }
      return opened
    },
  }
}
