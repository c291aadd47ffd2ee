import { join, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { lockOut } from '../../files/out-lock.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { checkApart } from '../../inputs/resolve.ts'
import { announceMeasuring } from '../../machine/measuring.ts'
import { toRecordLimits } from '../../model/record/limits.ts'
import type { Attempt } from '../../need/attempt.ts'
import type { Search, Tolerance } from '../../need/bisection.ts'
import { type Need, searchOf } from '../../need/need.ts'
import { runnerNamed } from '../../runners/registry.ts'
import { toolVersion } from '../../version.ts'
import { runAndCompare } from '../comparison.ts'
import { engineOf } from '../plan/select.ts'
import { codeDoubts, runSetup } from '../run/execute-run.ts'
import { noteOnce, planRun, type PlannedRun, type RunRequest } from '../run/plan-run.ts'
import { prepareComparisons } from '../run/prepare-comparisons.ts'
import type { MeasuredTrial } from '../trial/measure-trial.ts'
import { removeOutput } from '../trial/output.ts'
import type { ReadyComparison, RunSetup } from '../trial/setup.ts'
import { beginSearch, endSearch } from './begin.ts'
import { type LimitedPlan, withMostMemory } from './most-memory.ts'
import { keepNeed } from './need-file.ts'
import { attemptOf } from './run-with.ts'
import { search } from './search.ts'

/** A search as it is asked for. */
export interface NeedRequest
  extends Omit<RunRequest, 'jobs' | 'trials' | 'cold' | 'ledger' | 'keepOutputs'> {
  job: string
  tolerance: Tolerance
}

/** What a search found, and where its runs lie. */
export interface FoundNeed {
  need: Need
  folder: string
}

/** A search that is planned: nothing was brought here yet. */
export interface PlannedNeed {
  request: NeedRequest
  planned: PlannedRun
  plans: LimitedPlan[]
  /** Engines whose least memory is sought. */
  engines: string[]
  /** What each of them begins with. */
  search: Search
  /** Why an engine cannot be searched. */
  unlimited: Record<string, string>
}

/** Where searches lie, apart from results: runs with too little memory are no measurements. */
const NEEDS = 'need'

/**
 * Plans a search: the baseline runs with the most memory whatever engines are named, so that outputs can be compared.
 *
 * @throws UserError where it can be known now that it would stop, such as where nothing can be held to a limit
 */
export async function planNeed(request: NeedRequest, context: Context): Promise<PlannedNeed> {
  const { job, engines: named, ...rest } = request
  const whole = { ...rest, jobs: [job], trials: 1, cold: false, keepOutputs: true }
  const planned = await planRun(whole, context)
  const limited = withMostMemory(planned.plans)
  const [first] = limited
  if (!first) throw new Error(`Nothing of ${job} is planned.`)
  const names = named ?? first.engines.map(({ name }) => name)
  const engines = [...new Set(names.map((name) => engineOf(first.job, name).name))]
  const plans = limited.map((plan) => narrowed(plan, engines))
  const unlimited = await unlimitedOf(engines, first.runners)
  const reasons = Object.values(unlimited)
  if (reasons.length === engines.length)
    throw new UserError('memoryNotLimited', { job, reason: reasons[0] ?? '' })
  const limits = { memoryBytes: first.limits.memoryBytes }
  const begin = searchOf({ limits, tolerance: request.tolerance, attempts: [] }, '')
  return { request, planned, plans, engines, search: begin, unlimited }
}

function narrowed({ job: { queries: _, ...job }, ...plan }: LimitedPlan, names: readonly string[]): LimitedPlan {
  const engines = plan.engines.filter(({ name }) => name === job.baseline || names.includes(name))
  return { ...plan, job, engines, blocks: [engines.map(({ name }) => name)] }
}

async function unlimitedOf(
  engines: readonly string[],
  runners: Record<string, string[]>,
): Promise<Record<string, string>> {
  const answers = new Map<string, string | null>()
  for (const name of new Set(engines.flatMap((engine) => runners[engine] ?? []))) {
    const answer = await runnerNamed(name).confines()
    answers.set(name, answer === true ? null : answer.reason)
  }
  return Object.fromEntries(
    engines.flatMap((engine) => {
      const reason = runners[engine]?.map((name) => answers.get(name)).find((each) => each != null)
      return reason == null ? [] : [[engine, reason]]
    }),
  )
}

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
    const need = await searchAll(comparison, { ...setup, pacer: paced(setup) }, asked, context)
    found.push({ need, folder: comparison.results })
    show({ need, folder: comparison.results })
  }
  return found
}

/** Counts runs, whose number nobody knows; times with too little memory are not what later runs will take. */
function paced({ pacer }: RunSetup): RunSetup['pacer'] {
  let position = 0
  return { ...pacer, record: () => undefined, position: () => `[${++position}]` }
}

interface Asked extends Pick<NeedRequest, 'tolerance' | 'resume'>, Pick<PlannedNeed, 'engines' | 'unlimited'> {}

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
