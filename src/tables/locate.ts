import { glob, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { type FileEntry, listFiles } from '../files/disk.ts'
import { FORMAT_LOGS, refuseFormatTables } from '../files/table-format.ts'
import { type DataFiles, isHidden } from './data-files.ts'

/** What lies where the user pointed. */
export type Place =
  | { kind: 'files'; data: DataFiles }
  | { kind: 'folder'; data: DataFiles }
  | { kind: 'database'; path: string; file: string; bytes: number; table: string | undefined }

const DATABASE = /\.(?:duckdb|ddb|db)$/i
const DATABASE_TABLE = /^(.+\.(?:duckdb|ddb|db)):(.+)$/is

/**
 * Finds what a path names: a file, a folder, a glob's matches, a DuckDB database or a table of it. A file
 * or folder of just that name comes first.
 *
 * @throws UserError `sourceMissing`, `sourceEmpty`, `tableFormatUnread`, `pathUnusable`
 */
export async function locate(path: string): Promise<Place> {
  const found = await statOrNothing(path)
  if (found?.isDirectory()) {
    const root = resolve(path)
    await refuseFormatTables([root])
    return { kind: 'folder', data: withFiles({ path, root, files: await visibleFiles(root, [root]) }) }
  }
  if (found && DATABASE.test(path)) return database(path, path, found.size, undefined)
  if (found) {
    const file = resolve(path)
    return { kind: 'files', data: { path, root: dirname(file), files: await listFiles(file) } }
  }
  const [, file, table] = DATABASE_TABLE.exec(path) ?? []
  const inside = file === undefined ? undefined : await statOrNothing(file)
  if (file !== undefined && inside?.isFile()) return database(path, file, inside.size, table)
  if (!/[*?[{]/.test(path)) throw new UserError('sourceMissing', { path: inside ? path : (file ?? path) })
  return { kind: 'files', data: await matches(path) }
}

const database = (path: string, file: string, bytes: number, table: string | undefined): Place => ({
  kind: 'database',
  path,
  file: resolve(file),
  bytes,
  table,
})

/**
 * A glob's files, and those below its folders. Folders that are there by the name that the pattern has are
 * no part of it, brackets and all, nor are their Hive keys columns.
 */
async function matches(pattern: string): Promise<DataFiles> {
  const parts = resolve(pattern).split('/')
  let literals = 1
  while (await statOrNothing(['', ...parts.slice(1, literals + 1)].join('/'))) literals++
  const root = parts.slice(0, literals).join('/') || '/'
  const found = await Array.fromAsync(glob(parts.slice(literals).join('/'), { cwd: root }))
  const paths = found.map((path) => resolve(root, path)).toSorted()
  return withFiles({ path: pattern, root, files: await visibleFiles(root, paths) })
}

async function visibleFiles(root: string, paths: readonly string[]): Promise<FileEntry[]> {
  const listed = (await Promise.all(paths.map(listFiles))).flat()
  const files = [...new Map(listed.map((file) => [file.path, file])).values()]
  const visible = files.filter(({ path }) => !isHidden(root, path))
  await refuseFormatTables(tablesOfLogs(root, files, visible))
  return visible
}

/** Tables of which a log alone is here: their files lie elsewhere, or they have none. They would be overlooked. */
function tablesOfLogs(root: string, files: readonly FileEntry[], visible: readonly FileEntry[]): string[] {
  const folders = files.flatMap(({ path }) => {
    const parts = relative(root, path).split('/')
    const log = parts.findIndex((part) => FORMAT_LOGS.includes(part))
    return log < 0 ? [] : [join(root, ...parts.slice(0, log))]
  })
  return [...new Set(folders)].filter(
    (folder) => !isHidden(root, folder) && !visible.some(({ path }) => path.startsWith(`${folder}/`)),
  )
}

function withFiles(data: DataFiles): DataFiles {
  if (data.files.length === 0) throw new UserError('sourceEmpty', { path: data.path })
  return data
}

async function statOrNothing(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
