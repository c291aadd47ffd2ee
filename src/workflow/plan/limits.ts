import { totalmem } from 'node:os'
import { UserError } from '../../errors.ts'
import type { Limits, Place } from '../../model/config/model.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import type { PlannedComparison } from '../../plan/plan.ts'
import { runHere, stepsOnRunners } from '../../runners/choose.ts'
import { counted } from '../../text/text.ts'
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
 * How clusters run otherwise than their limits say, in sentences: those of containers ask for more than this machine has, or
 * nobody sees the disks of executors elsewhere.
 */
export const clusterDoubts = (plans: readonly PlannedComparison[], cores: number): string[] =>
  plans.flatMap(({ job, engines, limits, runners }) =>
    engines.flatMap(({ name, steps }) => {
      const [cluster] = steps.flatMap(({ place }) => place.cluster ?? [])
      if (!cluster || !runHere({ [name]: runners[name] })) return []
      const doubts =
        cluster.master === undefined ? containerDoubts(limits, cluster, cores) : elsewhereDoubts(limits)
      return doubts.map((doubt) => `${job.name} · ${name}: ${doubt}`)
    }),
  )

type Cluster = NonNullable<Place['cluster']>

const containerDoubts = (limits: Limits, cluster: Cluster, cores: number): string[] =>
  [sharingDoubt(limits, cluster, cores), memoryDoubt(limits, cluster)].flatMap((doubt) =>
    doubt === null ? [] : [`${counted(limits.workers ?? 0, 'worker')} ${doubt}`],
  )

const elsewhereDoubts = ({ diskBytes }: Limits): string[] =>
  diskBytes === undefined
    ? []
    : ["limits.disk counts what its driver has on disk, not what executors have: their disks can't be seen"]

function sharingDoubt({ workers = 0, cpus: ofDriver }: Limits, { cpus = 0 }: Cluster, cores: number) {
  const of = `of ${counted(cpus, 'core')} on this machine's ${cores}`
  if (workers * cpus > cores) return `${of}: they share cores, with each other and with the driver`
  return workers * cpus + (ofDriver ?? cores) > cores ? `${of}: they share cores with the driver` : null
}

function memoryDoubt({ workers = 0, memoryBytes = 0 }: Limits, { memory = 0 }: Cluster): string | null {
  const [asked, has] = [workers * memory + memoryBytes, totalmem()]
  return asked > has
    ? `and their driver may take ${formatBytes(asked)}, but this machine has ${formatBytes(has)}`
    : null
}

/**
 * What was built here can't be pulled: it has no cold start to measure.
 *
 * @throws UserError `coldNotPulled`
 */
export function checkCold(plans: readonly PlannedComparison[]): void {
  for (const { job, engines, runners } of plans) {
    const warm = engines.find((engine) =>
      stepsOnRunners(engine, runners[engine.name]).some(
        ({ step, runner }) => !runner.isHere || !runner.pulls(step.place),
      ),
    )
    if (warm) throw new UserError('coldNotPulled', { job: job.name, engine: warm.name })
  }
}
