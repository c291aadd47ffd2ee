import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import type { Entry } from '../../ledger/ledger.ts'
import { readVerification } from '../../machine/verification.ts'
import type { Trial } from '../../model/record/schema.ts'
import { PROCESS_METER } from '../../runners/process/run.ts'
import type { EndedCommand } from './command.ts'
import { currentEvent } from './event.ts'
import { inputOfFiles, inputOfPartition } from './input.ts'
import { recordOutput } from './output.ts'
import type { PreparedRecord } from './prepare.ts'
import { isPlausible, newRunId, soloEntry } from './run-record.ts'
import { stackVersions } from './stack-versions.ts'
import { trialOf } from './trial.ts'

/**
 * Makes a record of a command that has ended: reads what it wrote.
 *
 * @returns also the path of an output of which there was nothing, neither before nor after
 * @throws UserError `clockImplausible`
 */
export async function recordOf(
  prepared: PreparedRecord,
  { ran, signals }: EndedCommand,
  context: Context,
): Promise<{ entry: Entry; trial: Trial; missing: string | null }> {
  const { asked, identity } = prepared
  const { partition, when } = asked
  if (!isPlausible(when)) throw new UserError('clockImplausible', { now: when.toISOString() })
  const { attached, isMetered, beside } = ran
  const begun = performance.now()
  const written = attached.run.exitCode === 0 ? prepared.output : null
  const output = written && (await recordOutput(written, identity, context))
  const read = performance.now()
  const input = prepared.input
    ? await inputOfFiles(prepared.input, partition, context)
    : inputOfPartition(partition)
  const toolSeconds = { outputs: (read - begun) / 1000, input: (performance.now() - read) / 1000 }
  const trial = trialOf(prepared, {
    attached,
    isVerified: isMetered && (await readVerification())(PROCESS_METER),
    output,
    signals: signals.caught,
    beside,
    versions: await stackVersions(identity, asked.command, context.env),
  })
  const id = newRunId(when)
  const [commit, event] = await Promise.all([prepared.commit, currentEvent(context, 'record')])
  const entry = soloEntry(identity, { id, partition, commit, event, input, toolSeconds, when, trial })
  return { entry, trial, missing: written && output?.isMissing ? written.path : null }
}
