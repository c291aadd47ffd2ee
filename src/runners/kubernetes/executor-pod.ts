import type { V1EnvVar, V1Pod } from '@kubernetes/client-node'
import { INSIDE, METER_FILES } from '../docker/container-paths.ts'
import { SAMPLING } from '../meter/measures.ts'
import type { MeterSpec } from '../meter/start.ts'
import {
  type ExecutorSize,
  loggedSettings,
  type Settings,
  sizedExecutors,
} from '../spark-cluster/settings.ts'
import { CONTAINER, DRIVER, type PodSpec, podManifest } from './manifest.ts'

/** What executors of a driver are to be. */
export interface ExecutorPlan {
  size: ExecutorSize
  count: number
  /** The driver's pod, and its namespace. */
  driver: string
  namespace: string
  /** How long the first task waits for all of them, before whoever is there has to do. */
  waitSeconds: number
}

/** What the driver finds in its folder `run`, and what all executors have in one of their own. */
export const DRIVER_FILES = { conf: 'conf', events: 'events', template: 'executor.json' }
export const executorResult = (pod: string): string => `${executorId(pod)}.json`

export const executorPrefix = (driver: string): string => `${driver}-exec-`
export const executorId = (pod: string): string => pod.slice(pod.lastIndexOf('-') + 1)

/**
 * What Spark makes executors of: it adds its own variables and volumes, and an argument that only its own images' entrypoint
 * understands. With Python inside, the meter takes that entrypoint's place.
 *
 * @param driver the driver's pod, whose image, user and mounts are theirs too
 */
export function executorTemplate(
  driver: Omit<PodSpec, 'serviceAccount' | 'filled' | 'name' | 'args' | 'command' | 'cpus' | 'memoryBytes'>,
  python: string | null,
  { driver: name, size }: ExecutorPlan,
): V1Pod {
  return podManifest({
    ...driver,
    name: `${executorPrefix(name)}0`,
    args: [],
    command: python === null ? null : ['sh', '-c', METERED, python],
    cpus: size.cpus,
    memoryBytes: size.memory,
    labels: { ...driver.labels, [DRIVER]: name },
  })
}

/** Each has a result of its own; what Spark adds comes last, and nobody reads it. */
const METERED = `exec "$0" -ESs ${INSIDE.meter}/meter.py ${INSIDE.run}/${METER_FILES.spec} "${INSIDE.run}/$SPARK_EXECUTOR_ID.json"`

/**
 * What the entrypoint of Spark's images does, with what Spark's scheduler tells it in variables. By this class, `spark-class` knows
 * an executor, and gives it its options and its heap.
 */
const EXECUTOR = `export SPARK_EXECUTOR_CLASSPATH="$SPARK_CLASSPATH" SPARK_EXECUTOR_OPTS="$(env | sed -n 's/^SPARK_JAVA_OPT_[0-9]*=//p' | tr '\\n' ' ')"
exec "\${SPARK_HOME:+$SPARK_HOME/bin/}spark-class" org.apache.spark.executor.CoarseGrainedExecutorBackend \\
  --driver-url "$SPARK_DRIVER_URL" --executor-id "$SPARK_EXECUTOR_ID" --cores "$SPARK_EXECUTOR_CORES" \\
  --app-id "$SPARK_APPLICATION_ID" --hostname "$SPARK_EXECUTOR_POD_IP" --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID"`

/** Each begins in a folder of its own in one that all share, which has its temporary files and Spark's blocks too. */
const apartIn = (shared: string): string =>
  `mkdir "${shared}/$SPARK_EXECUTOR_ID" && cd "${shared}/$SPARK_EXECUTOR_ID" && export TMPDIR="$PWD" SPARK_LOCAL_DIRS="$PWD"`

/**
 * What the meter runs in each executor. What a program sends to executors is put where they begin.
 *
 * @param shared folder for temporary files that all executors share; null: each has its own, and a volume for Spark's blocks
 */
export const executorSpec = (readOnlyRoot: boolean, shared: string | null): MeterSpec => ({
  ...SAMPLING,
  argv: ['sh', '-c', shared === null ? EXECUTOR : `${apartIn(shared)}\n${EXECUTOR}`],
  ...(readOnlyRoot && { cwd: '/tmp' }),
  inContainer: true,
  exitsAlike: true,
})

/** Settings of the driver, which names no master here: its pod's environment does. */
export const driverSettings = (
  { size, count, driver, namespace, waitSeconds }: ExecutorPlan,
  image: string,
): Settings => ({
  ...sizedExecutors(size, count),
  ...loggedSettings(`file:${INSIDE.run}/${DRIVER_FILES.events}`),
  'spark.kubernetes.namespace': namespace,
  'spark.kubernetes.container.image': image,
  // Executors are its, and go with it.
  'spark.kubernetes.driver.pod.name': driver,
  'spark.kubernetes.executor.podNamePrefix': driver,
  'spark.kubernetes.executor.podTemplateFile': `${INSIDE.run}/${DRIVER_FILES.template}`,
  'spark.kubernetes.executor.podTemplateContainerName': CONTAINER,
  'spark.kubernetes.executor.limit.cores': String(size.cpus),
  // So that the driver needs no rights but those on pods
  'spark.kubernetes.executor.disableConfigMap': 'true',
  'spark.kubernetes.driver.service.deleteOnTermination': 'false',
  'spark.kubernetes.driver.ownPersistentVolumeClaim': 'false',
  'spark.kubernetes.driver.reusePersistentVolumeClaim': 'false',
  'spark.scheduler.maxRegisteredResourcesWaitingTime': `${2 * waitSeconds}s`,
})

/**
 * Variables of the driver's pod that its node fills in: the API server, and the address that executors call.
 *
 * @param apiHost what pods call the API server's host; null where no pod could say, and it is taken for none of IPv6
 */
export function driverVariables(apiHost: string | null): V1EnvVar[] {
  const host = apiHost?.includes(':') ? `[${apiHost}]` : '$(KUBERNETES_SERVICE_HOST)'
  const master = `k8s://https://${host}:$(KUBERNETES_SERVICE_PORT)`
  return [
    { name: 'MASTER', value: master },
    { name: 'ETL_SPARK_MASTER', value: master },
    { name: 'SPARK_LOCAL_HOSTNAME', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
  ]
}
