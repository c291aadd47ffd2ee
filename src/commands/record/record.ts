import { constants } from 'node:os'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { endUnknownText, problemText, recordedText, unfilledText } from '../../render/record.ts'
import { inheritedFrom } from '../../runners/process/inherited.ts'
import { catchSignals } from '../../runners/process/signals.ts'
import type { StepRun } from '../../trial/step-run.ts'
import { type Attachment, type RanCommand, recordOf, runCommand } from '../../workflow/record/command.ts'
import { keepRecord } from '../../workflow/record/keep.ts'
import { type PreparedRecord, prepareRecord } from '../../workflow/record/prepare.ts'
import type { RecordRequest } from '../../workflow/record/request.ts'

const [NOT_EXECUTABLE, NOT_FOUND, BY_SIGNAL] = [126, 127, 128]

/**
 * Runs a command as if it ran alone, and keeps a record of it. The exit code is the command's own: neither what can't
 * be measured or kept, nor what goes wrong in this tool, changes it.
 */
export async function record(options: RecordRequest, outer: Context): Promise<number> {
  const { inherited, env } = inheritedFrom(outer.env)
  using signals = catchSignals(inherited.ignored)
  const context = { ...outer, env, signal: signals.received }
  const note = (text: string) => context.terminal.note(`etl-compare: ${text}`)
  const prepared = await prepareRecord(options, context).catch(unlessMistake)
  if (prepared instanceof Error) note(problemText(prepared))
  const [first] = signals.caught
  if (first) return BY_SIGNAL + constants.signals[first]
  const attachment = { inherited, signals }
  const meter = prepared instanceof Error ? { reason: 'the run is not recorded' } : prepared.meter
  const ran = await runCommand(options.command, meter, attachment, context)
  if (!(prepared instanceof Error))
    await keep(prepared, ran, attachment, context).catch((error: Error) => note(problemText(error)))
  await sweepScratch().catch(() => [])
  const code = exitCodeOf(ran.attached.run)
  if (ran.attached.run.unknown === 'end') note(endUnknownText(code))
  return code
}

const unlessMistake = (error: Error): Error => {
  if (error instanceof UserError) throw error
  return error
}

async function keep(prepared: PreparedRecord, ran: RanCommand, attachment: Attachment, context: Context) {
  const note = (text: string) => context.terminal.note(`etl-compare: ${text}`)
  const { entry, trial } = await recordOf(prepared, ran, attachment, context)
  const { job, engine } = prepared.identity
  for (const doubt of prepared.behaviour.doubts) note(`${job} · ${engine}: ${doubt}`)
  const place = await keepRecord(entry, prepared.destination, context)
  note(recordedText(entry.record, trial, place, prepared))
  const unfilled = unfilledText(prepared.command)
  if (unfilled !== undefined) note(unfilled)
}

/** A command's exit code as a shell would tell it. */
function exitCodeOf({ notStarted, exitCode, signal }: StepRun): number {
  if (notStarted) return /FileNotFoundError|ENOENT/.test(notStarted.detail) ? NOT_FOUND : NOT_EXECUTABLE
  return exitCode ?? BY_SIGNAL + (signal ?? 0)
}
