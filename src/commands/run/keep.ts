import type { Ledger } from '../../adapters/ledger/ledger.ts'
import type { Context } from '../../context.ts'
import type { RunRecord } from '../../core/record/schema.ts'

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
  { terminal }: Context,
): Promise<boolean> {
  try {
    await ledger.add([{ record, text }])
    terminal.note(`Kept in ${await ledger.place()}`)
    return true
  } catch (error) {
    terminal.note(
      `etl-compare: not kept in the ledger: ${(error as Error).message}\nAdd it later: etl-compare ledger add ${folder} --ledger ${place}`,
    )
    return false
  }
}
