import { join, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { currentCommit } from '../../files/git.ts'
import { lockOut } from '../../files/out-lock.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { checkApart } from '../../inputs/resolve.ts'
import { announceMeasuring } from '../../machine/measuring.ts'
import { readVerification } from '../../machine/verification.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { surroundings } from '../../runners/surroundings.ts'
import { runComparison } from '../comparison.ts'
import { currentEvent } from '../record/event.ts'
import { hasBegun, keepRun } from '../record/keep-run.ts'
import type { ReadyComparison, RunSetup } from '../trial/setup.ts'
import { noteOnce, noteOthers } from './notes.ts'
import type { PlannedRun } from './plan-run.ts'
import { prepareComparisons } from './prepare-comparisons.ts'

/** A comparison's record as it lies among the results. */
export interface FinishedComparison {
  ready: ReadyComparison
  record: RunRecord
  /** Where its record, logs and samples lie. */
  folder: string
}

/**
 * Runs what is planned, and writes one record a comparison.
 *
 * @param show is told each comparison as soon as its record is written
 * @returns the records, and whether each lies wherever it was to be kept
 */
export async function executeRun(
  planned: PlannedRun,
  show: (finished: FinishedComparison) => void,
  context: Context,
): Promise<{ records: RunRecord[]; areKept: boolean }> {
  const { request, loaded, plans, cpus, pacer } = planned
  using measuring = await announceMeasuring()
  await noteOthers(measuring, context)
  await sweepScratch()
  const around = surroundings(loaded.folder, context.env)
  const ready = await prepareComparisons(plans, request.input, around, context)
  const setup: RunSetup = {
    out: resolve(request.out),
    keepOutputs: request.keepOutputs,
    isVerified: await readVerification(),
    isCold: request.cold,
    cpus,
    measuring,
    commit: await currentCommit(loaded.folder),
    event: await currentEvent(context, 'manual'),
    pacer,
  }
  noteOnce(ready.flatMap(codeDoubts), context)
  for (const { plan, input } of ready) checkApart(plan.job.name, input, setup.out)
  await using _lock = await lockOut(setup.out)
  const records: RunRecord[] = []
  let areKept = true
  for (const comparison of ready) {
    if (context.signal.aborted) break
    const finished = await finish(comparison, setup, context)
    show(finished)
    records.push(finished.record)
    areKept = (await keep(finished, planned, context)) && areKept
  }
  await pacer.save()
  return { records, areKept }
}

const codeDoubts = ({ plan, engines }: ReadyComparison): string[] =>
  engines.flatMap(({ name, doubts }) => doubts.map((doubt) => `${plan.job.name} · ${name}: ${doubt}`))

async function finish(
  ready: ReadyComparison,
  setup: RunSetup,
  context: Context,
): Promise<FinishedComparison> {
  const record = await runComparison(ready, setup, context)
  const folder = join(setup.out, ready.plan.folder)
  await writeAtomically(join(folder, 'run.json'), recordText(record))
  return { ready, record, folder }
}

/** Whether a record lies wherever it was to be kept. */
async function keep(
  { record, folder }: FinishedComparison,
  { ledger, request }: PlannedRun,
  context: Context,
): Promise<boolean> {
  if (!ledger || (context.signal.aborted && !hasBegun(record))) return true
  return keepRun(ledger, { record, text: recordText(record), folder, place: request.ledger ?? '' }, context)
}

const recordText = (record: RunRecord): string => `${JSON.stringify(record, null, 1)}\n`
