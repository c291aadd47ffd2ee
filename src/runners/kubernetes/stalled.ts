import { UserError } from '../../errors.ts'
import { isOver, type PodFacts } from './timeline.ts'

/** Why a container waits where waiting longer does not help, or not for sure: who measures does not wait for it. */
const NO_IMAGE = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
]
const NO_CONTAINER = ['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError']

/** What a pod was to be, in an error's words. */
export interface PodTitle {
  image: string
  namespace: string
}

/** A pod that will not run as it is; undefined where it may still. */
export function stalled({ waiting }: PodFacts, { image, namespace }: PodTitle): UserError | undefined {
  if (waiting && NO_IMAGE.includes(waiting.reason))
    return new UserError('podImageMissing', { image, detail: waiting.message || waiting.reason })
  if (waiting && NO_CONTAINER.includes(waiting.reason))
    return new UserError('podNotCreated', { image, namespace, detail: waiting.message || waiting.reason })
  return undefined
}

/** Milliseconds for which a pod has waited for somebody else since it last got on; null where it does not wait, or pulls. */
export function waitedMs({ times }: PodFacts, now: number): number | null {
  const isPulling = times.pulling !== undefined && times.pulled === undefined
  if (times.running !== undefined || isPulling) return null
  return now - Math.max(times.asked ?? now, times.scheduled ?? 0, times.pulled ?? 0)
}

/** A pod that has waited too long, and what it waited for. */
export function impatient(facts: PodFacts, { image, namespace }: PodTitle, waitSeconds: number): UserError {
  const { node, unscheduled, warning } = facts
  const waited = `${waitSeconds} s`
  if (node === null)
    return new UserError('podNotScheduled', {
      image,
      namespace,
      waited,
      detail: unscheduled ?? 'nothing schedules pods there',
    })
  return new UserError('podNotCreated', {
    image,
    namespace,
    detail: warning ?? `its node ${node} has not started it in ${waited}`,
  })
}

/** Whether there is nothing to wait for any more before it runs. */
export const isUp = (facts: PodFacts): boolean => facts.times.running !== undefined || isOver(facts)
