import { type V1Pod, Watch } from '@kubernetes/client-node'
import { allowed, wordsOf } from './answers.ts'
import { type Cluster, unreachable } from './connect.ts'
import { GRACE_SECONDS } from './manifest.ts'
import { eventSchema, podSchema } from './pod-state.ts'
import { at, type PodFacts, UNSEEN, withEvent, withPod } from './timeline.ts'

/** How long the API server may be away, and how long one waits before it is asked again. */
const AWAY_MS = 60_000
const PAUSE_MS = 500

/**
 * A pod from its creation to its removal: whatever state it is in when its block ends, it is removed then. What becomes of it is
 * told by watches; nobody asks again and again.
 */
export class LivePod implements AsyncDisposable {
  readonly #cluster: Cluster
  readonly #name: string
  readonly #end = new AbortController()
  readonly #lost = new AbortController()
  #facts: PodFacts = UNSEEN
  #changed = Promise.withResolvers<void>()

  private constructor(cluster: Cluster, name: string) {
    this.#cluster = cluster
    this.#name = name
  }

  /** @throws what the API server answers where it refuses it */
  static async create(cluster: Cluster, manifest: V1Pod): Promise<LivePod> {
    const { namespace, api } = cluster
    const pod = new LivePod(cluster, manifest.metadata?.name ?? '')
    try {
      await Promise.all([
        pod.#watch('pods', `metadata.name=${pod.#name}`, (phase, object) => pod.#sawPod(phase, object)),
        pod.#watch('events', `involvedObject.name=${pod.#name}`, (_, object) => pod.#heard(object)),
      ])
      pod.#set(at(pod.#facts, 'asked', Date.now()))
      await api.createNamespacedPod({ namespace, body: manifest })
      return pod
    } catch (error) {
      pod.#end.abort()
      throw error
    }
  }

  get name(): string {
    return this.#name
  }

  get facts(): PodFacts {
    return this.#facts
  }

  /**
   * Waits until what is known of it passes a test.
   *
   * @throws the signal's reason; where the API server stays away
   */
  async until(test: (facts: PodFacts) => boolean, signal: AbortSignal): Promise<PodFacts> {
    const either = AbortSignal.any([signal, this.#lost.signal])
    const aborted = Promise.withResolvers<never>()
    aborted.promise.catch(() => {})
    const abort = () => aborted.reject(either.reason)
    either.addEventListener('abort', abort, { once: true })
    try {
      while (!test(this.#facts)) {
        either.throwIfAborted()
        await Promise.race([this.#changed.promise, aborted.promise])
      }
      return this.#facts
    } finally {
      either.removeEventListener('abort', abort)
    }
  }

  /** Asks it to end, and has its node kill it if it does not. */
  async stop(): Promise<void> {
    await this.#delete(GRACE_SECONDS)
  }

  /** Removes it at once; where the API server is gone, a later start does. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#delete(0)
      await this.until(({ times }) => times.removed !== undefined, AbortSignal.timeout(AWAY_MS))
    } catch {
      // A later start removes it.
    } finally {
      this.#end.abort()
    }
  }

  #delete(gracePeriodSeconds: number): Promise<unknown> {
    const { api, namespace } = this.#cluster
    return api.deleteNamespacedPod({ namespace, name: this.#name, gracePeriodSeconds }).catch(allowed(404))
  }

  #sawPod(phase: string, object: unknown): void {
    const now = Date.now()
    const facts = withPod(this.#facts, podSchema.parse(object), now)
    this.#set(phase === 'DELETED' ? at(facts, 'removed', now) : facts)
  }

  #heard(object: unknown): void {
    this.#set(withEvent(this.#facts, eventSchema.parse(object), Date.now()))
  }

  #set(facts: PodFacts): void {
    this.#facts = facts
    this.#changed.resolve()
    this.#changed = Promise.withResolvers<void>()
  }

  /**
   * Watches until the end, again and again, since servers end watches now and then, and the library those that are silent for
   * half a minute. Each begins with what is there.
   */
  async #watch(
    resource: 'pods' | 'events',
    fieldSelector: string,
    hear: (phase: string, object: unknown) => void,
  ): Promise<void> {
    const { config, namespace } = this.#cluster
    const path = `/api/v1/namespaces/${namespace}/${resource}`
    const { signal } = this.#end
    // From what the API server has in memory: it may else wait for seconds to be sure that nothing is newer.
    const from = { fieldSelector, resourceVersion: '0' }
    let awaySince: number | null = null
    let current: AbortController | undefined
    signal.addEventListener('abort', () => current?.abort(), { once: true })
    const heard = (phase: string, object: unknown) => {
      awaySince = null
      try {
        if (phase !== 'ERROR') hear(phase, object)
      } catch (error) {
        this.#lost.abort(error) // The library would pass it over.
      }
    }
    const again = (error: unknown): void => {
      if (signal.aborted) return
      awaySince = error ? (awaySince ?? Date.now()) : null
      if (awaySince !== null && Date.now() - awaySince > AWAY_MS)
        this.#lost.abort(unreachable(this.#cluster, `it does not answer any more: ${wordsOf(error)}`))
      else setTimeout(() => void open(), error ? PAUSE_MS : 0)
    }
    const open = async (): Promise<void> => {
      const state = { isOpen: false, hasEnded: false }
      const ended = (error: unknown) => {
        state.hasEnded = true
        again(state.isOpen && isSilence(error) ? null : error)
      }
      current = await new Watch(config).watch(path, from, heard, ended).catch((error: unknown) => {
        ended(error)
        return undefined
      })
      state.isOpen = !state.hasEnded
      if (signal.aborted) current?.abort()
    }
    await open()
  }
}

const isSilence = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError'
