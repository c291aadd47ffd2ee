import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiskWatch } from '../../files/disk-usage.ts'
import { neverStarted, type StepRun } from '../../trial/step-run.ts'
import type { Daemon } from '../docker/connect.ts'
import { type ContainerRequest, runContainer } from '../docker/run.ts'

/** A cluster that cannot be used, and why. */
class ClusterFault extends Error {}

/** A daemon of Spark in a container. */
export interface Member {
  name: string
  memoryBytes: number
  /** Once it has printed that it is ready. */
  ready: Promise<undefined>
  /** Once it has ended, asked or not. */
  run: Promise<StepRun>
  /** Null while it runs. */
  ended: StepRun | null
}

/** What of a container's request makes it one of the cluster's. */
export type MemberRequest = Pick<ContainerRequest, 'argv' | 'cpus' | 'alias' | 'onHost'> & {
  name: string
  memoryBytes: number
  /** What it prints once it is ready. */
  readyText: string
}

export interface MemberPlace {
  daemon: Daemon
  /** What the driver would be asked for by another name: its image, mounts, environment and network, and a `/tmp` of its own. */
  requestFor(name: string): Promise<ContainerRequest>
  /** The driver's cores. */
  cpus: number[]
  disk: DiskWatch | null
  /** Where logs go, and where nobody looks. */
  folder: string
  scratch: string
}

const LONGEST_MS = 300_000

/** Daemons need little; what they start has settings of its own. Work is on disk, below the volume at `/tmp`. */
const ENV = { SPARK_DAEMON_MEMORY: '256m', SPARK_WORKER_DIR: '/tmp/work', SPARK_LOCAL_DIRS: '/tmp' }

/** Spark's own starter, where an image has it: below SPARK_HOME, or on the PATH. */
const START = `exec "\${SPARK_HOME:+$SPARK_HOME/bin/}spark-class" "$@"`
export const sparkClass = (name: string, ...args: string[]): string[] => [
  ...['sh', '-c', START, 'spark-class'],
  `org.apache.spark.deploy.${name}`,
  ...args,
]

/** Starts one that lives until the signal. */
export async function startMember(
  { daemon, requestFor, disk, folder, scratch }: MemberPlace,
  { name, readyText, ...own }: MemberRequest,
  signal: AbortSignal,
): Promise<Member> {
  const files = { log: join(folder, `${name}.log`), stages: join(scratch, `${name}.jsonl`) }
  await Promise.all([writeFile(files.log, ''), writeFile(files.stages, '')])
  const asDriver = await requestFor(name)
  const { hear: onOutput, heard: ready } = untilHeard(readyText)
  const request = { ...asDriver, ...own, ...files, env: { ...asDriver.env, ...ENV }, onOutput }
  const run = runContainer(daemon, request, signal, disk).catch((error: Error) =>
    neverStarted({ fault: 'machine', detail: error.message }),
  )
  const member: Member = { name, memoryBytes: own.memoryBytes, ready, run, ended: null }
  void run.then((ended) => {
    member.ended = ended
  })
  return member
}

/**
 * Waits for a text in what is heard piece by piece.
 *
 * @internal
 */
export function untilHeard(text: string): { hear: (piece: string) => void; heard: Promise<undefined> } {
  const { promise: heard, resolve } = Promise.withResolvers<undefined>()
  let last: string | null = ''
  return {
    heard,
    hear: (piece) => {
      if (last === null) return
      last += piece
      if (!last.includes(text)) return
      last = null
      resolve(undefined)
    },
  }
}

/** @throws ClusterFault where a member ends before it is ready, or takes too long; the signal's reason */
export async function untilReady({ name, ready, run }: Member, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const over = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)])
  const problem = await Promise.race([
    ready,
    run.then(({ notStarted }) => {
      const why = notStarted?.detail ?? `${name}.log says why`
      return new ClusterFault(`${name} ended before it was ready: ${why}`)
    }),
    once(over, 'abort').then(
      () => signal.reason ?? new ClusterFault(`${name} was not ready in ${LONGEST_MS / 1000} s`),
    ),
  ])
  if (problem) throw problem
}

/** Why a member ended that nobody had asked to, in a few words. */
export function endWords({ name, ended, memoryBytes }: Member): string {
  if (ended?.oomKills)
    return `${name} ran out of memory (it had ${Math.round(memoryBytes / 2 ** 20).toLocaleString('en')} MiB)`
  return `${name} ended before the program did`
}
