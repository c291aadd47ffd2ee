import { join, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { lockOut } from '../../files/out-lock.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { checkApart } from '../../inputs/resolve.ts'
import { announceMeasuring } from '../../machine/measuring.ts'
import { toRecordLimits } from '../../model/record/limits.ts'
import type { Attempt } from '../../need/attempt.ts'
import type { Need } from '../../need/need.ts'
import { toolVersion } from '../../version.ts'
import { runAndCompare } from '../comparison.ts'
import { codeDoubts, runSetup } from '../run/execute-run.ts'
import { noteOnce } from '../run/plan-run.ts'
import { prepareComparisons } from '../run/prepare-comparisons.ts'
import type { MeasuredTrial } from '../trial/measure-trial.ts'
import { removeOutput } from '../trial/output.ts'
import type { ReadyComparison, RunSetup } from '../trial/setup.ts'
import { beginSearch, endSearch } from './begin.ts'
import type { LimitedPlan } from './most-memory.ts'
import { keepNeed } from './need-file.ts'
import type { NeedRequest, PlannedNeed } from './plan-need.ts'
import { attemptOf } from './run-with.ts'
import { search } from './search.ts'

/** What a search found, and where its runs lie. */
export interface FoundNeed {
  need: Need
  folder: string
}

/** Where searches lie, apart from results: runs with too little memory are no measurements. */
const NEEDS = 'need'

/** Runs what is planned. @param show called with each search as soon as it has ended, or was interrupted */
export async function findNeed(
  { request, planned, plans, engines, unlimited }: PlannedNeed,
  show: (found: FoundNeed) => void,
  context: Context,
): Promise<FoundNeed[]> {
  const out = resolve(request.out, NEEDS)
  using measuring = await announceMeasuring()
  await sweepScratch()
  const ready = await prepareComparisons(plans, { ...request, out }, planned.loaded, context)
  const setup = await runSetup(planned, measuring, context)
  noteOnce(ready.flatMap(codeDoubts), context)
  for (const { plan, input } of ready) checkApart(plan.job.name, input, out)
  await using _lock = await lockOut(out)
  const found: FoundNeed[] = []
  for (const comparison of ready) {
    if (context.signal.aborted) break
    const asked = { engines, unlimited, tolerance: request.tolerance, resume: request.resume }
    const need = await searchAll(comparison, { ...setup, pacer: paced(setup, comparison) }, asked, context)
    found.push({ need, folder: comparison.results })
    show({ need, folder: comparison.results })
  }
  return found
}

/** Counts runs, whose number nobody knows; times with too little memory are not what later runs will take. */
function paced({ pacer }: RunSetup, { plan }: ReadyComparison): RunSetup['pacer'] {
  let position = 0
  return {
    ...pacer,
    expected: (_, engine) => pacer.expected(plan, engine),
    record: () => undefined,
    position: () => {
      position += 1
      return `[${position}]`
    },
  }
}

interface Asked
  extends Pick<NeedRequest, 'tolerance' | 'resume'>,
    Pick<PlannedNeed, 'engines' | 'unlimited'> {}

/** Runs all engines with the most memory, then each with less. */
async function searchAll(
  comparison: ReadyComparison,
  setup: RunSetup,
  { engines, unlimited, tolerance, resume }: Asked,
  context: Context,
): Promise<Need> {
  const { ready, when, attempts, ...beginning } = await beginSearch(comparison, resume, context)
  const { results: folder, plan, id } = ready
  const { trials: references, parity } = await runAndCompare(ready, setup, beginning, context)
  const most = (plan as LimitedPlan).limits.memoryBytes
  const isNew = ({ engine }: Attempt) => !attempts.some((each) => each.engine === engine)
  const limits = { ...toRecordLimits(plan.limits), memoryBytes: most }
  const need: Need = {
    ...{ version: 1, id, tool: toolVersion, job: plan.job.name, size: plan.size },
    ...{ partition: plan.partition, when, baseline: plan.job.baseline, limits, tolerance, parity, engines },
    attempts: [...attempts, ...(await firstAttempts(references, most)).filter(isNew)],
    ended: unlimited,
  }
  await keepNeed(folder, need)
  if (context.signal.aborted) return need
  const done = await search(need, { ready, setup, references, folder }, context)
  if (context.signal.aborted) return done
  await endSearch(folder)
  for (const reference of references) await removeOutput(reference.folder, context.terminal.note)
  return done
}

/** One that was interrupted says nothing. */
const firstAttempts = (references: readonly MeasuredTrial[], most: number) =>
  Promise.all(
    references
      .filter(({ trial: { outcome } }) => outcome !== 'cancelled' && outcome !== 'not-started')
      .map((each) => attemptOf(each, most, null, join('full', each.trial.engine, '1'))),
  )
