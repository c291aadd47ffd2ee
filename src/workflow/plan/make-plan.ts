import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { inputTemplates } from '../../model/config/job-input.ts'
import type { Job, Limits } from '../../model/config/model.ts'
import { canBeKept } from '../../model/record/fit.ts'
import { sizeBytes } from '../../model/units/size.ts'
import { type PlannedComparison, planComparisons } from '../../plan/plan.ts'
import { requireLabels } from './labels.ts'
import type { LoadedConfig } from './load-config.ts'
import { partitionsOf } from './partitions.ts'
import { selectEngines, selectJobs, selectRunners } from './select.ts'

export type Cache = 'warm' | 'evicted'

/** What to run, as it is asked for. */
export interface PlanRequest {
  jobs: string[]
  input?: string
  engines?: string[]
  size?: string
  /** Partitions and ranges of days, as `--partition` names them. */
  partition?: string[]
  trials: number
  /** Replaces what limits: says of the page cache. */
  cache?: Cache
  /** One of `RUNNER_CHOICES`. */
  runner: string
}

/** What the request asks for, of what the configuration has. @throws UserError */
export function makePlan(
  request: PlanRequest,
  { config, path }: LoadedConfig,
  { now }: Pick<Context, 'now'>,
): PlannedComparison[] {
  requireLabels({ size: request.size })
  const partitions = partitionsOf(request.partition, now())
  const jobs = selectJobs(config, request.jobs, path)
  if (request.input !== undefined && jobs.length > 1) {
    throw new UserError('inputOfManyJobs', { jobs: jobs.map(({ name }) => name) })
  }
  if (request.size !== undefined && sizeBytes(request.size) === undefined && request.size !== 'own') {
    throw new UserError('sizeInvalid', { text: request.size })
  }
  requireInput(request, jobs, path)
  const size = request.input === undefined ? request.size : (request.size ?? 'own')
  const plans = planComparisons(
    jobs.map((job) => {
      const engines = selectEngines(job, request.engines)
      const queryEngines = job.queries?.engines ?? []
      return {
        ...{ job, engines },
        runners: selectRunners(job, engines, request.runner),
        queryRunners: selectRunners(job, queryEngines, request.runner),
      }
    }),
    {
      limits: withCache(config.limits, request.cache),
      ...(size !== undefined && { size }),
      partitions,
      trials: request.trials,
    },
  )
  for (const plan of plans) requireKeepable(plan)
  return plans
}

/** With another page cache, two limits may be the same. */
function withCache(limits: readonly Limits[], cache: Cache | undefined): readonly Limits[] {
  if (cache === undefined) return limits
  const others = limits.map(({ cache: _, ...other }) => ({ ...other, ...(cache === 'evicted' && { cache }) }))
  return [...new Map(others.map((each) => [JSON.stringify(each), each])).values()]
}

/** All that runs must fit into a record, or it would be found too large when everything has run. */
function requireKeepable({ job, engines, blocks }: PlannedComparison): void {
  const [trials, tables] = [blocks.flat(), Object.keys(job.tables).length]
  const steps = trials.reduce((sum, engine) => sum + (job.engines[engine]?.steps.length ?? 0), 0)
  if (!canBeKept({ trials: trials.length, steps, findings: engines.length * tables }))
    throw new UserError('planTooLarge', {
      job: job.name,
      trials: trials.length,
      engines: engines.length,
      tables,
    })
}

/**
 * An input of the command line needs a job with one input. A size of which a job has no input of its own would be another
 * name for the same bytes.
 *
 * @throws UserError `inputOfSeveral`, `sizeOfOwnInput`
 */
export function requireInput(
  { input: given, size }: Pick<PlanRequest, 'input' | 'size'>,
  jobs: readonly Job[],
  path: string,
): void {
  for (const { name: job, input } of jobs)
    if (given !== undefined && input.kind === 'several')
      throw new UserError('inputOfSeveral', { job, inputs: Object.keys(input.templates) })
  if (given !== undefined || size === undefined || size === 'own') return
  const job = jobs.find(
    ({ input, sizes }) =>
      input.kind !== 'fixture' &&
      !inputTemplates(input).some(({ template }) => template.includes('{size}')) &&
      !sizes.includes(size),
  )
  if (job) throw new UserError('sizeOfOwnInput', { job: job.name, size, path })
}
