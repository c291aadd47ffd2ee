import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs'
import { access, link, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { UserError } from '../errors.ts'
import { halfOf } from '../files/halves.ts'
import { makeFolder } from '../files/make-folder.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import { MOST_BYTES } from '../model/record/fit.ts'
import { type Held, heldById, LedgerContents } from './contents.ts'
import type { Added, Entry, Ledger, LedgerContent } from './ledger.ts'
import { TOO_LARGE } from './parse.ts'
import { recordPath } from './path.ts'

/** Files that are read before anybody else, such as Ctrl-C, has a turn. */
const A_TURN = 256

/** A ledger in a folder of this machine. */
export function folderLedger(folder: string, name: string, signal?: AbortSignal): Ledger {
  return {
    place: async () => `folder ${name}`,
    add: (entries) => addToFolder(folder, entries, signal),
    requireWritable: () => requireWritable(folder),
    read: () => readFolder(folder, signal),
  }
}

/** Folders right below one that are ledgers, as somebody who named that one may have meant. */
export async function ledgersBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
  const isLedger = await Promise.all(folders.map(hasYears))
  return folders.filter((_, index) => isLedger[index]).toSorted()
}

/** Whether there is a year below `runs`, a name that other tools take for other things. */
const hasYears = async (folder: string): Promise<boolean> =>
  (await readdir(join(folder, 'runs')).catch(() => [])).some((name) => /^20\d\d$/.test(name))

async function addToFolder(
  folder: string,
  entries: readonly Entry[],
  signal: AbortSignal | undefined,
): Promise<Added> {
  const held = heldById(filesOf(folder))
  const result: Added = { added: [], present: [], tries: 1 }
  const missing: Entry[] = []
  for (const entry of entries) {
    const other = held.get(entry.record.id)
    if (!other) missing.push(entry)
    else requireSame(folder, other, entry)
    if (other) result.present.push(other.path)
  }
  for (const entry of missing) {
    signal?.throwIfAborted()
    const isNew = await writeNew(folder, entry)
    ;(isNew ? result.added : result.present).push(recordPath(entry.record))
  }
  return result
}

/** Writes a file that another writer may be writing too: the first stays, whoever it is. */
async function writeNew(folder: string, entry: Entry): Promise<boolean> {
  const { record, text } = entry
  const path = join(folder, recordPath(record))
  const complete = await halfOf(join(folder, `.${record.id}.${crypto.randomUUID()}`))
  try {
    await writeAtomically(complete, text)
    await makeFolder(dirname(path))
    await moveTo(complete, path)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT' || (error instanceof UserError && error.code === 'diskFull'))
      throw new UserError('ledgerDiskFull', { path: folder })
    if (code !== 'EEXIST') throw error
    requireSame(folder, { path: recordPath(record), content: 'file' }, entry)
    return false
  } finally {
    await rm(complete, { force: true })
  }
}

/**
 * Puts a complete file into its place, and fails where there is one already, which a rename alone would replace. Not
 * every file system has links: there an empty file holds the place for a moment.
 */
async function moveTo(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error
    await writeFile(to, '', { flag: 'wx' })
    await rename(from, to)
  }
}

function requireSame(folder: string, { path, content }: Held, { record, text }: Entry): void {
  const kept = content === 'file' ? readStart(join(folder, path)) : undefined
  if (path !== recordPath(record) || kept?.toString() !== text)
    throw new UserError('ledgerConflict', { id: record.id, path: join(folder, path) })
}

/** A folder that is not there yet is made in the nearest that is. */
async function requireWritable(folder: string): Promise<void> {
  await access(folder, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return requireWritable(dirname(folder))
  })
}

async function readFolder(folder: string, signal: AbortSignal | undefined): Promise<LedgerContent> {
  const files = filesOf(folder)
  const contents = new LedgerContents()
  for (const [index, file] of files.entries()) {
    takeFile(folder, file, contents)
    if (index % A_TURN === 0) await nextTurn(undefined, { signal })
  }
  return { exists: files.length > 0, ...contents.result() }
}

function takeFile(folder: string, { path, content }: Held, contents: LedgerContents) {
  if (!contents.admits(path, content === 'file')) return
  let start: Buffer | undefined
  try {
    start = readStart(join(folder, path))
  } catch (error) {
    return contents.leaveOut(path, `cannot be read: ${(error as Error).message.split(',')[0]}`)
  }
  if (start === undefined) return contents.leaveOut(path, TOO_LARGE)
  contents.take(path, start)
}

/** All that lies in a folder ledger, sorted. */
function filesOf(folder: string): Held[] {
  try {
    const entries = readdirSync(join(folder, 'runs'), { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => ({
        path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
        content: entry.isFile() ? 'file' : 'other',
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** What nearly every record fits into: to ask for more takes longer. */
const A_READ = 64 * 1024

/** Holds more than a record may have, so that larger files are seen without being read. */
const START = Buffer.allocUnsafe(MOST_BYTES + A_READ)

/**
 * The bytes of a file until the next is read; undefined where it is larger than a record may be.
 *
 * Synchronous: of 10,000 small files, promises take longer than the reading. A FIFO would wait for a writer.
 */
function readStart(path: string): Buffer | undefined {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    let length = 0
    for (let read = A_READ; read === A_READ && length <= MOST_BYTES; length += read)
      read = readSync(file, START, length, A_READ, length)
    return length > MOST_BYTES ? undefined : START.subarray(0, length)
  } finally {
    closeSync(file)
  }
}
