import type { V1Pod } from '@kubernetes/client-node'
import { allowed } from './answers.ts'
import type { Cluster } from './connect.ts'
import { GRACE_SECONDS } from './manifest.ts'
import { eventSchema, podSchema } from './pod-state.ts'
import { at, type PodFacts, UNSEEN, withEvent, withPod, withPodGone } from './timeline.ts'
import { AWAY_MS, Watched } from './watched.ts'

/** A pod from its creation to its removal: whatever state it is in when its block ends, it is removed then. */
export class LivePod implements AsyncDisposable {
  readonly name: string
  readonly #cluster: Cluster
  readonly #watched: Watched<PodFacts>

  private constructor(cluster: Cluster, name: string) {
    this.#cluster = cluster
    this.name = name
    this.#watched = new Watched(cluster, UNSEEN)
  }

  /** @throws what the API server answers where it refuses it */
  static async create(cluster: Cluster, manifest: V1Pod): Promise<LivePod> {
    const { namespace, api } = cluster
    const pod = new LivePod(cluster, manifest.metadata?.name ?? '')
    const watched = pod.#watched
    try {
      await Promise.all([
        watched.follow(
          { resource: 'pods', fieldSelector: `metadata.name=${pod.name}` },
          (phase, object) => (facts, now) =>
            (phase === 'DELETED' ? withPodGone : withPod)(facts, podSchema.parse(object), now),
        ),
        watched.follow(
          { resource: 'events', fieldSelector: `involvedObject.name=${pod.name}` },
          (_, object) => (facts, now) => withEvent(facts, eventSchema.parse(object), now),
        ),
      ])
      watched.see((facts, now) => at(facts, 'asked', now))
      await api.createNamespacedPod({ namespace, body: manifest })
      return pod
    } catch (error) {
      watched[Symbol.dispose]()
      throw error
    }
  }

  get facts(): PodFacts {
    return this.#watched.facts
  }

  /**
   * Waits until what is known of it passes a test.
   *
   * @throws the signal's reason; where the API server stays away
   */
  until(test: (facts: PodFacts) => boolean, signal: AbortSignal): Promise<PodFacts> {
    return this.#watched.until(test, signal)
  }

  /** Asks it to end, and has its node kill it if it does not. */
  async stop(): Promise<void> {
    await this.#delete(GRACE_SECONDS)
  }

  /** Removes it at once; where the API server is gone, a later start does. */
  async [Symbol.asyncDispose](): Promise<void> {
    using watched = this.#watched
    try {
      await this.#delete(0)
      await watched.until(({ times }) => times.removed !== undefined, AbortSignal.timeout(AWAY_MS))
    } catch {
      // A later start removes it.
    }
  }

  #delete(gracePeriodSeconds: number): Promise<unknown> {
    const { api, namespace } = this.#cluster
    return api.deleteNamespacedPod({ namespace, name: this.name, gracePeriodSeconds }).catch(allowed(404))
  }
}
