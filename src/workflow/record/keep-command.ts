import type { Context } from '../../context.ts'
import { recordedText, unfilledText } from '../../render/record.ts'
import type { Signals } from '../../runners/process/signals.ts'
import { codeStarted } from './behaviour.ts'
import type { RanCommand } from './command.ts'
import { keepRecord } from './keep.ts'
import type { PreparedRecord } from './prepare.ts'
import { recordOf } from './record-of.ts'

/** Makes the record of a command that has ended, keeps it and says so. */
export type Keeper = (ran: RanCommand, signals: Signals) => Promise<void>

/** Looks at the code of a command that has just started. */
export async function keeperOf(prepared: PreparedRecord, context: Context): Promise<Keeper> {
  const note = (text: string) => context.terminal.note(`etl-compare: ${text}`)
  const code = await codeStarted(prepared, context.env)
  return async (ran, signals) => {
    const { entry, trial } = await recordOf(prepared, code, { ran, signals }, context)
    const { job, engine } = prepared.identity
    for (const doubt of code.behaviour.doubts) note(`${job} · ${engine}: ${doubt}`)
    const place = await keepRecord(entry, prepared.destination, context)
    note(recordedText(entry.record, trial, place, prepared))
    const unfilled = unfilledText(prepared.command.argv)
    if (unfilled !== undefined) note(unfilled)
  }
}
