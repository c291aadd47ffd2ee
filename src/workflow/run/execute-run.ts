import { join, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { readWhole } from '../../files/excerpt.ts'
import { currentCommit } from '../../files/git.ts'
import { lockOut } from '../../files/out-lock.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { checkApart } from '../../inputs/resolve.ts'
import { parseRecord } from '../../ledger/parse.ts'
import { announceMeasuring, type Measuring } from '../../machine/measuring.ts'
import { otherRuns } from '../../machine/other-run.ts'
import { readVerification } from '../../machine/verification.ts'
import { fitRecord } from '../../model/record/fit.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { placeName } from '../../plan/plan.ts'
import { othersWords } from '../../render/comparison/machine.ts'
import { runComparison } from '../comparison.ts'
import { lakeAccess } from '../plan/lakes.ts'
import { currentEvent } from '../record/event.ts'
import { hasBegun, keepRun } from '../record/keep-run.ts'
import { type Beginning, beginResults, endUnfinished, lookAtResults } from '../results/begin.ts'
import { exchangeResults } from '../results/exchange.ts'
import { RECORD_FILE, unfinishedFolder } from '../results/unfinished.ts'
import { namespaceHomes } from '../trial/namespaces.ts'
import type { ReadyComparison, RunSetup } from '../trial/setup.ts'
import { sweepNamespaces } from '../trial/sweep-namespaces.ts'
import { noteOnce, type PlannedRun } from './plan-run.ts'
import { prepareComparisons } from './prepare-comparisons.ts'

/** A comparison's record as it lies among the results. */
export interface FinishedComparison {
  ready: ReadyComparison
  record: RunRecord
  /** Where its record, logs and samples lie. */
  folder: string
}

type Show = (finished: FinishedComparison) => void

/**
 * Runs what is planned, and writes one record a comparison.
 *
 * @param show called with each comparison as soon as its record is written
 * @returns the records, and whether each lies wherever it was to be kept
 */
export async function executeRun(
  planned: PlannedRun,
  show: Show,
  context: Context,
): Promise<{ records: RunRecord[]; areKept: boolean }> {
  const { request, loaded, plans, pacer } = planned
  using measuring = await announceMeasuring()
  await noteOthers(measuring, context)
  await sweepScratch()
  await removeAbandoned(planned, context)
  const ready = await prepareComparisons(plans, request, loaded, context)
  const setup = await runSetup(planned, measuring, context)
  noteOnce(ready.flatMap(codeDoubts), context)
  const out = resolve(request.out)
  for (const { plan, input } of ready) checkApart(plan.job.name, input, out)
  await using _lock = await lockOut(out)
  const beginnings: Beginning[] = []
  for (const comparison of ready) beginnings.push(await lookAtResults(comparison, request, context))
  const records: RunRecord[] = []
  let areKept = true
  for (const [index, comparison] of ready.entries()) {
    if (context.signal.aborted) break
    const beginning = beginnings[index]
    if (beginning === undefined || beginning.kind === 'complete') {
      const isKept = await keepComplete(comparison, planned, context)
      areKept &&= isKept
      continue
    }
    const { record, isKept } = await finish(comparison, beginning, { setup, planned, show }, context)
    records.push(record)
    areKept &&= isKept
  }
  await pacer.save()
  return { records, areKept }
}

/** What killed runs left where this one has namespaces. */
async function removeAbandoned({ plans, loaded }: PlannedRun, { env, terminal }: Context): Promise<void> {
  const homes = new Set(plans.flatMap(({ job }) => [...namespaceHomes(job)]))
  const removed = await sweepNamespaces(homes, lakeAccess(loaded, env), () => undefined)
  for (const what of removed) terminal.note(`removed ${what}, which a killed run had left`)
}

/** What all comparisons of a run share. */
export async function runSetup(
  { request, loaded, cpus, pacer }: PlannedRun,
  measuring: Measuring,
  context: Context,
): Promise<RunSetup> {
  return {
    config: loaded.shown,
    keepOutputs: request.keepOutputs,
    isVerified: await readVerification(),
    isCold: request.cold,
    cpus,
    measuring,
    commit: await currentCommit(loaded.folder),
    event: await currentEvent(context, 'manual'),
    pacer,
  }
}

/** Nobody has to wait: another may take hours. What it does to the figures is measured, and said beside them. */
async function noteOthers(measuring: Measuring, { terminal, now }: Context): Promise<void> {
  const others = othersWords(await otherRuns(measuring, now()))
  if (others !== undefined)
    terminal.note(`! ${others}, so all times will be too long. Run them one after the other.\n`)
}

export const codeDoubts = ({ plan, engines }: ReadyComparison): string[] =>
  engines.flatMap(({ name, doubts }) => doubts.map((doubt) => `${plan.job.name} · ${name}: ${doubt}`))

/**
 * Says that a resumed run has nothing to run for a comparison. One that was killed may not have kept its record yet.
 *
 * @returns whether it is kept
 */
async function keepComplete(
  { plan, results }: ReadyComparison,
  { pacer, ledger, request }: PlannedRun,
  context: Context,
): Promise<boolean> {
  for (const _ of plan.blocks.flat()) pacer.position()
  context.terminal.note(`✓ ${placeName(plan)} is complete: ${results}`)
  const text = await readWhole(join(results, RECORD_FILE))
  if (ledger === null || text === undefined) return true
  const { record } = parseRecord(text)
  if (!record) return true
  return keepRun(ledger, { record, text, folder: results, place: request.ledger ?? '' }, context)
}

async function finish(
  comparison: ReadyComparison,
  beginning: Exclude<Beginning, { kind: 'complete' }>,
  { setup, planned, show }: { setup: RunSetup; planned: PlannedRun; show: Show },
  context: Context,
): Promise<{ record: RunRecord; isKept: boolean }> {
  const { results } = comparison
  const { ledger, request } = planned
  const { ready, restored } = await beginResults(comparison, beginning, request.resume, context)
  const unfinished = unfinishedFolder(results)
  const begun = { folder: unfinished, restored }
  const record = await runComparison(ready, setup, begun, context).catch((error: unknown) => {
    context.terminal.note(`What was measured is at ${unfinished}`)
    throw error
  })
  const { text } = fitRecord(record)
  await writeAtomically(join(unfinished, RECORD_FILE), text)
  const isOver = !context.signal.aborted
  if (isOver)
    await exchangeResults(results, { keepOutputs: request.keepOutputs, note: context.terminal.note })
  const folder = isOver ? results : unfinished
  show({ ready, record, folder })
  const isWanted = ledger !== null && (isOver || hasBegun(record))
  const isKept =
    !isWanted || (await keepRun(ledger, { record, text, folder, place: request.ledger ?? '' }, context))
  if (!isOver) await endUnfinished(ready, isWanted && isKept, request.partition, context)
  return { record, isKept }
}
