import type { Context } from '../../context.ts'
import type { Mount, Step } from '../../model/config/model.ts'
import { type Contract, callOf, LOOPBACK } from '../job-contract.ts'
import type { EngineStep, ReadyStep, StepCall, StepImage, Surroundings } from '../runner.ts'
import { connectDocker, type Daemon } from './connect.ts'
import { checkInside, INSIDE, inputInside } from './container-paths.ts'
import { containerAt } from './container-place.ts'
import { hookBy, versionsOf } from './container-step.ts'
import { pullImage } from './images/pull.ts'
import { removeImage } from './images/remove.ts'
import { readyPlace } from './place.ts'
import { prepareImages, type ReadyImage } from './prepare-images.ts'
import { meterOf } from './probe.ts'
import { type ContainerRequest, runContainer } from './run.ts'
import { runService } from './run-service.ts'
import { sweepContainers } from './sweep.ts'

/** @throws UserError of the daemon and of images; of a step `mountMissing`, `networkMissing` */
export async function prepare(
  steps: readonly Step[],
  { folder }: Surroundings,
  context: Context,
): Promise<(one: EngineStep) => Promise<ReadyContainer>> {
  const daemon = await connectDocker()
  await sweepContainers(daemon)
  const images = await prepareImages(daemon, steps, folder, context)
  return async (one) => {
    const image = images.get(containerAt(one.step.place)?.image.name ?? '')
    if (!image) throw new Error(`The image of ${one.engine} is planned but not prepared.`)
    return readyStep(one, image, daemon, folder)
  }
}

/** A step whose containers another runner may stand others beside. */
export interface ReadyContainer extends ReadyStep {
  daemon: Daemon
  /** What is asked of the daemon for a call. */
  requestOf(call: StepCall): ContainerRequest
}

async function readyStep(
  one: EngineStep,
  image: ReadyImage,
  daemon: Daemon,
  folder: string,
): Promise<ReadyContainer> {
  const { step } = one
  const { place, mounts } = await readyPlace(daemon, one, folder)
  const { network, readOnlyRoot } = place
  const home = { inside: image.inside, env: step.env, mounts, network, readOnlyRoot }
  const run = (call: StepCall, signal: AbortSignal) => {
    const request = requestOf(call, home)
    return call.onHost
      ? runService(daemon, { ...request, onHost: call.onHost }, signal, call.disk)
      : runContainer(daemon, request, signal, call.disk)
  }
  return {
    daemon,
    requestOf: (call) => requestOf(call, home),
    step,
    versions: await versionsOf(step.place, folder),
    image: stepImage(image, daemon),
    meter: meterOf(image.inside, daemon),
    checkInput: async ({ parts }) => {
      for (const part of parts) await checkInside(part, mounts)
    },
    run,
    hook: hookBy(run),
  }
}

/** A container's own: whoever reaches its network reaches what listens there. */
const EVERY_ADDRESS = '0.0.0.0'

/** What of a request is the same in every trial. */
type Home = Pick<ContainerRequest, 'inside' | 'env' | 'mounts' | 'network' | 'readOnlyRoot'>

function requestOf({ command, contract, files, added }: StepCall, home: Home): ContainerRequest {
  const inputs = contract.input.parts.map((part) => ({ name: part.name, ...inputInside(part) }))
  const host = home.network === 'host' ? LOOPBACK : EVERY_ADDRESS
  const { argv, env } = callOf(command, home, contract, { ...INSIDE, inputs, host })
  return {
    ...home,
    ...files,
    argv,
    env: { ...home.env, ...env, ...added?.env },
    network: added?.network ?? home.network,
    mounts: [
      ...(added?.mounts ?? []),
      ...inputs.map(({ source, target }) => ({ source, target, readOnly: true })),
      ...home.mounts,
      ...tempMounts(contract, home),
    ],
    output: contract.output,
    cpus: contract.cpus,
    memoryBytes: contract.limits.memoryBytes ?? null,
  }
}

/** Where disk is limited, `/tmp` lies where it is counted. */
const tempMounts = ({ temp }: Contract, { mounts }: Home): Mount[] =>
  temp === null || mounts.some(({ target }) => target === '/tmp')
    ? []
    : [{ source: temp, target: '/tmp', readOnly: false }]

function stepImage({ inside: { image }, isBuilt, pull }: ReadyImage, daemon: Daemon): StepImage {
  const { name, digest, id } = image
  return {
    name,
    digest: digest ?? id,
    isBuilt,
    pull,
    pullAgain: async (signal) => {
      await removeImage(daemon, name)
      return pullImage(daemon, name, () => {}, signal)
    },
  }
}
