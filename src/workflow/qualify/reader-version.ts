import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../files/digest.ts'
import { listAll } from '../../files/disk.ts'

/** The code by which a log becomes a run. src/workflow/qualify and dist/workflow/qualify lie at the same depth. */
const FOLDERS = [
  'eventlog',
  'application',
  'qualify',
  'differences',
  'workflow/event-logs',
  'workflow/qualify',
].map((name) => join(import.meta.dirname, '../..', name))

/** Another one may make another run of the same log. */
export async function readerVersion(): Promise<string> {
  const files = await listAll(FOLDERS)
  const hashes = await Promise.all(files.map(async ({ path }) => sha256(await readFile(path))))
  return sha256(JSON.stringify([process.version, hashes]))
}
