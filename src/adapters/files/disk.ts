import { readdir, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Bytes that may still be written at `path`, or at its nearest folder that exists. */
export async function freeBytes(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error
    return freeBytes(dirname(path))
  }
}

/** A file's path and size. */
export interface FileEntry {
  path: string
  bytes: number
}

/** Every file below a folder, or the file itself, sorted by path; empty where there is nothing. */
export async function listFiles(path: string): Promise<FileEntry[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return []
  if (found.isFile()) return [{ path, bytes: found.size }]
  if (!found.isDirectory()) return []
  const names = await readdir(path)
  const nested = await Promise.all(names.toSorted().map((name) => listFiles(join(path, name))))
  return nested.flat()
}
