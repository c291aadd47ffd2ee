import { isDeepStrictEqual } from 'node:util'
import { type FileEntry, listAll } from '../files/disk.ts'
import { locate } from './location.ts'

/** Files as they were at one time, by their paths. */
export type FilesThen = ReadonlyMap<string, FileEntry>

/**
 * The files that a path gives now, as `open` would read them. Taken before a command runs, it tells afterwards what that
 * wrote: by what one file system says twice, and no clock of this machine.
 */
export async function filesNow(path: string): Promise<FilesThen> {
  const files = await dataFiles(path).catch((): FileEntry[] => [])
  return new Map(files.map((file) => [file.path, file]))
}

/** Nothing where there is nothing yet, or nothing that can be read. */
async function dataFiles(path: string): Promise<FileEntry[]> {
  const location = await locate(path)
  return location.kind === 'store' ? listAll(location.paths) : location.data.files
}

/** How many of a table's files were there then and have not changed, of those that are there now. */
export async function countOlder(
  paths: readonly string[],
  then: FilesThen,
): Promise<{ files: number; of: number }> {
  const now = await listAll(paths)
  const older = now.filter((file) => isDeepStrictEqual(then.get(file.path), file))
  return { files: older.length, of: now.length }
}
