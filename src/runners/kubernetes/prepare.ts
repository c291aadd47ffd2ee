import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import type { Place, Step } from '../../model/config/model.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { showStep } from '../../terminal/progress.ts'
import { checkInside, INSIDE, inputInside } from '../docker/container-paths.ts'
import { type ContainerPlace, containerAt } from '../docker/container-place.ts'
import { hookBy, versionsOf } from '../docker/container-step.ts'
import { callOf } from '../job-contract.ts'
import type { EngineStep, Ready, ReadyStep, StepCall, StepImage, Surroundings } from '../runner.ts'
import { connectCluster } from './connect.ts'
import { requireDriverAccount } from './driver-account.ts'
import { type ProbedImage, probeImage } from './probe.ts'
import { type Ground, type PodRequest, runPod } from './run.ts'
import { runDriver, type WithExecutors } from './run-driver.ts'
import { sweepPods } from './sweep.ts'
import { onClaim, volumeOf } from './volume.ts'

/** @throws UserError of the cluster, of its claim, of images; of a step `claimOutside` */
export async function prepare(
  steps: readonly Step[],
  { folder }: Surroundings,
  context: Context,
): Promise<Ready> {
  const [kubernetes] = steps.flatMap(({ place }) => place.kubernetes ?? [])
  if (!kubernetes) throw new Error('Pods are planned without a cluster.')
  const ground = await groundOf(kubernetes, folder)
  await sweepPods(ground.cluster, ground.volume)
  const images = new Map<string, ProbedImage>()
  for (const name of new Set(steps.map(({ place }) => podPlace(place).image.name)))
    images.set(name, await probeShown(ground, name, context))
  const apiHost = await requireAccountOf(steps, images, ground, context)
  return async (one) => {
    const image = images.get(podPlace(one.step.place).image.name)
    if (!image) throw new Error(`The image of ${one.engine} is planned but not looked into.`)
    return readyStep(one, image, { ...ground, apiHost }, folder)
  }
}

/**
 * @returns what drivers call the API server's host; null where there are none, or no image could ask
 * @throws UserError where drivers could not have executors made
 */
async function requireAccountOf(
  steps: readonly Step[],
  images: ReadonlyMap<string, ProbedImage>,
  ground: Ground,
  { signal }: Context,
): Promise<string | null> {
  const [account] = steps.flatMap(({ place }) => executorsAt(place)?.serviceAccount ?? [])
  const withPython = [...images.values()].find(({ python }) => python !== null)
  return account !== undefined && withPython
    ? requireDriverAccount(ground, withPython.name, account, signal)
    : null
}

/** The executors of a step that is a driver of its own; undefined of any other. */
export function executorsAt({
  cluster,
  kubernetes,
}: Place): Pick<WithExecutors, 'size' | 'serviceAccount'> | undefined {
  const { cpus, memory } = cluster ?? {}
  if (cpus === undefined || memory === undefined || !kubernetes) return undefined
  return { size: { cpus, memory }, serviceAccount: kubernetes.serviceAccount }
}

/** @throws UserError of the cluster and its claim */
export async function groundOf(
  kubernetes: NonNullable<Place['kubernetes']>,
  folder: string,
): Promise<Ground> {
  const volume = volumeOf(kubernetes, folder)
  await stat(volume.path).catch(() => {
    throw new UserError('claimFolderMissing', { ...volume })
  })
  return { cluster: await connectCluster(kubernetes), volume, waitSeconds: kubernetes.waitSeconds }
}

export function podPlace(place: Place): ContainerPlace {
  const found = containerAt(place)
  if (!found) throw new Error(`${place.name} is planned as a pod, but has no image.`)
  return found
}

const probeShown = (ground: Ground, name: string, { terminal, signal }: Context): Promise<ProbedImage> =>
  showStep(terminal, `inspect ${name}`, undefined, async (report) => {
    const probed = await probeImage(ground, name, signal)
    if (probed.pull) {
      const took = formatDuration(probed.pull.milliseconds / 1000)
      report.done(`pulled (${formatBytes(probed.pull.imageBytes)}) in ${took}`)
    }
    return probed
  })

async function readyStep(
  one: EngineStep,
  image: ProbedImage,
  ground: Ground & Pick<WithExecutors, 'apiHost'>,
  folder: string,
): Promise<ReadyStep> {
  const { step } = one
  const place = podPlace(step.place)
  const mounts = place.mounts.map((mount) => ({ ...mount, source: resolve(folder, mount.source) }))
  const home = { env: step.env, readOnlyRoot: place.readOnlyRoot }
  const mounted = mounts.map((mount) => onClaim(ground.volume, mount, `The mount of engine '${one.engine}'`))
  const runAlone = (call: StepCall, signal: AbortSignal) => runPod(ground, requestOf(call), signal, call.disk)
  const executors = executorsAt(step.place)
  const run = (call: StepCall, signal: AbortSignal) => {
    const { workers: count } = call.contract.limits
    return executors && count !== undefined
      ? runDriver(
          ground,
          requestOf(call),
          { ...executors, count, apiHost: ground.apiHost },
          signal,
          call.disk,
        )
      : runAlone(call, signal)
  }
  const requestOf = ({ command, contract, files }: StepCall): PodRequest => {
    const inputs = contract.input.parts.map((part) => ({ name: part.name, ...inputInside(part) }))
    const { argv, env } = callOf(command, home, contract, { ...INSIDE, inputs })
    const { cpus = null, memoryBytes = null } = contract.limits
    return {
      ...files,
      ...{ argv, cpus, memoryBytes, readOnlyRoot: home.readOnlyRoot },
      image: image.name,
      python: image.python,
      env: { ...home.env, ...env, ...(cpus === null ? {} : { ETL_CPUS: String(cpus) }) },
      mounts: [...inputs.map((input) => onInput(ground, input)), ...mounted],
      output: contract.output,
      runId: contract.runId,
    }
  }
  return {
    step,
    versions: await versionsOf(step.place, folder),
    image: stepImage(image),
    meter: { name: image.python === null ? 'node' : 'inside', daemon: ground.cluster.version },
    checkInput: async ({ parts }) => {
      for (const part of parts) {
        onInput(ground, inputInside(part))
        await checkInside(part, mounts)
      }
    },
    run,
    hook: hookBy(runAlone),
  }
}

const onInput = ({ volume }: Ground, { source, target }: { source: string; target: string }) =>
  onClaim(volume, { source, target, readOnly: true }, 'The input')

const stepImage = ({ name, digest, pull }: ProbedImage): StepImage => ({
  name,
  digest,
  isBuilt: false,
  pull: pull && { milliseconds: pull.milliseconds, bytes: 0 },
  pullAgain: async () => {
    throw new Error('An image cannot be removed from the nodes of a cluster.')
  },
})
