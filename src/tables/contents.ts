import { basename, join, relative } from 'node:path'
import type { DuckDB } from '../duckdb/open.ts'
import { UserError } from '../errors.ts'
import { isHiveFolder } from './columns/hive-keys.ts'
import { isPartName } from './find/part-names.ts'
import type { PathLocation } from './location.ts'
import type { CsvHints } from './readers/csv-hints.ts'
import { readFiles } from './readers/files.ts'
import { stemOf } from './readers/names.ts'
import type { StoreLocation } from './readers/reader.ts'
import { type DataFiles, type NamedSource, type Opened, openEach } from './table.ts'

/** What lies at a location: one table, several, or what can be seen as either. */
export interface Contents {
  path: string
  shape: 'table' | 'tables' | 'either'
  /** Of its tables, seen as several. */
  names: string[]
  /** What it may go by, seen as one table: the likeliest first, the name of the path that was given last. */
  aliases: string[]
  /** Where one of its tables lies, as a user would name it. */
  pathOf(table: string): string
  asOne(): Promise<NamedSource>
  asSeveral(): Promise<Opened>
}

/**
 * Looks at what a location gives without reading its data.
 *
 * @throws UserError where it is nothing that can be read
 */
export async function contentsOf(db: DuckDB, location: PathLocation): Promise<Contents> {
  if (location.kind === 'store') return storeContents(db, location)
  const { kind, data, csv } = location
  if (kind === 'folder') return folderContents(db, data, csv)
  const [file] = data.files
  const isFile = data.files.length === 1 && file !== undefined && basename(file.path) === basename(data.path)
  const name = isFile ? stemOf(data.path) : basename(data.root)
  return filesContents(db, 'table', data, [name], csv)
}

async function storeContents(db: DuckDB, { path, table: asked, open }: StoreLocation): Promise<Contents> {
  const tables = await open(db)
  const [first, ...others] = tables
  const shape = asked === undefined ? 'either' : 'table'
  return {
    path,
    shape: others.length === 0 ? shape : 'tables',
    names: tables.map(({ table }) => table),
    aliases: [first.table],
    pathOf: (name) => tables.find(({ table }) => table === name)?.source.path ?? path,
    asOne: async () => first,
    asSeveral: async () => ({ tables, problems: new Map() }),
  }
}

/**
 * A folder is a table; a folder with folders that are no Hive keys is one of tables; one of files only is
 * either.
 */
function folderContents(db: DuckDB, data: DataFiles, hints: CsvHints): Contents {
  const { path, root, files } = data
  const parts = files.map((file) => relative(root, file.path).split('/'))
  const folders = parts.flatMap(([head = '', ...rest]) => (rest.length > 0 ? [head] : []))
  const name = basename(root)
  if (folders.length > 0 && folders.every(isHiveFolder))
    return filesContents(db, 'table', data, [name], hints)
  const key = folders.find(isHiveFolder)
  if (key !== undefined) throw new UserError('sourceLayoutMixed', { path, key })
  return filesContents(db, folders.length > 0 ? 'tables' : 'either', data, [...ownName(data), name], hints)
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
  const tables = new Map<string, DataFiles>()
  for (const file of files) {
    const [head = '', ...rest] = relative(root, file.path).split('/')
    const table = tableOf([head, ...rest])
    const below = rest.length > 0 ? join(root, head) : root
    const known = tables.get(table) ?? { path: join(path, head), root: below, files: [] }
    const place = basename(known.path)
    if (place !== head) throw new UserError('sourceTableTwice', { path, table, places: [place, head] })
    known.files.push(file)
    tables.set(table, known)
  }
  return tables
}

function filesContents(
  db: DuckDB,
  shape: Contents['shape'],
  data: DataFiles,
  aliases: string[],
  hints: CsvHints,
): Contents {
  const parts = data.files.map((file) => relative(data.root, file.path).split('/'))
  const names = new Map(parts.map(([head = '', ...rest]) => [tableOf([head, ...rest]), head]))
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
    asSeveral: () => openEach(tablesOf(data), (files) => readFiles(db, files, hints)),
  }
}
