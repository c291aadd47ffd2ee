import { totalmem } from 'node:os'
import { UserError } from '../../errors.ts'
import type { PlannedComparison } from '../../plan/plan.ts'
import { stepsOnRunners } from '../../runners/choose.ts'
import type { LoadedConfig } from './load-config.ts'

/**
 * Limits above what this machine has would measure something else than they say.
 *
 * @throws UserError `limitTooHigh`
 */
export function checkLimits({ config, path }: LoadedConfig, cores: number): void {
  for (const { cpus, memoryBytes } of config.limits) {
    if (cpus !== undefined && cpus > cores) {
      throw new UserError('limitTooHigh', { what: 'cpus', asked: String(cpus), has: String(cores), path })
    }
    if (memoryBytes !== undefined && memoryBytes > totalmem()) {
      const [asked, has] = [memoryBytes, totalmem()].map((bytes) => `${(bytes / 2 ** 30).toFixed(1)}GiB`)
      throw new UserError('limitTooHigh', { what: 'memory', asked: asked ?? '', has: has ?? '', path })
    }
  }
}

/**
 * What was built here can't be pulled: it has no cold start to measure.
 *
 * @throws UserError `coldNotPulled`
 */
export function checkCold(plans: readonly PlannedComparison[]): void {
  for (const { job, engines, runners } of plans) {
    const warm = engines.find((engine) =>
      stepsOnRunners(engine, runners[engine.name]).some(({ step, runner }) => !runner.pulls(step.place)),
    )
    if (warm) throw new UserError('coldNotPulled', { job: job.name, engine: warm.name })
  }
}
