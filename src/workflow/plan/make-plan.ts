import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { sizeBytes } from '../../model/units/size.ts'
import { defaultKey } from '../../plan/key.ts'
import { type PlannedComparison, planComparisons } from '../../plan/plan.ts'
import { requireLabels } from './labels.ts'
import type { LoadedConfig } from './load-config.ts'
import { selectEngines, selectJobs, selectRunners } from './select.ts'

/** What to run, as it is asked for. */
export interface PlanRequest {
  jobs: string[]
  input?: string
  engines?: string[]
  size?: string
  key?: string
  trials: number
  /** One of `RUNNER_CHOICES`. */
  runner: string
}

/** What the request asks for, of what the configuration has. @throws UserError */
export function makePlan(
  request: PlanRequest,
  { config, path }: LoadedConfig,
  context: Context,
): PlannedComparison[] {
  requireLabels({ '--key': request.key, '--size': request.size })
  const jobs = selectJobs(config, request.jobs, path)
  if (request.input !== undefined && jobs.length > 1) {
    throw new UserError('inputOfManyJobs', { jobs: jobs.map(({ name }) => name) })
  }
  if (request.size !== undefined && sizeBytes(request.size) === undefined && request.size !== 'own') {
    throw new UserError('sizeInvalid', { text: request.size })
  }
  const size = request.input === undefined ? request.size : (request.size ?? 'own')
  return planComparisons(
    jobs.map((job) => {
      const engines = selectEngines(job, request.engines)
      return { job, engines, runners: selectRunners(job, engines, request.runner) }
    }),
    {
      limits: config.limits,
      ...(size !== undefined && { size }),
      key: request.key ?? defaultKey(context.now()),
      trials: request.trials,
    },
  )
}
