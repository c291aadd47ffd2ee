import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../../errors.ts'
import { ifThere } from '../../files/disk.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { Entry, Ledger } from '../../ledger/ledger.ts'
import { parseRecord } from '../../ledger/parse.ts'
import { idOfPath, recordPath } from '../../ledger/path.ts'
import { neverCounts } from '../../model/record/event.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { noteFirst } from '../ledger/left-out.ts'
import { besideOf } from './keep.ts'

/** A result as a record. */
export interface Imported {
  /** Which of the results it was, from 0. */
  index: number
  entry: Entry
  /** Whether a configuration says what the engine is; it changes while the run stays what it was. */
  isConfigured: boolean
}

/** A run that is kept already: its record, where it can be read. */
interface Kept {
  path: string
  record: RunRecord | undefined
}

const MOST_TRIES = 3

/**
 * Adds the runs that a ledger does not have. One that it has stays as it was; where the result is another one now,
 * that is said.
 *
 * @returns how many were added
 */
export async function addRuns(
  imported: readonly Imported[],
  ledger: Ledger,
  terminal: Terminal,
): Promise<number> {
  for (let tries = 1; ; tries++) {
    const { fresh, changed } = divide(imported, await keptIn(ledger))
    try {
      if (fresh.length > 0) await ledger.add(fresh)
      noteChanged(changed, terminal)
      return fresh.length
    } catch (error) {
      // Another import was quicker with the same run.
      const isConflict = error instanceof UserError && error.code === 'ledgerConflict'
      if (!isConflict || tries === MOST_TRIES) throw error
    }
  }
}

/** What is new, each run once; and words about what is another than what is kept. */
function divide(imported: readonly Imported[], kept: Map<string, Kept>) {
  const [fresh, changed]: [Entry[], string[]] = [[], []]
  for (const each of imported) {
    const { entry } = each
    const other = kept.get(runOf(entry.record)) ?? kept.get(entry.record.id)
    if (other === undefined) {
      fresh.push(entry)
      kept.set(runOf(entry.record), { path: recordPath(entry.record), record: entry.record })
    } else if (isElsewhere(entry.record, other)) throw recordedElsewhere(other)
    else if (!isSame(each, other)) changed.push(changedText(each, other))
  }
  return { fresh, changed }
}

/** All runs that a ledger has, by what tells them apart; what can't be read there, by its id. */
async function keptIn(ledger: Ledger): Promise<Map<string, Kept>> {
  const { records, leftOut } = await ledger.read()
  const kept = new Map<string, Kept>()
  for (const { path } of leftOut) {
    const id = idOfPath(path)
    if (id !== undefined) kept.set(id, { path, record: undefined })
  }
  for (const record of records) {
    const one = { path: recordPath(record), record }
    kept.set(record.id, one)
    if (record.trials[0]?.runner === 'remote') kept.set(runOf(record), one)
  }
  return kept
}

/**
 * What tells a run from others; ids of older versions were made of more than that. What a branch or a pull request took
 * over is another: it never counts, and must not keep out what does.
 */
const runOf = ({ job, size, partition, when, event, trials: [trial] }: RunRecord): string =>
  JSON.stringify([job, trial?.engine, size, partition, when, neverCounts(event) === undefined ? null : event])

/** The same run of Spark as another job, engine or partition: it would count twice. */
const isElsewhere = (record: RunRecord, kept: Kept): kept is Kept & { record: RunRecord } =>
  kept.record !== undefined && whoseOf(kept.record) !== whoseOf(record)

/** Not its size: the configuration's own may have changed since. */
const whoseOf = ({ job, partition, trials: [trial] }: RunRecord): string =>
  JSON.stringify([job, trial?.engine, partition])

const recordedElsewhere = ({ path, record: { job, partition, trials } }: Kept & { record: RunRecord }) =>
  new UserError('eventLogRecorded', { path, job, engine: trials[0]?.engine ?? '', partition })

const isSame = (each: Imported, { record }: Kept): boolean =>
  record !== undefined && isDeepStrictEqual(toldOf(each.entry.record, each), toldOf(record, each))

/** What the result says; how it is judged, and what the engine is, the configuration says at its own time. */
function toldOf({ input, trials }: RunRecord, { isConfigured }: Imported) {
  return {
    input,
    trials: trials.map(({ role, behaviour, ...told }) => (isConfigured ? told : { ...told, behaviour })),
  }
}

const changedText = ({ index }: Imported, { path, record }: Kept): string =>
  record === undefined
    ? `[${index}] is left out: ${path} is in its place, and is not a readable record`
    : `[${index}] differs from the record of this run, which stays as it is: ${path}`

const noteChanged = (changed: readonly string[], terminal: Terminal): void =>
  noteFirst(changed, 'etl-compare: ', 'Compare the file of results with the records.', terminal)

/**
 * Writes records to files: one to `out`, several to `<out>/<id>/run.json`, as `ledger add` finds them. No file is
 * replaced: beside that of another run there is place.
 *
 * @returns how many were written
 */
export async function writeRuns(
  imported: readonly Imported[],
  out: string,
  terminal: Terminal,
): Promise<number> {
  const changed: string[] = []
  let written = 0
  for (const each of imported) {
    const { record, text } = each.entry
    const own = imported.length === 1 ? out : join(out, record.id, 'run.json')
    const first = await keptAt(own)
    const isFree = !first || (first.record && runOf(first.record) === runOf(record))
    const path = isFree ? own : besideOf(own, record.id)
    const kept = isFree ? first : await keptAt(path)
    if (kept && !isSame(each, kept)) changed.push(changedText(each, kept))
    if (kept) continue
    await writeAtomically(path, text)
    written++
  }
  noteChanged(changed, terminal)
  return written
}

/** @throws UserError `pathUnusable` */
async function keptAt(path: string): Promise<Kept | undefined> {
  const text = await ifThere(readFile(path, 'utf8')).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EISDIR' ? new UserError('pathUnusable', { path, detail: 'it is a folder' }) : error
  })
  return text === undefined ? undefined : { path, record: parseRecord(text).record }
}
