import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { openLedger } from '../../ledger/open.ts'
import { isMeasured } from '../../model/measures/measure.ts'
import type { RunRecord } from '../../model/record/schema.ts'

/** What git gets once the run is interrupted. */
const KEEPING_MS = 5000

/** The ledger that a run's records are kept in: the last one too, of a run that is interrupted. */
export function openRunLedger(place: string, signal: AbortSignal): Ledger {
  const late = new AbortController()
  const abort = () => void setTimeout(() => late.abort(signal.reason), KEEPING_MS).unref()
  signal.addEventListener('abort', abort, { once: true })
  return openLedger(place, process.cwd(), late.signal)
}

/** Whether anything ran: a trial that was interrupted is evidence by its time. */
export const hasBegun = ({ trials }: RunRecord): boolean =>
  trials.some(({ measures }) => isMeasured(measures.totalMs))

/**
 * Keeps a run's record in a ledger, beside the results. Where that goes wrong nothing is lost: it says how to add it
 * later.
 *
 * @param text the record as the results have it
 * @param folder of the results
 * @param place of the ledger, as the user named it
 * @returns whether it is kept
 */
export async function keepRun(
  ledger: Ledger,
  { record, text, folder, place }: { record: RunRecord; text: string; folder: string; place: string },
  { terminal, report }: Pick<Context, 'terminal' | 'report'>,
): Promise<boolean> {
  try {
    await ledger.add([{ record, text }])
    terminal.note(`Kept in ${await ledger.place()}`)
    return true
  } catch (error) {
    report(new UserError('ledgerNotKept', { detail: (error as Error).message, folder, place }), terminal)
    return false
  }
}
