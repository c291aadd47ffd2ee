import { dirname, join, relative, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { type FileEntry, isPattern, listFiles, oddKind, statIfThere, type Visitor } from '../../files/disk.ts'
import { matchedFiles } from '../../files/glob.ts'
import { FORMAT_LOGS, refuseFormatTables } from '../readers/foreign-formats.ts'
import type { DataFiles } from '../table.ts'

/** A folder may be a table or hold several; a file, or a pattern's matches, are one. */
export interface FoundFiles {
  kind: 'files' | 'folder'
  data: DataFiles
}

/**
 * Finds what a path names: a file, a folder, or a pattern's matches.
 *
 * @throws UserError `sourceMissing`, `sourceEmpty`, `tableFormatUnread`, `pathUnusable`
 */
export async function findFiles(path: string): Promise<FoundFiles> {
  const found = await statIfThere(path)
  const place = resolve(path)
  if (found?.isDirectory()) {
    await refuseFormatTables([place])
    const data = await visibleFiles(path, place, (visitor) => listFiles(place, visitor))
    return { kind: 'folder', data }
  }
  const kind = found && oddKind(found)
  if (kind) throw new UserError('sourceUnreadable', { path, detail: `it is ${kind}, not a file or folder` })
  if (found) return { kind: 'files', data: { path, root: dirname(place), files: await listFiles(place) } }
  if (!isPattern(path)) throw new UserError('sourceMissing', { path })
  return { kind: 'files', data: await matches(path) }
}

/**
 * A glob's files, and those below its folders. Folders that are there by the name that the pattern has are
 * no part of it, brackets and all, nor are their Hive keys columns.
 */
async function matches(pattern: string): Promise<DataFiles> {
  const parts = resolve(pattern).split('/')
  let literals = 1
  while (await statIfThere(['', ...parts.slice(1, literals + 1)].join('/'))) literals++
  const root = parts.slice(0, literals).join('/') || '/'
  const rest = parts.slice(literals).join('/')
  return visibleFiles(pattern, root, (visitor) => matchedFiles(rest, root, visitor))
}

async function visibleFiles(
  path: string,
  root: string,
  list: (visitor: Visitor) => Promise<FileEntry[]>,
): Promise<DataFiles> {
  /** Would be read as nothing. */
  const odd: string[] = []
  const files = await list({
    odd: (place, kind) => void (isHidden(root, place) || odd.push(`${place} is ${kind}`)),
  })
  const [detail] = odd.toSorted()
  if (detail) throw new UserError('sourceUnreadable', { path, detail })
  const visible = files.filter((file) => !isHidden(root, file.path))
  await refuseFormatTables(tablesOfLogs(root, files, visible))
  if (visible.length === 0) throw new UserError('sourceEmpty', { path })
  return { path, root, files: visible }
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

/**
 * Whether a file's name, or that of a folder between it and `root`, begins with `_` or `.`, as no data's
 * does.
 */
export const isHidden = (root: string, path: string): boolean =>
  relative(root, path)
    .split('/')
    .some((part) => part.startsWith('_') || part.startsWith('.'))
