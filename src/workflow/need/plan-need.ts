import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import type { Search, Tolerance } from '../../need/bisection.ts'
import { searchOf } from '../../need/need.ts'
import { runnerNamed } from '../../runners/registry.ts'
import { engineOf } from '../plan/select.ts'
import { type PlannedRun, planRun, type RunRequest } from '../run/plan-run.ts'
import { type LimitedPlan, withMostMemory } from './most-memory.ts'

/** A search as it is asked for. */
export interface NeedRequest extends Omit<RunRequest, 'jobs' | 'trials' | 'cold' | 'ledger' | 'keepOutputs'> {
  job: string
  tolerance: Tolerance
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

function narrowed(
  { job: { queries: _, ...job }, ...plan }: LimitedPlan,
  names: readonly string[],
): LimitedPlan {
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
