import { readFile } from 'node:fs/promises'
import { basename, relative, sep } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { exists, listFiles } from '../../files/disk.ts'
import { ledgersBelow } from '../../ledger/folder.ts'
import type { Added, Entry } from '../../ledger/ledger.ts'
import { openLedger } from '../../ledger/open.ts'
import { parseRecord, TOO_LARGE } from '../../ledger/parse.ts'
import { idOfPath } from '../../ledger/path.ts'
import { MOST_BYTES } from '../../model/record/fit.ts'
import { counted, jsonText } from '../../text/text.ts'

export interface AddOptions {
  paths: string[]
  ledger?: string
  json: boolean
}

/** `ledger add`: keeps the run records of files and folders. */
export async function addToLedger(options: AddOptions, { terminal, signal }: Context): Promise<ExitCode> {
  const ledger = openLedger(options.ledger, process.cwd(), signal)
  const entries = await entriesOf(options.paths)
  const [added, place] = [await ledger.add(entries), await ledger.place()]
  terminal.print(options.json ? jsonText({ ledger: place, ...added }, 1) : addedText(added, place))
  return 0
}

function addedText({ added, present, tries }: Added, place: string): string {
  const retried = tries === 1 ? '' : ` (others were writing too: ${tries} tries)`
  return [
    ...added.map((path) => `added   ${path}`),
    ...present.map((path) => `already ${path}`),
    added.length === 0
      ? `Nothing new: ${place}`
      : `${counted(added.length, 'run record')} added: ${place}${retried}`,
  ].join('\n')
}

/** The records of files, of all files run.json below folders, and of folders that are ledgers; each id once. */
async function entriesOf(paths: readonly string[]): Promise<Entry[]> {
  const entries = new Map<string, Entry & { path: string }>()
  for (const path of (await Promise.all(paths.map(recordFiles))).flat()) {
    const entry = await readEntry(path)
    const other = entries.get(entry.record.id)
    if (other && other.text !== entry.text)
      throw new UserError('recordInvalid', {
        path,
        reason: `has the same id as ${other.path}, but other content`,
      })
    entries.set(entry.record.id, { ...entry, path })
  }
  return [...entries.values()]
}

async function recordFiles(path: string): Promise<string[]> {
  if (!(await exists(path))) throw new UserError('recordPathMissing', { path })
  const files = await listFiles(path)
  const isFile = files[0]?.path === path
  const found = files.filter((file) => isFile || isResult(file.path) || isKeptIn(path, file.path))
  if (found.length === 0) throw new UserError('recordsMissing', { path, ledgers: await ledgersBelow(path) })
  const large = found.find(({ bytes }) => bytes > MOST_BYTES)
  if (large) throw new UserError('recordInvalid', { path: large.path, reason: TOO_LARGE })
  return found.map((file) => file.path)
}

const isResult = (path: string): boolean => basename(path) === 'run.json'

/** Whether a file lies where a ledger in this folder would keep a record. */
const isKeptIn = (folder: string, path: string): boolean =>
  idOfPath(relative(folder, path).split(sep).join('/')) !== undefined

async function readEntry(path: string): Promise<Entry> {
  const content = await readFile(path)
  const { record, reason } = parseRecord(content)
  if (reason !== undefined) throw new UserError('recordInvalid', { path, reason })
  return { record, text: content.toString() }
}
