import type { PodEvent, PodState } from './pod-state.ts'
import { type NodePull, parsePulled } from './pulled.ts'

/** The moments of a pod's life, in the order in which they come; a pull only where the node lacked the image. */
export const MOMENTS = ['asked', 'scheduled', 'pulling', 'pulled', 'running', 'ended', 'removed'] as const
export type Moment = (typeof MOMENTS)[number]

/** Why something is as it is: a word of Kubernetes, and its sentence. */
interface Why {
  reason: string
  message: string
}

/** What is known of a pod so far. */
export interface PodFacts {
  /** When each was seen, in milliseconds since 1970 by this machine's clock. */
  times: Partial<Record<Moment, number>>
  node: string | null
  /** What the node says that its pull took; null where it had the image. */
  pull: NodePull | null
  /** Digest of the image, or its id where it came from no registry; empty until it runs. */
  image: string
  /** Why its container waits. */
  waiting: Why | null
  /** Why no node takes it, in the scheduler's words. */
  unscheduled: string | null
  /** What went wrong last, in an event's words. */
  warning: string | null
  /** How its container ended; null where it runs, or ended with its node. */
  exit: (Why & { exitCode: number }) | null
  /** Who ended it but itself, in words: an eviction, a deletion. */
  takenAway: string | null
}

export const UNSEEN: PodFacts = {
  times: {},
  node: null,
  pull: null,
  image: '',
  waiting: null,
  unscheduled: null,
  warning: null,
  exit: null,
  takenAway: null,
}

/** Sets a moment where it is the first time that it is seen. */
export const at = (facts: PodFacts, moment: Moment, now: number): PodFacts =>
  facts.times[moment] === undefined ? { ...facts, times: { ...facts.times, [moment]: now } } : facts

/** What is known once a pod's state is seen. */
export function withPod(before: PodFacts, { metadata, spec, status }: PodState, now: number): PodFacts {
  const [container] = status.containerStatuses
  const { waiting, running, terminated } = container?.state ?? {}
  const scheduling = status.conditions.find(({ type }) => type === 'PodScheduled')
  const hasEnded = terminated !== undefined || ['Succeeded', 'Failed'].includes(status.phase)
  const facts = {
    ...before,
    node: spec.nodeName ?? before.node,
    image: digestOf(container?.imageID ?? '') || before.image,
    waiting: waiting ?? null,
    unscheduled: scheduling?.status === 'False' ? scheduling.message : null,
    exit: terminated ?? before.exit,
    // What is over already, nobody can take away.
    takenAway: before.takenAway ?? (isOver(before) ? null : (takenAway(status) ?? deleted(metadata) ?? null)),
  }
  const moments: [Moment, boolean][] = [
    ['scheduled', spec.nodeName !== undefined],
    ['running', running !== undefined || terminated !== undefined],
    ['ended', hasEnded],
  ]
  return moments.reduce((known, [moment, isSeen]) => (isSeen ? at(known, moment, now) : known), facts)
}

/** The same of one that is gone: this is the last of it. */
export const withPodGone = (before: PodFacts, pod: PodState, now: number): PodFacts =>
  at(withPod(before, pod, now), 'removed', now)

/** What is known once an event is heard. */
export function withEvent(facts: PodFacts, { type, reason, message }: PodEvent, now: number): PodFacts {
  if (reason === 'Pulling') return at(facts, 'pulling', now)
  // The image was there, so nothing was pulled.
  if (reason === 'Pulled' && facts.times.pulling === undefined && !parsePulled(message)) return facts
  if (reason === 'Pulled') {
    const pulled = at(facts, 'pulled', now)
    const seen = { milliseconds: now - (facts.times.pulling ?? now), imageBytes: 0 }
    return { ...pulled, pull: parsePulled(message) ?? seen }
  }
  return type === 'Warning' ? { ...facts, warning: message } : facts
}

/** Whether anything more can come of it. */
export const isOver = ({ times }: PodFacts): boolean =>
  times.ended !== undefined || times.removed !== undefined

const digestOf = (imageId: string): string => imageId.split('@').at(-1) ?? ''

/** Who took it away, as the control plane marks it. */
function takenAway({ reason, message, conditions }: PodState['status']): string | undefined {
  const disruption = conditions.find(({ type, status }) => type === 'DisruptionTarget' && status === 'True')
  if (reason !== undefined) return `${reason}: ${message}`
  return disruption && `${disruption.reason}: ${disruption.message}`
}

/** By whom, nobody says. */
export const DELETED = 'its pod was deleted'

const deleted = ({ deletionTimestamp }: PodState['metadata']): string | undefined =>
  deletionTimestamp === undefined ? undefined : DELETED
