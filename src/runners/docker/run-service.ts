import type { DiskWatch } from '../../files/disk-usage.ts'
import { neverStarted, type StepRun } from '../../trial/step-run.ts'
import type { Daemon } from './connect.ts'
import { daemonWords } from './images/daemon-words.ts'
import { type OwnNetwork, ownNetwork } from './own-network.ts'
import { type ContainerRequest, runContainer } from './run.ts'

/** Runs a service in a container, which is reached by its address: no port is published. */
export async function runService(
  daemon: Daemon,
  request: ContainerRequest,
  signal: AbortSignal,
  disk: DiskWatch | null,
): Promise<StepRun> {
  try {
    await using network = await reachable(daemon, request.network)
    return await runContainer(daemon, { ...request, network: network.name }, signal, disk)
  } catch (error) {
    return neverStarted({ fault: 'machine', detail: daemonWords(error) })
  }
}

/** Who is to have no network has one that leads nowhere but to this machine. */
const reachable = async (daemon: Daemon, name: string): Promise<OwnNetwork> =>
  name === 'none' ? ownNetwork(daemon, true) : { name, [Symbol.asyncDispose]: async () => {} }
