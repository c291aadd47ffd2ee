import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { runRecordSchema } from '../../model/record/validate.ts'
import { counted, printable } from '../../text/text.ts'
import type { ReadyComparison } from '../trial/setup.ts'
import { exchangeResults, isOnlyToBeMoved } from './exchange.ts'
import { NOTHING, type Restored, restoreTrials } from './restore.ts'
import { beginUnfinished, markKept, readPlan, requireSame, unfinishedFolder } from './unfinished.ts'

/**
 * Makes room for a run's results beside those that they will replace, and says what lies there.
 *
 * @param resume whether to go on from the trials of a run that was interrupted, under its id
 * @throws UserError `resumeImpossible` where something changed since then
 */
export async function beginResults(
  ready: ReadyComparison,
  results: string,
  resume: boolean,
  context: Context,
): Promise<{ ready: ReadyComparison; restored: Restored }> {
  const { note } = context.terminal
  const unfinished = unfinishedFolder(results)
  if (await isOnlyToBeMoved(results)) await exchangeResults(results)
  await noteResults(results, context)
  const plan = await readPlan(unfinished)
  if (plan && resume) {
    requireSame(plan, ready, unfinished)
    const restored = await restoreTrials(unfinished, plan.id, ready, context.signal)
    note(`  Resumes the run of ${plan.begun}: ${counted(restored.size, 'trial')} of it can be used`)
    return { ready: { ...ready, id: plan.id }, restored }
  }
  if (plan)
    note(`  Replaces the interrupted run of ${plan.begun}, at ${unfinished}. --resume goes on from it`)
  else if (resume) note(`  Nothing to resume at ${unfinished}: all trials are run`)
  await beginUnfinished(unfinished, ready, context.now())
  return { ready, restored: NOTHING }
}

/** Says which results will be replaced; what isn't a record of ours is replaced silently. */
async function noteResults(results: string, { terminal }: Context): Promise<void> {
  try {
    const { partition, when } = runRecordSchema.parse(
      JSON.parse(await readFile(join(results, 'run.json'), 'utf8')),
    )
    terminal.note(
      `  Will replace the results of partition ${printable(partition)}, made ${when}, at ${results}`,
    )
  } catch {
    return
  }
}

/** Says where an interrupted run has left what it measured. */
export async function endUnfinished(results: string, isKept: boolean, { terminal }: Context): Promise<void> {
  const unfinished = unfinishedFolder(results)
  if (isKept) await markKept(unfinished)
  const next = isKept ? '' : '. To go on from it, run again with --resume'
  terminal.note(`Interrupted. What was measured is at ${unfinished}${next}`)
}
