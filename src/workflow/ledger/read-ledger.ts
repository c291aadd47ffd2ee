import { UserError } from '../../errors.ts'
import { ledgersBelow } from '../../ledger/folder.ts'
import type { LedgerContent } from '../../ledger/ledger.ts'
import { parseLocation } from '../../ledger/location.ts'
import { openLedger } from '../../ledger/open.ts'

/**
 * Reads a ledger.
 *
 * @param absent whether one that is not there is a mistake, or has no run yet
 * @throws UserError `ledgerMissing`
 */
export async function readLedger(
  location: string | undefined,
  signal: AbortSignal,
  absent: 'mistake' | 'empty' = 'mistake',
): Promise<LedgerContent & { place: string }> {
  const ledger = openLedger(location, process.cwd(), signal)
  const [content, place] = [await ledger.read(), await ledger.place()]
  if (!content.exists && absent === 'mistake')
    throw new UserError('ledgerMissing', { place, location, ledgers: await nearLocation(location) })
  return { ...content, place }
}

/** Where a folder has no ledger, those right below it. */
async function nearLocation(location: string | undefined): Promise<string[]> {
  const given = location === undefined ? undefined : parseLocation(location)
  return given?.kind === 'folder' ? ledgersBelow(given.path) : []
}
