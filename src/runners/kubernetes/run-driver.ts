import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DiskWatch } from '../../files/disk-usage.ts'
import type { StepRun } from '../../trial/step-run.ts'
import { INSIDE, METER_FILES } from '../docker/container-paths.ts'
import { readResult } from '../meter/result-file.ts'
import { readExecutorUse } from '../spark-cluster/event-log.ts'
import { onPods } from '../spark-cluster/parts.ts'
import { type ExecutorSize, settingsText } from '../spark-cluster/settings.ts'
import { type ClaimFolder, claimFolder, tmpOn } from './claim-folder.ts'
import { type EndedExecutor, isLost, mishapOf, momentsOfExecutor, usageOfExecutor } from './executor-end.ts'
import {
  DRIVER_FILES,
  driverSettings,
  driverVariables,
  type ExecutorPlan,
  executorId,
  executorResult,
  executorSpec,
  executorTemplate,
} from './executor-pod.ts'
import { Executors } from './executors.ts'
import { guarded } from './lacking.ts'
import { type ClaimMount, podName } from './manifest.ts'
import { type Ground, hasTmp, type PodRequest, podOf, runIn, toStepRun, writeTimeline } from './run.ts'
import { onClaim } from './volume.ts'

/** A driver's executors, and whose rights it has to make them. */
export interface WithExecutors {
  size: ExecutorSize
  count: number
  serviceAccount: string
  /** What pods call the API server's host; null where no pod could say. */
  apiHost: string | null
}

/**
 * Executes a step as the driver of executors in pods of their own, which Spark itself asks the cluster for: each measured by a meter
 * inside. All are removed afterwards. Aborting the signal ends them and keeps what was measured.
 *
 * @throws UserError where the cluster refuses the driver, nothing runs it, or executors do not come
 */
export async function runDriver(
  ground: Ground,
  request: PodRequest,
  { size, count, serviceAccount, apiHost }: WithExecutors,
  signal: AbortSignal,
  disk: DiskWatch | null = null,
): Promise<StepRun> {
  const begun = Date.now()
  const { cluster, volume, waitSeconds } = ground
  const { namespace } = cluster
  const name = podName()
  await using folder = await claimFolder(volume)
  const plan: ExecutorPlan = { size, count, driver: name, namespace, waitSeconds }
  const tmp = disk && !hasTmp(request) ? await tmpOn(folder, volume, 'executors-tmp') : null
  const { template, results } = await layOut(folder, ground, request, plan, tmp)
  await using executors = await Executors.of(cluster, name, dirname(request.log))
  using guard = guarded(executors, { image: request.image, namespace, count, waitSeconds }, signal, () =>
    cluster.api.createNamespacedPod({ namespace, body: template, dryRun: 'All' }),
  )
  const driver = { name, serviceAccount, filled: driverVariables(apiHost) }
  const env = { ...request.env, SPARK_CONF_DIR: `${INSIDE.run}/${DRIVER_FILES.conf}` }
  const ending = AbortSignal.any([signal, guard.lacking])
  const ended = await runIn(folder, ground, { ...request, env }, { signal: ending, disk, driver })
  const isLacking = guard.lacking.aborted && !signal.aborted
  await executors.end()
  if (isLacking) throw guard.lacking.reason
  const each = await endedExecutors(executors, size, results)
  await writeTimeline(request, ended, begun, each.flatMap(momentsOfExecutor))
  return onPods(await toStepRun(cluster, request, ended), {
    usages: each.flatMap((one) => usageOfExecutor(one, request.python) ?? []),
    lost: each.filter((one) => isLost(one, ended)).length,
    mishaps: each.flatMap((one) => mishapOf(one, ended) ?? []),
    use: await readExecutorUse(join(folder.run, DRIVER_FILES.events)),
  })
}

/** @param results folder that their meters wrote to */
const endedExecutors = (
  executors: Executors,
  size: ExecutorSize,
  results: string,
): Promise<EndedExecutor[]> =>
  Promise.all(
    [...executors.facts].map(async ([pod, facts]) => ({
      ...{ name: `executor ${executorId(pod)}`, facts, size },
      result: await readResult(join(results, executorResult(pod))),
    })),
  )

/** Writes down what the driver and its executors read, and makes the folders that they write to. */
async function layOut(
  folder: ClaimFolder,
  { volume }: Ground,
  request: PodRequest,
  plan: ExecutorPlan,
  tmp: ClaimMount | null,
) {
  const results = join(folder.path, 'executors')
  const [conf, events] = [join(folder.run, DRIVER_FILES.conf), join(folder.run, DRIVER_FILES.events)]
  await Promise.all([results, conf, events].map((path) => mkdir(path)))
  // Nobody else here enters the folder above.
  await Promise.all([results, events].map((path) => chmod(path, 0o777)))
  const own = onClaim(
    volume,
    { source: results, target: INSIDE.run, readOnly: false },
    'The folder of an executor',
  )
  const shared = folder.mounts.filter(({ target }) => target !== INSIDE.run)
  const mounts = [...shared, own, ...request.mounts, ...(tmp ? [tmp] : [])]
  const template = executorTemplate(await podOf({ ...request, mounts }, volume), request.python, plan)
  await Promise.all([
    writeFile(join(conf, 'spark-defaults.conf'), settingsText(driverSettings(plan, request.image))),
    writeFile(join(folder.run, DRIVER_FILES.template), JSON.stringify(template)),
    writeFile(
      join(results, METER_FILES.spec),
      JSON.stringify(executorSpec(request.readOnlyRoot, tmp?.target ?? null)),
    ),
  ])
  return { template, results }
}
