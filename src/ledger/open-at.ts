import { join, resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { UserError } from '../errors.ts'
import { MOST_BYTES } from '../model/record/fit.ts'
import { branchLedger } from './branch/branch.ts'
import { findRemote } from './branch/remote.ts'
import { folderLedger } from './folder.ts'
import type { Entry, Ledger } from './ledger.ts'
import { DEFAULT_FOLDER, type Location } from './location.ts'
import { parseRecordAt, TOO_LARGE } from './parse.ts'
import { recordPath } from './path.ts'

/** The ledger at a location; without one, that of the repository that `cwd` is in, or of its folder. */
export async function openAt(
  given: Location | undefined,
  cwd: string,
  signal: AbortSignal | undefined,
): Promise<Ledger> {
  if (given?.kind === 'folder') return folderLedger(resolve(cwd, given.path), given.path, signal)
  const remote = await findRemote(cwd, given)
  return remote
    ? branchLedger(remote, signal)
    : folderLedger(join(cwd, DEFAULT_FOLDER), DEFAULT_FOLDER, signal)
}

/** What reading would leave out is not kept in the first place, and one id not twice. */
export async function requireSound(
  entries: readonly Entry[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const texts = new Map<string, string>()
  for (const { record, text } of entries) {
    await nextTurn(undefined, { signal })
    const path = recordPath(record)
    const reason = Buffer.byteLength(text) > MOST_BYTES ? TOO_LARGE : parseRecordAt(path, text).reason
    if (reason !== undefined) throw new UserError('recordInvalid', { path, reason })
    if ((texts.get(record.id) ?? text) !== text)
      throw new UserError('ledgerConflict', { id: record.id, path })
    texts.set(record.id, text)
  }
}
