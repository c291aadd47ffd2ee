import { asUserError } from '../../errors.ts'
import { openLedger } from '../../ledger/open.ts'
import { doubtful, type Finding, fine, wrong } from '../../machine/finding.ts'

/** Failures that may be over by the time a record is to be kept. */
const PASSING = ['ledgerOffline', 'ledgerGitFailed']

/** Whether a ledger takes records, as far as that shows before there is one. */
export async function checkLedger(location: string, signal: AbortSignal): Promise<Finding> {
  const ledger = openLedger(location, process.cwd(), signal)
  try {
    const place = await ledger.place()
    await ledger.requireWritable()
    return fine('ledger', place)
  } catch (error) {
    const mistake = asUserError(error)
    if (!mistake) throw error
    return (PASSING.includes(mistake.code) ? doubtful : wrong)('ledger', mistake.message)
  }
}
