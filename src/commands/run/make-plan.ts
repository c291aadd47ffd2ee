import type { LoadedConfig } from '../../adapters/config.ts'
import type { Context } from '../../context.ts'
import { defaultKey } from '../../core/plan/key.ts'
import { type PlannedComparison, planComparisons } from '../../core/plan/plan.ts'
import { sizeBytes } from '../../core/units/size.ts'
import { UserError } from '../../errors.ts'
import { requireLabels } from '../record/labels.ts'
import type { RunOptions } from './run.ts'
import { selectEngines, selectJobs, selectRunners } from './select.ts'

/** What the options ask for, of what the configuration has. @throws UserError */
export function makePlan(
  options: RunOptions,
  { config, path }: LoadedConfig,
  context: Context,
): PlannedComparison[] {
  requireLabels({ '--key': options.key, '--size': options.size })
  const jobs = selectJobs(config, options.jobs, path)
  if (options.input !== undefined && jobs.length > 1) {
    throw new UserError('inputOfManyJobs', { jobs: jobs.map(({ name }) => name) })
  }
  if (options.size !== undefined && sizeBytes(options.size) === undefined && options.size !== 'own') {
    throw new UserError('sizeInvalid', { text: options.size })
  }
  const size = options.input === undefined ? options.size : (options.size ?? 'own')
  return planComparisons(
    jobs.map((job) => {
      const engines = selectEngines(job, options.engines)
      return { job, engines, runners: selectRunners(job, engines, options.runner) }
    }),
    {
      limits: config.limits,
      ...(size !== undefined && { size }),
      key: options.key ?? defaultKey(context.now()),
      trials: options.trials,
    },
  )
}
