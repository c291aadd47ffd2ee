import type { Context } from '../../context.ts'
import { recordPath } from '../../ledger/path.ts'
import { missingText, recordedText, unfilledText } from '../../render/record.ts'
import type { Signals } from '../../runners/process/signals.ts'
import type { RanCommand } from './command.ts'
import { keepRecord } from './keep.ts'
import type { PreparedRecord } from './prepare.ts'
import { recordOf } from './record-of.ts'

/** Makes the record of a command that has ended, keeps it and says so. */
export async function keepCommand(
  prepared: PreparedRecord,
  ended: { ran: RanCommand; signals: Signals },
  context: Context,
): Promise<void> {
  const note = (text: string) => context.terminal.note(`etl-compare: ${text}`)
  const { entry, trial, missing } = await recordOf(prepared, ended, context)
  const { job, engine } = prepared.identity
  for (const doubt of prepared.behaviour.doubts) note(`${job} · ${engine}: ${doubt}`)
  const place = await keepRecord(entry, prepared.destination, context)
  note(recordedText(entry.record, trial, place, prepared))
  if (missing !== null) note(missingText(missing, recordPath(entry.record)))
  const unfilled = unfilledText(prepared.command)
  if (unfilled !== undefined) note(unfilled)
}
