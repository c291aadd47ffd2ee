import type { Context } from '../../context.ts'
import { shellWord } from '../../text/shell.ts'
import { counted, minuteText, printable } from '../../text/text.ts'
import type { ReadyComparison } from '../trial/setup.ts'
import { exchangeResults, isOnlyToBeMoved } from './exchange.ts'
import { NOTHING, type Restored, restoreTrials } from './restore.ts'
import { isComplete, requireSame } from './same-run.ts'
import {
  beginUnfinished,
  markKept,
  readPlan,
  readRecord,
  type UnfinishedPlan,
  unfinishedFolder,
} from './unfinished.ts'

/** What a run has to do for a comparison: nothing, the rest of an interrupted run, or all of it. */
export type Beginning = { kind: 'complete' } | { kind: 'rest'; of: UnfinishedPlan } | { kind: 'all' }

/**
 * Looks at what lies in the place of a comparison's results, before anything runs.
 *
 * @param resume whether to go on from a run that was interrupted
 * @throws UserError `resumeImpossible` where something changed since then
 */
export async function lookAtResults(
  ready: ReadyComparison,
  { resume, keepOutputs }: { resume: boolean; keepOutputs: boolean },
  { now, terminal: { note } }: Context,
): Promise<Beginning> {
  const { results } = ready
  if (await isOnlyToBeMoved(results)) await exchangeResults(results, { keepOutputs, note })
  if (!resume) return { kind: 'all' }
  const unfinished = unfinishedFolder(results)
  const plan = await readPlan(unfinished)
  if (plan) {
    requireSame(plan, ready, unfinished, now())
    return { kind: 'rest', of: plan }
  }
  const record = await readRecord(results)
  return { kind: record && isComplete(record, ready) ? 'complete' : 'all' }
}

/** Makes room for a run's results next to those that they will replace, and says what lies there. */
export async function beginResults(
  ready: ReadyComparison,
  beginning: Exclude<Beginning, { kind: 'complete' }>,
  resume: boolean,
  context: Context,
): Promise<{ ready: ReadyComparison; restored: Restored }> {
  const { note } = context.terminal
  const { results } = ready
  const unfinished = unfinishedFolder(results)
  const record = await readRecord(results)
  if (record)
    note(
      `  Will replace the results of partition ${printable(record.partition)} of ${minuteText(record.when)} UTC, at ${results}`,
    )
  if (beginning.kind === 'rest') {
    const { id, begun } = beginning.of
    const restored = await restoreTrials(unfinished, id, ready, context.signal)
    const done =
      restored.size === 0 ? 'none of its trials had ended' : `${counted(restored.size, 'trial')} done`
    note(`  Resuming the run of ${minuteText(begun)} UTC: ${done}`)
    return { ready: { ...ready, id }, restored }
  }
  const discarded = await readPlan(unfinished)
  if (discarded)
    note(
      `  Discarding the unfinished run of ${minuteText(discarded.begun)} UTC, at ${unfinished} (--resume would continue it)`,
    )
  else if (resume) note(`  There is no unfinished run at ${unfinished}: running all trials`)
  await beginUnfinished(unfinished, ready, context.now())
  return { ready, restored: NOTHING }
}

/**
 * Says where an interrupted run has left what it measured, and how to go on from it.
 *
 * @param asked the partitions as the run was given them: one of several has another folder than it has alone
 */
export async function endUnfinished(
  { results, plan }: ReadyComparison,
  isKept: boolean,
  asked: readonly string[] | undefined,
  { terminal }: Context,
): Promise<void> {
  const unfinished = unfinishedFolder(results)
  if (isKept) await markKept(unfinished)
  const partitions = (asked ?? [plan.partition]).map((one) => `--partition ${shellWord(one)}`)
  const command = ['etl-compare run', plan.job.name, ...partitions, '--resume'].join(' ')
  const next = isKept ? '' : `. To continue: ${command} (with your other options as before)`
  terminal.note(`Interrupted. What was measured is at ${unfinished}${printable(next)}`)
}
