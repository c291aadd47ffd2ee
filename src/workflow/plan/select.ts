import { UserError } from '../../errors.ts'
import type { Config, Engine, Job } from '../../model/config/model.ts'
import { own } from '../../model/config/own.ts'
import { chooseRunners } from '../../runners/choose.ts'
import { RUNNERS } from '../../runners/registry.ts'

/**
 * The jobs that were asked for, all where none was.
 *
 * @throws UserError `jobsMissing`, `jobUnknown`
 */
export function selectJobs(config: Config, names: readonly string[], path: string): Job[] {
  const known = Object.keys(config.jobs)
  if (known.length === 0) throw new UserError('jobsMissing', { path })
  return (names.length > 0 ? names : known).map((name) => {
    const job = own(config.jobs, name)
    if (!job) throw new UserError('jobUnknown', { job: name, known, path })
    return job
  })
}

/** @throws UserError `engineUnknown` */
export function engineOf({ name: job, engines }: Job, name: string): Engine {
  const engine = own(engines, name)
  if (!engine) throw new UserError('engineUnknown', { engine: name, job, known: Object.keys(engines) })
  return engine
}

/**
 * A job's engines, baseline first; where any is named, only those and the baseline.
 *
 * @throws UserError `engineUnknown`, `enginesTooFew`
 */
export function selectEngines(job: Job, names: readonly string[] | undefined): Engine[] {
  const known = Object.keys(job.engines)
  for (const name of names ?? []) engineOf(job, name)
  const others = known.filter((name) => name !== job.baseline && (names?.includes(name) ?? true))
  if (others.length === 0) throw new UserError('enginesTooFew', { job: job.name, baseline: job.baseline })
  return [job.baseline, ...others].flatMap((name) => job.engines[name] ?? [])
}

/**
 * Who executes each engine, a runner's name a step.
 *
 * @throws UserError `runnerUnavailable`
 */
export function selectRunners(
  job: Job,
  engines: readonly Engine[],
  choice: string,
): Record<string, string[]> {
  const chosen = Object.entries(chooseRunners(engines, choice)).map(([engine, runners]) => {
    const { unfit = '' } = RUNNERS.find(({ name }) => name === choice) ?? RUNNERS[0] ?? {}
    if (!runners) throw new UserError('runnerUnavailable', { job: job.name, engine, unfit })
    return [engine, runners] as const
  })
  return Object.fromEntries(chosen)
}
