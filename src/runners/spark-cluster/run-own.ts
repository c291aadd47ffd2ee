import { dirname, join } from 'node:path'
import { scratchFolder } from '../../files/scratch.ts'
import type { Place } from '../../model/config/model.ts'
import { neverStarted, type StepRun } from '../../trial/step-run.ts'
import { containerAt } from '../docker/container-place.ts'
import { daemonWords } from '../docker/images/daemon-words.ts'
import type { ReadyContainer } from '../docker/prepare.ts'
import { folderFor, openedToAll, runContainer } from '../docker/run.ts'
import { userInside } from '../docker/user.ts'
import type { StepCall } from '../runner.ts'
import { makeConf } from './conf.ts'
import { readExecutorUse } from './event-log.ts'
import { clusterNetwork } from './network.ts'
import { masterUrl, startCluster, type Workers } from './own-cluster.ts'
import { onOwnCluster } from './parts.ts'
import { driverEnv, ownSettings } from './settings.ts'
import { openUi } from './ui.ts'

/** Where the driver's container and the workers' find what is theirs. */
const INSIDE = { conf: '/etl/cluster/conf', events: '/etl/cluster/events' }

/**
 * Runs a step as the driver of a cluster of containers, which comes up before and is removed after it.
 *
 * @param uiPort of this machine, at which its UI is seen meanwhile
 */
export async function runOnOwn(
  { daemon, requestOf, step }: ReadyContainer,
  uiPort: number,
  call: StepCall,
  signal: AbortSignal,
): Promise<StepRun> {
  await using scratch = await scratchFolder()
  const { contract, files } = call
  const user = userInside(daemon)
  const opened = { output: contract.output, stages: files.stages }
  // Not by each container, since one that dies would close them to all others.
  await using _ = user === null ? await openedToAll(opened) : undefined
  const workers = workersOf(step.place, contract.limits.workers)
  const conf = join(scratch.path, 'conf')
  const events = await folderFor(user, scratch.path, 'events')
  try {
    await using network = await clusterNetwork(daemon, containerAt(step.place)?.network ?? 'bridge')
    const master = masterUrl(network.master)
    const settings = ownSettings(master, workers, workers.count, `file:${INSIDE.events}`)
    await makeConf(conf, settings)
    const added = {
      env: driverEnv(master, INSIDE.conf),
      mounts: [
        { source: conf, target: INSIDE.conf, readOnly: true },
        { source: events, target: INSIDE.events, readOnly: false },
      ],
      network: network.name,
    }
    const requestFor = async (name: string) => {
      const temp = contract.temp === null ? null : await folderFor(user, contract.temp, name)
      return requestOf({ ...call, contract: { ...contract, temp }, added })
    }
    const place = {
      ...{ daemon, requestFor, disk: call.disk, cpus: contract.cpus },
      ...{ folder: dirname(files.log), scratch: scratch.path },
    }
    await using ui = await openUi(uiPort)
    const asMaster = { alias: network.master, onHost: (host: string) => ui.leadTo(host) }
    await using cluster = await startCluster(place, asMaster, workers, signal)
    const ending = AbortSignal.any([signal, cluster.gone])
    const run = await runContainer(daemon, await requestFor('driver'), ending, call.disk)
    const isLost = cluster.gone.aborted && !signal.aborted && run.stopped
    const ended = await cluster.end()
    const use = await readExecutorUse(events)
    return onOwnCluster({ ...run, ...(isLost && { isLost }) }, { ...ended, startMs: cluster.startMs, use })
  } catch (error) {
    return neverStarted({ fault: 'machine', detail: daemonWords(error) })
  }
}

function workersOf({ name, cluster }: Place, count: number | undefined): Workers {
  const { cpus, memory } = cluster ?? {}
  if (count === undefined || cpus === undefined || memory === undefined)
    throw new Error(`${name} is planned on a cluster of its own without its size.`)
  return { count, cpus, memoryBytes: memory }
}
