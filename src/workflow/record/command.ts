import type { Context } from '../../context.ts'
import { announceMeasuring, besideOthers } from '../../machine/measuring.ts'
import type { WaitingMeter } from '../../runners/meter/start.ts'
import { type AttachedRun, runAttached, runUnmeasured } from '../../runners/process/attached.ts'
import type { Inherited } from '../../runners/process/inherited.ts'
import type { Signals } from '../../runners/process/signals.ts'
import type { StepRun } from '../../trial/step-run.ts'

/** Exit codes as a shell tells them. */
export const BY_SIGNAL = 128
const [NOT_EXECUTABLE, NOT_FOUND] = [126, 127]

/** What a command is started with. */
export interface Attachment {
  inherited: Inherited
  signals: Signals
}

/** How a command ended, and how many others measured at the same time. */
export interface RanCommand {
  attached: AttachedRun
  isMetered: boolean
  beside: { otherRuns?: number }
}

/** A command that has ended, and the signals that were passed on to it. */
export interface EndedCommand {
  ran: RanCommand
  signals: Signals
}

/**
 * Runs a command as if it ran alone.
 *
 * @param meter what measures it, or why nothing does
 */
export async function runCommand(
  command: string[],
  meter: WaitingMeter | { reason: string },
  { inherited, signals }: Attachment,
  { env, terminal }: Context,
): Promise<RanCommand> {
  using measuring = await announceMeasuring()
  const request = { argv: command, env, inherited }
  const { done: attached, beside } = await besideOthers(measuring, () => {
    if ('child' in meter) return runAttached(meter, request, signals)
    terminal.note(
      `etl-compare: CPU and memory are not measured: ${meter.reason}. The command runs all the same.`,
    )
    return runUnmeasured(meter.reason, request, signals)
  })
  return { attached, isMetered: 'child' in meter, beside }
}

/** A command's exit code as a shell would tell it. */
export function exitCodeOf({ notStarted, exitCode, signal }: StepRun): number {
  if (notStarted) return /FileNotFoundError|ENOENT/.test(notStarted.detail) ? NOT_FOUND : NOT_EXECUTABLE
  return exitCode ?? BY_SIGNAL + (signal ?? 0)
}
