import { readFile } from 'node:fs/promises'
import { basename, relative, sep } from 'node:path'
import { UserError } from '../../errors.ts'
import { exists, listFiles } from '../../files/disk.ts'
import { ledgersBelow } from '../../ledger/folder.ts'
import type { Entry } from '../../ledger/ledger.ts'
import { parseRecord, TOO_LARGE } from '../../ledger/parse.ts'
import { idOfPath } from '../../ledger/path.ts'
import { MOST_BYTES } from '../../model/record/fit.ts'
import { unfinishedFolder } from '../results/unfinished.ts'

/**
 * The records of files, of all files run.json below folders, and of folders that are ledgers; each id once.
 *
 * @throws UserError `recordPathMissing`, `recordsMissing`, `recordInvalid`
 */
export async function readEntries(paths: readonly string[], signal: AbortSignal): Promise<Entry[]> {
  const entries = new Map<string, Entry & { path: string }>()
  for (const path of (await Promise.all(paths.map(recordFiles))).flat()) {
    signal.throwIfAborted()
    const content = await readFile(path, { signal })
    const { record, reason } = parseRecord(content)
    if (reason !== undefined) throw new UserError('recordInvalid', { path, reason })
    const text = content.toString()
    const other = entries.get(record.id)
    if (other && other.text !== text)
      throw new UserError('recordInvalid', {
        path,
        reason: `has the same id as ${other.path}, but other content`,
      })
    entries.set(record.id, { record, text, path })
  }
  return [...entries.values()]
}

async function recordFiles(path: string): Promise<string[]> {
  if (!(await exists(path))) throw new UserError('recordPathMissing', { path })
  const files = await listFiles(path)
  const isFile = files[0]?.path === path
  const found = files.filter(
    (file) => isFile || (isResult(file.path) && !isUnfinished(path, file.path)) || isKeptIn(path, file.path),
  )
  if (found.length === 0) throw new UserError('recordsMissing', { path, ledgers: await ledgersBelow(path) })
  const large = found.find(({ bytes }) => bytes > MOST_BYTES)
  if (large) throw new UserError('recordInvalid', { path: large.path, reason: TOO_LARGE })
  return found.map((file) => file.path)
}

/** Whether a file is of a run that may still go on: its record would be another one then. */
const isUnfinished = (folder: string, path: string): boolean =>
  relative(folder, path)
    .split(sep)
    .some((name) => name.endsWith(unfinishedFolder('')))

const isResult = (path: string): boolean => basename(path) === 'run.json'

/** Whether a file lies where a ledger in this folder would keep a record. */
const isKeptIn = (folder: string, path: string): boolean =>
  idOfPath(relative(folder, path).split(sep).join('/')) !== undefined
