import { execFile } from 'node:child_process'
import type { Stats } from 'node:fs'
import { chmod, readdir, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const program = promisify(execFile)

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

/** What is at a path; undefined where there is nothing. */
export const statIfThere = (path: string): Promise<Stats | undefined> => ifThere(stat(path))

/** What looking at a path gives, or undefined where there is nothing. */
export const ifThere = <T>(look: Promise<T>): Promise<T | undefined> =>
  look.catch((error: NodeJS.ErrnoException) => {
    if (['ENOENT', 'ENOTDIR'].includes(error.code ?? '')) return undefined
    throw error
  })

/** The kind of an entry in words; undefined of a file, folder or link. */
export function oddKind(entry: Pick<Stats, 'isFIFO' | 'isSocket' | 'isBlockDevice' | 'isCharacterDevice'>) {
  if (entry.isFIFO()) return 'a named pipe (FIFO)'
  if (entry.isSocket()) return 'a socket'
  return entry.isBlockDevice() || entry.isCharacterDevice() ? 'a device' : undefined
}

/** Whether a path may be a pattern of several. */
export const isPattern = (path: string): boolean => /[*?[{]/.test(path)

/** Whether there is anything at a path that can be looked at. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** A file's path and size. */
export interface FileEntry {
  path: string
  bytes: number
  /** Time of its last change, milliseconds since 1970. */
  changedMs: number
  /** The same of anything about it: nobody can set this one back. */
  statusMs: number
  /** Another one is another file, by whatever name. */
  inode: number
  /** Set of a copy: the object of a bucket that it is of, as it was then. */
  copyOf?: Omit<FileEntry, 'copyOf'>
}

/** Of files, or of inputs, together. */
export const bytesOf = (each: readonly { bytes: number }[]): number =>
  each.reduce((sum, { bytes }) => sum + bytes, 0)

/** Hears of what is met while files are listed; what it throws ends that. */
export interface Visitor {
  count?(): void
  /** Gets path and kind, in words, of an entry that is left out: a FIFO, a socket or a device. */
  odd?(path: string, kind: string): void
}

/**
 * Every file below a folder, or the file itself, sorted by path; empty where there is nothing. Links to files are
 * followed, links to folders below it are not: they may lead round in circles.
 */
export async function listFiles(path: string, visitor?: Visitor): Promise<FileEntry[]> {
  const found = await stat(path).catch(() => undefined)
  visitor?.count?.()
  if (!found) return []
  if (found.isFile()) return [entryOf(path, found)]
  const kind = oddKind(found)
  if (kind) visitor?.odd?.(path, kind)
  if (!found.isDirectory()) return []
  const listed = (await ifThere(readdir(path, { withFileTypes: true }))) ?? []
  const entries = listed.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return flatMapInTurns(entries, (entry) =>
    listEntry(join(path, entry.name), entry.isSymbolicLink(), visitor),
  )
}

/** Every file below some paths, each once. */
export async function listAll(paths: readonly string[], visitor?: Visitor): Promise<FileEntry[]> {
  const listed = await flatMapInTurns(paths, (path) => listFiles(path, visitor))
  return [...new Map(listed.map((file) => [file.path, file])).values()]
}

/** Looks that are under way at once: once a visitor ends the search, the process waits for no more than these. */
const AT_ONCE = 256

async function flatMapInTurns<Item, Found>(
  items: readonly Item[],
  look: (item: Item) => Promise<Found[]>,
): Promise<Found[]> {
  const found: Found[][] = []
  for (let first = 0; first < items.length; first += AT_ONCE)
    found.push(...(await Promise.all(items.slice(first, first + AT_ONCE).map(look))))
  return found.flat()
}

const entryOf = (path: string, { size, mtimeMs, ctimeMs, ino }: Stats): FileEntry => ({
  path,
  bytes: size,
  changedMs: mtimeMs,
  statusMs: ctimeMs,
  inode: ino,
})

const listEntry = async (path: string, isLink: boolean, visitor?: Visitor): Promise<FileEntry[]> =>
  isLink && (await isFolder(path)) ? [] : listFiles(path, visitor)

/**
 * Removes a file or folder, also one that an engine locked against it, or nested deeper than a path can name.
 *
 * @returns whether it is gone
 */
export async function removeTree(path: string): Promise<boolean> {
  const failed = await rm(path, { recursive: true, force: true }).catch(() => true)
  if (!failed) return true
  await program('chmod', ['-R', 'u+rwX', '--', path]).catch(() => {})
  return program('rm', ['-rf', '--', path]).then(
    () => true,
    () => false,
  )
}

/** Lets its owner use a folder again, where an engine locked it. */
export async function unlockFolder(path: string): Promise<void> {
  await stat(path)
    .then(({ mode }) => chmod(path, mode | 0o700))
    .catch(() => {})
}
