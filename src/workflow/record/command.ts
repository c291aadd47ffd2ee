import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import type { Entry } from '../../ledger/ledger.ts'
import { announceMeasuring, besideOthers } from '../../machine/measuring.ts'
import type { Trial } from '../../model/record/schema.ts'
import { type AttachedRun, runAttached, runUnmeasured } from '../../runners/process/attached.ts'
import type { Inherited } from '../../runners/process/inherited.ts'
import type { Signals } from '../../runners/process/signals.ts'
import { inputOfFiles, inputOfPartition } from './input.ts'
import { recordOutput } from './output.ts'
import type { PreparedRecord } from './prepare.ts'
import { isPlausible, newRunId, soloEntry } from './run-record.ts'
import { trialOf } from './trial.ts'

/** What a command is started with. */
export interface Attachment {
  inherited: Inherited
  signals: Signals
}

/** How a command ended, and how many others measured at the same time. */
export interface RanCommand {
  attached: AttachedRun
  beside: { otherRuns?: number }
}

/**
 * Runs a command as if it ran alone.
 *
 * @param meter the Python that measures it, or why nothing does
 */
export async function runCommand(
  command: string[],
  meter: PreparedRecord['meter'],
  { inherited, signals }: Attachment,
  { env, terminal }: Context,
): Promise<RanCommand> {
  using measuring = await announceMeasuring()
  const request = { argv: command, cwd: process.cwd(), env, inherited }
  const { done: attached, beside } = await besideOthers(measuring, () => {
    if ('python' in meter) return runAttached(meter.python, request, signals)
    terminal.note(
      `etl-compare: CPU and memory are not measured: ${meter.reason}. The command runs all the same.`,
    )
    return runUnmeasured(meter.reason, request, signals)
  })
  return { attached, beside }
}

/**
 * Makes a record of a command that has ended: reads what it wrote.
 *
 * @returns also the path of an output of which there was nothing, neither before nor after
 * @throws UserError `clockImplausible`
 */
export async function recordOf(
  prepared: PreparedRecord,
  { attached, beside }: RanCommand,
  { signals }: Attachment,
  context: Context,
): Promise<{ entry: Entry; trial: Trial; missing: string | null }> {
  const { identity, partition, when, commit, event } = prepared
  if (!isPlausible(when)) throw new UserError('clockImplausible', { now: when.toISOString() })
  const begun = performance.now()
  const written = attached.run.exitCode === 0 ? prepared.output : null
  const output = written && (await recordOutput(written, identity, context))
  const read = performance.now()
  const input = prepared.input
    ? await inputOfFiles(prepared.input, partition, context)
    : inputOfPartition(partition)
  const toolSeconds = { outputs: (read - begun) / 1000, input: (performance.now() - read) / 1000 }
  const trial = trialOf(prepared, { attached, output, signals: signals.caught, beside })
  const id = newRunId(when)
  const entry = soloEntry(identity, { id, partition, commit, event, input, toolSeconds, when, trial })
  return { entry, trial, missing: written && output?.isMissing ? written.path : null }
}
