import type { Context } from '../../context.ts'
import { recordPath } from '../../ledger/path.ts'
import { missingText, recordedText, unfilledText } from '../../render/record.ts'
import type { AskedRecord } from './asked.ts'
import type { EndedCommand } from './command.ts'
import { keepRecord } from './keep.ts'
import { keepAside } from './keep-aside.ts'
import type { PreparedRecord } from './prepare.ts'
import { recordOf } from './record-of.ts'

/**
 * Keeps what a command that has ended was, and says so: as a record, or as a result where something kept the run from being
 * known.
 */
export const keepCommand = (
  asked: AskedRecord,
  prepared: PreparedRecord | Error,
  ended: EndedCommand,
  context: Context,
): Promise<void> =>
  prepared instanceof Error ? keepAside(asked, ended, context) : keepAsRecord(prepared, ended, context)

async function keepAsRecord(prepared: PreparedRecord, ended: EndedCommand, context: Context): Promise<void> {
  const note = (text: string) => context.terminal.note(`etl-compare: ${text}`)
  const { entry, trial, missing } = await recordOf(prepared, ended, context)
  const { job, engine, command } = prepared.asked
  for (const doubt of prepared.behaviour.doubts) note(`${job} · ${engine}: ${doubt}`)
  const place = await keepRecord(entry, prepared.destination, context)
  note(recordedText(entry.record, trial, place, prepared.asked))
  if (missing !== null) note(missingText(missing, recordPath(entry.record)))
  const unfilled = unfilledText(command)
  if (unfilled !== undefined) note(unfilled)
}
