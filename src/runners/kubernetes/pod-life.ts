import type { V1Pod } from '@kubernetes/client-node'
import { UserError } from '../../errors.ts'
import { codeOf, wordsOf } from './answers.ts'
import { type Cluster, unreachable } from './connect.ts'
import { LivePod } from './live-pod.ts'
import { followLog } from './log.ts'
import { GRACE_SECONDS } from './manifest.ts'
import { impatient, isUp, type PodTitle, stalled, waitedMs } from './stalled.ts'
import { isOver, type PodFacts } from './timeline.ts'

/** How long a node may take to end what it was asked to end. */
const GIVE_UP_MS = (GRACE_SECONDS + 20) * 1000

/** A pod that ended and was removed. */
export interface Lived {
  facts: PodFacts
  /** Whether the tool asked it to end. */
  stopped: boolean
}

/**
 * Runs a pod to its end and removes it. Aborting the signal ends it.
 *
 * @param log file that what it prints is appended to
 * @throws UserError `podRefused`, `podNotScheduled`, `podImageMissing`, `podNotCreated`, `clusterUnreachable`
 */
export async function runToEnd(
  cluster: Cluster,
  manifest: V1Pod,
  { log, waitSeconds }: { log: string; waitSeconds: number },
  signal: AbortSignal,
): Promise<Lived> {
  const { namespace } = cluster
  const image = manifest.spec?.containers[0]?.image ?? ''
  const pod = await LivePod.create(cluster, manifest).catch((error: unknown) => {
    throw codeOf(error) === undefined
      ? unreachable(cluster, wordsOf(error))
      : new UserError('podRefused', { image, namespace, detail: wordsOf(error) })
  })
  const stopped = await live(pod, cluster, { log, waitSeconds, title: { image, namespace } }, signal)
  return { facts: pod.facts, stopped }
}

interface Living {
  log: string
  waitSeconds: number
  title: PodTitle
}

/** @returns whether it was asked to end */
async function live(
  pod: LivePod,
  cluster: Cluster,
  { log, waitSeconds, title }: Living,
  signal: AbortSignal,
): Promise<boolean> {
  await using _ = pod
  await untilUp(pod, title, waitSeconds, signal)
  if (!isUp(pod.facts)) return true
  const followed = await followLog(cluster, pod.name, log)
  await pod.until(isOver, signal).catch(unlessAborted(signal))
  const isStopped = !isOver(pod.facts)
  if (isStopped) {
    await pod.stop()
    await pod.until(isOver, AbortSignal.timeout(GIVE_UP_MS)).catch(() => {
      throw unreachable(cluster, `${pod.facts.node} did not end a pod in ${GIVE_UP_MS / 1000} s`)
    })
  }
  await followed.end()
  return isStopped
}

/** Waits until it runs or has run, or the signal aborts. */
async function untilUp(
  pod: LivePod,
  title: PodTitle,
  waitSeconds: number,
  signal: AbortSignal,
): Promise<void> {
  while (!isUp(pod.facts) && !signal.aborted) {
    const before = pod.facts
    const problem = stalled(before, title)
    if (problem) throw problem
    const waited = waitedMs(before, Date.now())
    const patience = waited === null ? [] : [AbortSignal.timeout(Math.max(1, waitSeconds * 1000 - waited))]
    await pod
      .until((facts) => facts !== before, AbortSignal.any([signal, ...patience]))
      .catch((error: unknown) => {
        if (signal.aborted) return
        throw patience.some(({ aborted }) => aborted) ? impatient(pod.facts, title, waitSeconds) : error
      })
  }
}

const unlessAborted = (signal: AbortSignal) => (error: unknown) => {
  if (!signal.aborted) throw error
}
