import { constants } from 'node:os'
import type { Context } from '../../context.ts'
import { recordedText, unfilledText } from '../../render/record.ts'
import { inheritedFrom } from '../../runners/process/inherited.ts'
import { catchSignals } from '../../runners/process/signals.ts'
import type { StepRun } from '../../trial/step-run.ts'
import { runRecorded } from '../../workflow/record/command.ts'
import { keepRecord } from '../../workflow/record/keep.ts'
import { prepareRecord } from '../../workflow/record/prepare.ts'
import type { RecordRequest } from '../../workflow/record/request.ts'

const [NOT_EXECUTABLE, NOT_FOUND, BY_SIGNAL] = [126, 127, 128]

/**
 * Runs a command as if it ran alone, and keeps a record of it. The exit code is the command's own: neither what can't
 * be measured nor what can't be kept changes it.
 */
export async function record(options: RecordRequest, outer: Context): Promise<number> {
  const { inherited, env } = inheritedFrom(outer.env)
  using signals = catchSignals(inherited.ignored)
  const context = { ...outer, env, signal: signals.received }
  const note = (text: string) => context.terminal.note(`etl-compare: ${text}`)
  const prepared = await prepareRecord(options, context)
  const [first] = signals.caught
  if (first) return BY_SIGNAL + constants.signals[first]
  const { entry, trial, run } = await runRecorded(prepared, { inherited, signals }, context)
  const { job, engine } = prepared.identity
  for (const doubt of prepared.behaviour.doubts) note(`${job} · ${engine}: ${doubt}`)
  const place = await keepRecord(entry, prepared.destination, context)
  note(recordedText(entry.record, trial, place, prepared))
  const unfilled = unfilledText(options.command)
  if (unfilled !== undefined) note(unfilled)
  return exitCodeOf(run)
}

/** A command's exit code as a shell would tell it. */
function exitCodeOf({ notStarted, exitCode, signal }: StepRun): number {
  if (notStarted) return /FileNotFoundError|ENOENT/.test(notStarted.detail) ? NOT_FOUND : NOT_EXECUTABLE
  return exitCode ?? BY_SIGNAL + (signal ?? 0)
}
