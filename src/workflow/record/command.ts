import type { Context } from '../../context.ts'
import type { Entry } from '../../ledger/ledger.ts'
import { announceMeasuring, besideOthers } from '../../machine/measuring.ts'
import type { Trial } from '../../model/record/schema.ts'
import { type AttachedRun, runAttached, runUnmeasured } from '../../runners/process/attached.ts'
import type { Inherited } from '../../runners/process/inherited.ts'
import type { Signals } from '../../runners/process/signals.ts'
import type { StepRun } from '../../trial/step-run.ts'
import { inputOfFiles, inputOfPartition } from './input.ts'
import { recordOutput } from './output.ts'
import type { PreparedRecord } from './prepare.ts'
import { newRunId, soloEntry } from './run-record.ts'
import { trialOf } from './trial.ts'

/** What a command is started with. */
interface Attachment {
  inherited: Inherited
  signals: Signals
}

/** Runs a command as if it ran alone. Neither what can't be measured nor what can't be read changes how it ends. */
export async function runRecorded(
  prepared: PreparedRecord,
  attachment: Attachment,
  context: Context,
): Promise<{ entry: Entry; trial: Trial; run: StepRun }> {
  const { identity, partition, when, commit, event } = prepared
  using measuring = await announceMeasuring()
  const { done: attached, beside } = await besideOthers(measuring, () =>
    execute(prepared, attachment, context),
  )
  const id = newRunId(when)
  const begun = performance.now()
  const written = attached.run.exitCode === 0 ? prepared.output : null
  const output = written && (await recordOutput(written, identity, context))
  const read = performance.now()
  const input = prepared.input
    ? await inputOfFiles(prepared.input, partition, context)
    : inputOfPartition(partition)
  const toolSeconds = { outputs: (read - begun) / 1000, input: (performance.now() - read) / 1000 }
  const trial = trialOf(prepared, { attached, output, signals: attachment.signals.caught, beside })
  const entry = soloEntry(identity, { id, partition, commit, event, input, toolSeconds, when, trial })
  return { entry, trial, run: attached.run }
}

async function execute(
  { command, meter }: PreparedRecord,
  { inherited, signals }: Attachment,
  { env, terminal }: Context,
): Promise<AttachedRun> {
  const request = { argv: command, cwd: process.cwd(), env, inherited }
  if ('python' in meter) return runAttached(meter.python, request, signals)
  terminal.note(
    `etl-compare: CPU and memory are not measured: ${meter.reason}. The command runs all the same.`,
  )
  return runUnmeasured(meter.reason, request, signals)
}
