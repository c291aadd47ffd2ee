import { allowedCpus } from '../../machine/host.ts'
import type { StepRun } from '../../trial/step-run.ts'
import {
  endWords,
  type Member,
  type MemberPlace,
  type MemberRequest,
  sparkClass,
  startMember,
  untilReady,
} from './members.ts'
import { UI_PORT } from './ui.ts'

/** Its daemon has a heap of 256 MiB. */
const MASTER_BYTES = 512 * 2 ** 20
const MASTER_PORT = 7077

/** The workers of a cluster: how many, and what each has. */
export interface Workers {
  count: number
  cpus: number
  memoryBytes: number
}

/** A cluster of containers that is up: a master, and workers that it knows. */
export interface OwnCluster extends AsyncDisposable {
  /** From the first container to the last worker's registration. */
  startMs: number
  /** Aborted once no worker is left. */
  gone: AbortSignal
  /** Ends all, and tells what they were. */
  end(): Promise<EndedCluster>
}

export interface EndedCluster {
  master: StepRun
  workers: StepRun[]
  /** Of members that ended before they were asked to, in words. */
  deaths: string[]
}

export const masterUrl = (alias: string): string => `spark://${alias}:${MASTER_PORT}`

/**
 * Starts a standalone cluster: first the master, since workers that find none try again only seconds later.
 *
 * @throws ClusterFault where a member does not come up, or the signal's reason; nothing is left then
 */
export async function startCluster(
  place: MemberPlace,
  asMaster: Required<Pick<MemberRequest, 'alias' | 'onHost'>>,
  workers: Workers,
  signal: AbortSignal,
): Promise<OwnCluster> {
  const begun = performance.now()
  const { alias } = asMaster
  const [stop, gone] = [new AbortController(), new AbortController()]
  const members: Member[] = []
  const start = async (request: MemberRequest) => {
    const member = await startMember(place, request, stop.signal)
    members.push(member)
    return member
  }
  const endAll = async () => {
    stop.abort()
    await Promise.all(members.map(({ run }) => run))
  }
  try {
    const argv = sparkClass(
      'master.Master',
      '--host',
      alias,
      '--port',
      String(MASTER_PORT),
      '--webui-port',
      String(UI_PORT),
    )
    const { cpus } = place
    const master = await start({
      ...{ name: 'master', argv, ...asMaster, cpus, memoryBytes: MASTER_BYTES },
      readyText: 'elected leader',
    })
    await untilReady(master, signal)
    const cores = await coresOf(workers, cpus)
    const started = await Promise.all(cores.map((own, index) => start(workerOf(alias, workers, own, index))))
    await Promise.all(started.map((each) => untilReady(each, signal)))
    const startMs = performance.now() - begun
    void Promise.all(started.map(({ run }) => run)).then(() => gone.abort())
    return {
      ...{ startMs, gone: gone.signal },
      end: async () => {
        const deaths = members.filter(({ ended }) => ended).map(endWords)
        await endAll()
        return { deaths, master: await master.run, workers: await Promise.all(started.map(({ run }) => run)) }
      },
      [Symbol.asyncDispose]: endAll,
    }
  } catch (error) {
    await endAll()
    throw error
  }
}

function workerOf(
  alias: string,
  { cpus, memoryBytes }: Workers,
  cores: number[],
  index: number,
): MemberRequest {
  const argv = sparkClass(
    'worker.Worker',
    ...['--cores', String(cpus), '--memory', `${Math.floor(memoryBytes / 2 ** 20)}m`],
    ...['--webui-port', '0', masterUrl(alias)],
  )
  return {
    ...{ name: `worker-${index + 1}`, argv, cpus: cores, memoryBytes },
    readyText: 'Successfully registered with master',
  }
}

/** Each worker's cores: beside the driver's where this machine has so many, else its cores in turn, shared. */
async function coresOf({ count, cpus }: Workers, driver: readonly number[]): Promise<number[][]> {
  const allowed = await allowedCpus()
  const others = allowed.filter((core) => !driver.includes(core))
  const from = others.length >= count * cpus ? others : allowed
  return Array.from({ length: count }, (_, worker) => [
    ...new Set(Array.from({ length: cpus }, (__, core) => from[(worker * cpus + core) % from.length] ?? 0)),
  ])
}
