import type { Engine, Job, Limits } from '../model/config/model.ts'
import { mapEntries } from '../model/config/values.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { formatBytes } from '../model/units/bytes.ts'
import { counted } from '../text/text.ts'
import { blockOrder } from './order.ts'

/** One job at one size, limits and partition: what becomes one run record. */
export interface PlannedComparison {
  job: Job
  /** Baseline first. */
  engines: Engine[]
  /** Who executes each engine: a runner's name a step. */
  runners: Record<string, string[]>
  /** The same of the engines of its queries. */
  queryRunners: Record<string, string[]>
  size: string
  limits: Limits
  partition: string
  /** Folder below `--out`: `<job>/<size>`, with `@<limits>` and `@<partition>` behind it where the plan has several, or where the page cache is cold. */
  folder: string
  /** Engine names in the order of their trials, a list a block. */
  blocks: string[][]
}

export interface PlanOptions {
  limits: readonly Limits[]
  /** Replaces the sizes that jobs name. */
  size?: string
  /** At least one. */
  partitions: readonly string[]
  /** Counted trials an engine, even. */
  trials: number
}

/** Every comparison that a run consists of: partitions × jobs × sizes × limits. */
export function planComparisons(
  jobs: readonly Pick<PlannedComparison, 'job' | 'engines' | 'runners' | 'queryRunners'>[],
  { limits, size, partitions, trials }: PlanOptions,
): PlannedComparison[] {
  const isOnePartition = partitions.length === 1
  return partitions.flatMap((partition) =>
    jobs.flatMap(({ job, engines, runners, queryRunners }) =>
      (size === undefined ? job.sizes : [size]).flatMap((each) =>
        placesOf(job, limits).map((limit, _, { length }) => ({
          job: onStorage(job, limit.storage),
          engines,
          runners,
          queryRunners,
          size: each,
          limits: limit,
          partition,
          folder:
            resultsFolder(job.name, each, length === 1 && limit.cache === undefined ? null : limit) +
            (isOnePartition ? '' : `@${encodeURIComponent(partition)}`),
          blocks: blockOrder(
            engines.map(({ name }) => name),
            trials,
            partition,
          ),
        })),
      ),
    ),
  )
}

/** The limits that a job runs at, on each of its stores and with each number of workers. */
export function placesOf(
  { storage, workers }: { [Key in 'storage' | 'workers']?: Job[Key] | undefined },
  limits: readonly Limits[],
): Limits[] {
  const stored = storage?.flatMap((name) => limits.map((limit) => ({ ...limit, storage: name }))) ?? limits
  return stored.flatMap((limit) => workers?.map((count) => ({ ...limit, workers: count })) ?? limit)
}

/** A job whose tables go to one of its stores. */
function onStorage(job: Job, storage: string | undefined): Job {
  if (storage === undefined) return job
  const tables = mapEntries(job.tables, (_, { lake, ...table }) => ({
    ...table,
    ...(lake !== undefined && { lake: lake.replace('{storage}', storage) }),
  }))
  return { ...job, tables }
}

/** Where the results of a run lie, below the folder of all: `<job>/<size>`, with the limits behind it where it is one of several. */
export const resultsFolder = (
  job: string,
  size: string,
  limits: Limits | RunRecord['limits'] | null,
): string => `${job}/${size}${limits === null ? '' : `@${limitsLabel(limits)}`}`

/** `sessions small`, as people see it while it runs; with what sets it apart from others of the plan, as its folder has it. */
export const placeName = ({ folder }: PlannedComparison): string => folder.replace('/', ' ')

/** Trials that a plan consists of. */
export const trialCount = (plans: readonly PlannedComparison[]): number =>
  plans.reduce((sum, { blocks }) => sum + blocks.flat().length, 0)

/** `2cpu-4GiB`, `2cpu-4GiB-20GiB-disk`, `2cpu-evicted`, `2cpu-s3`, `2cpu-4workers`, `allcpu` where nothing is limited. */
function limitsLabel(limits: Limits | RunRecord['limits']): string {
  const { cpus, memoryBytes, diskBytes, cache, storage, workers } = limits
  const memory = memoryBytes == null ? '' : `-${binaryBytes(memoryBytes)}`
  const disk = diskBytes === undefined ? '' : `-${binaryBytes(diskBytes)}-disk`
  const size = workers === undefined ? undefined : `${workers}workers`
  const named = [cache, storage, size].flatMap((name) => (name === undefined ? [] : [`-${name}`]))
  return [`${cpus ?? 'all'}cpu`, memory, disk, ...named].join('')
}

/** What `cache: evicted` is called. */
export const COLD = 'cold page cache'

/** `2 cores, 4 GiB`, `2 cores, 4 GiB, on s3`, for people; of a configuration, or of a record, where null means not limited. */
export function describeLimits({
  cpus,
  memoryBytes,
  diskBytes,
  cache,
  storage,
  workers,
}: Limits | RunRecord['limits']): string {
  const cores = cpus == null ? 'all cores' : `${cpus} ${cpus === 1 ? 'core' : 'cores'}`
  const memory = memoryBytes == null ? 'memory not limited' : binaryBytes(memoryBytes, ' ')
  return [
    cores,
    memory,
    ...(diskBytes === undefined ? [] : [`${binaryBytes(diskBytes, ' ')} of disk`]),
    ...(cache === undefined ? [] : [COLD]),
    ...(storage === undefined ? [] : [`on ${storage}`]),
    ...(workers === undefined ? [] : [counted(workers, 'worker')]),
  ].join(', ')
}

/** `16GiB`, in the units that limits are declared in where they are whole. */
export function binaryBytes(bytes: number, space = ''): string {
  if (bytes % 2 ** 30 === 0) return `${bytes / 2 ** 30}${space}GiB`
  if (bytes % 2 ** 20 === 0) return `${bytes / 2 ** 20}${space}MiB`
  return formatBytes(bytes).replace(' ', space)
}
