import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Context } from '../../context.ts'
import { exists } from '../../files/disk.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { Entry, Ledger } from '../../ledger/ledger.ts'
import { jsonText } from '../../text/text.ts'

/** Where a record is to be kept. */
export interface Destination {
  ledger: Ledger | null
  out: string | null
}

const RESCUE_FOLDER = 'etl-compare-records'

/**
 * Keeps a record, whatever happens: what can't be written where it should be is saved elsewhere, and said so.
 *
 * @returns where it is now, for people
 */
export async function keepRecord(
  entry: Entry,
  { ledger, out }: Destination,
  { terminal, signal }: Context,
): Promise<string> {
  const places: string[] = []
  const failures: string[] = []
  if (out !== null) await writeOut(out, entry).then(note(places), failed(failures))
  if (ledger) await addUnlessStopped(ledger, entry, signal).then(note(places), failed(failures))
  for (const reason of failures) terminal.note(`etl-compare: the record could not be kept: ${reason}`)
  if (failures.length > 0) places.push(await rescue(entry, terminal))
  return places.join(' and ')
}

const note = (places: string[]) => (place: string) => void places.push(place)
const failed = (failures: string[]) => (error: Error) => void failures.push(error.message)

/** A record that is there already is never replaced: the new one goes beside it. */
async function writeOut(out: string, { record, text }: Entry): Promise<string> {
  const path = (await exists(out)) ? besideOf(out, record.id) : out
  await writeAtomically(path, text)
  return path
}

/** The name of a file whose own is taken by another record. */
export function besideOf(out: string, id: string): string {
  const extension = extname(out)
  return `${out.slice(0, out.length - extension.length)}-${id}${extension}`
}

/** A remote that does not answer must not hold up who wants an end. */
async function addUnlessStopped(ledger: Ledger, entry: Entry, signal: AbortSignal): Promise<string> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new Error('interrupted before the ledger had answered'))
    if (signal.aborted) setTimeout(stop, 5000).unref()
    signal.addEventListener('abort', stop, { once: true })
  })
  await Promise.race([ledger.add([entry]), stopped])
  return ledger.place()
}

async function rescue({ record, text }: Entry, terminal: Context['terminal']): Promise<string> {
  const path = await saveAside(join(record.id, 'run.json'), text)
  terminal.note(
    path === undefined
      ? `etl-compare: no file could be written; this is the record:\n${jsonText(record)}`
      : `etl-compare: it is saved at ${path}; add it later: etl-compare ledger add ${path}`,
  )
  return path ?? 'only in this log'
}

/**
 * Writes a file that can't be written where it should be.
 *
 * @returns its path; undefined where no folder takes it
 */
export async function saveAside(name: string, text: string): Promise<string | undefined> {
  // The temporary folder is everybody's: there each user has one of their own.
  const own = `${RESCUE_FOLDER}-${process.getuid?.() ?? 'user'}`
  for (const folder of [RESCUE_FOLDER, join(tmpdir(), own)]) {
    const path = join(folder, name)
    const isWritten = await writeAtomically(path, text).then(
      () => true,
      () => false,
    )
    if (isWritten) return path
  }
  return undefined
}
