import type { Place } from '../../model/config/model.ts'
import { MASTER } from '../../model/record/spark-master.ts'

type Cluster = NonNullable<Place['cluster']>

/** Settings of Spark, as `spark-defaults.conf` has them: those of the program itself count before. */
export type Settings = Readonly<Record<string, string>>

/** What the daemon of a worker takes beside its executor. */
const DAEMON_BYTES = 384 * 2 ** 20
/** How long the first task waits for executors that do not come. */
const LONGEST_WAIT = '5min'
/** Of an executor's memory, what is beside its heap: Spark's rule for Python on Kubernetes. */
const HEAP_SHARE = 1 / 1.4

export const isConnect = (master: string): boolean => master.startsWith('sc://')

/** What each executor has, where it has its memory to itself. */
export interface ExecutorSize {
  cpus: number
  /** Bytes. */
  memory: number
}

/** One executor on each worker of a cluster of containers, with all its cores, from the beginning to the end. */
export const ownSettings = (
  master: string,
  { cpus, memoryBytes }: { cpus: number; memoryBytes: number },
  workers: number,
  events: string,
): Settings => ({
  ...fixedExecutors(cpus, workers),
  ...loggedSettings(events),
  [MASTER]: master,
  'spark.executor.memory': mebibytes((memoryBytes - DAEMON_BYTES) * HEAP_SHARE),
  // Read by the daemons too: the master's UI leads to those of workers and programs, and ends none.
  'spark.ui.reverseProxy': 'true',
  'spark.ui.killEnabled': 'false',
})

/** As many executors as are asked for, on a cluster that runs already; where none are, its own rules count. */
export function foreignSettings(
  { master = '', cpus, memory }: Cluster,
  workers: number | undefined,
  events: string,
): Settings {
  return {
    [MASTER]: master,
    ...loggedSettings(events),
    ...(cpus !== undefined && { 'spark.executor.cores': String(cpus) }),
    ...(memory !== undefined && memorySettings(memory)),
    ...(cpus !== undefined && workers !== undefined && countedExecutors(cpus, workers)),
  }
}

/** So many executors of that size, from the beginning to the end. */
export const sizedExecutors = ({ cpus, memory }: ExecutorSize, count: number): Settings => ({
  ...countedExecutors(cpus, count),
  ...memorySettings(memory),
})

const countedExecutors = (cpus: number, count: number): Settings => ({
  ...fixedExecutors(cpus, count),
  'spark.executor.instances': String(count),
})

const memorySettings = (bytes: number): Settings => ({
  'spark.executor.memory': mebibytes(bytes * HEAP_SHARE),
  'spark.executor.memoryOverhead': mebibytes(bytes - bytes * HEAP_SHARE),
})

const fixedExecutors = (cpus: number, workers: number): Settings => ({
  'spark.cores.max': String(cpus * workers),
  'spark.executor.cores': String(cpus),
  'spark.dynamicAllocation.enabled': 'false',
  // Else the first task is given to whoever has come first, or is there after 30 s.
  'spark.scheduler.minRegisteredResourcesRatio': '1.0',
  'spark.scheduler.maxRegisteredResourcesWaitingTime': LONGEST_WAIT,
})

/** @param events a URI */
export const loggedSettings = (events: string): Settings => ({
  'spark.eventLog.enabled': 'true',
  'spark.eventLog.dir': events,
})

const mebibytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)}m`

/** The text of `spark-defaults.conf`. */
export const settingsText = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('')

/** Variables of a driver's environment. A program that names no master also finds it in the settings. */
export const driverEnv = (master: string, conf: string): Record<string, string> =>
  isConnect(master) ? { SPARK_REMOTE: master } : { ETL_SPARK_MASTER: master, SPARK_CONF_DIR: conf }
