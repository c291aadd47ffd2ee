import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { removeTree } from '../../files/disk.ts'
import type { Attempt } from '../../need/attempt.ts'
import { counted, minuteText } from '../../text/text.ts'
import type { Beginning } from '../comparison.ts'
import { NOTHING, restoreTrials } from '../results/restore.ts'
import { requireSame } from '../results/same-run.ts'
import { beginUnfinished, PLAN_FILE, readPlan } from '../results/unfinished.ts'
import type { ReadyComparison } from '../trial/setup.ts'
import { readNeed } from './need-file.ts'

/** A search that begins or goes on: the runs that it has already. */
export interface BegunSearch extends Beginning {
  ready: ReadyComparison
  /** When it began. */
  when: string
  attempts: Attempt[]
}

/** Of the runs with the most memory, in a search's folder. */
const fullFolder = (folder: string): string => join(folder, 'full')

/**
 * Makes room for a search, or goes on from one that was interrupted.
 *
 * @throws UserError `resumeImpossible` where something changed since then
 */
export async function beginSearch(
  comparison: ReadyComparison,
  resume: boolean,
  { now, signal, terminal: { note } }: Context,
): Promise<BegunSearch> {
  const { results } = comparison
  const folder = fullFolder(results)
  const [plan, kept] = [await readPlan(folder), await readNeed(results)]
  if (resume && plan) {
    requireSame(plan, comparison, results, now())
    const ready = { ...comparison, id: plan.id }
    const restored = await restoreTrials(folder, plan.id, ready, signal)
    const attempts = kept?.id === plan.id ? kept.attempts : []
    note(
      `  Resuming the search of ${minuteText(plan.begun)} UTC: ${counted(Math.max(attempts.length, restored.size), 'run')} done`,
    )
    return { folder, restored, ready, when: plan.begun, attempts }
  }
  if (plan)
    note(
      `  Discarding the unfinished search of ${minuteText(plan.begun)} UTC, at ${results} (--resume would continue it)`,
    )
  else if (resume) note(`  There is no unfinished search at ${results}: starting a new one`)
  const begun = now()
  // Without its plan, nobody else would know it for a folder of ours.
  if (kept) await removeTree(folder)
  await beginUnfinished(folder, comparison, begun)
  await removeTree(join(results, 'less'))
  return { folder, restored: NOTHING, ready: comparison, when: begun.toISOString(), attempts: [] }
}

/** Without its plan, a search is over. */
export const endSearch = (folder: string): Promise<void> =>
  rm(join(fullFolder(folder), PLAN_FILE), { force: true })
