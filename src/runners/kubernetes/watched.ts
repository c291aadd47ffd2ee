import { Watch } from '@kubernetes/client-node'
import { wordsOf } from './answers.ts'
import { type Cluster, unreachable } from './connect.ts'

/** How long the API server may be away, and how long one waits before it is asked again. */
export const AWAY_MS = 60_000
const PAUSE_MS = 500

/** What changes with something that was seen. */
type Change<Facts> = (facts: Facts, now: number) => Facts

/** Which objects of the cluster's namespace are watched. */
interface Selection {
  resource: 'pods' | 'events'
  fieldSelector?: string
  labelSelector?: string
}

/** What is known of objects in a cluster, as watches tell it, until its block ends; nobody asks again and again. */
export class Watched<Facts> implements Disposable {
  readonly #cluster: Cluster
  readonly #end = new AbortController()
  readonly #lost = new AbortController()
  #facts: Facts
  #changed = Promise.withResolvers<void>()

  constructor(cluster: Cluster, unseen: Facts) {
    this.#cluster = cluster
    this.#facts = unseen
  }

  get facts(): Facts {
    return this.#facts
  }

  see(change: Change<Facts>): void {
    this.#facts = change(this.#facts, Date.now())
    this.#changed.resolve()
    this.#changed = Promise.withResolvers<void>()
  }

  /**
   * Waits until what is known passes a test.
   *
   * @throws the signal's reason; where the API server stays away
   */
  async until(test: (facts: Facts) => boolean, signal: AbortSignal): Promise<Facts> {
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

  [Symbol.dispose](): void {
    this.#end.abort()
  }

  /**
   * Watches until the end, again and again, since servers end watches now and then, and the library those that are silent for
   * half a minute. Each begins with what is there.
   *
   * @param hear what a change of an object means; `DELETED` is the phase of one that is gone
   */
  async follow(
    { resource, ...selectors }: Selection,
    hear: (phase: string, object: unknown) => Change<Facts>,
  ): Promise<void> {
    const { config, namespace } = this.#cluster
    const path = `/api/v1/namespaces/${namespace}/${resource}`
    const { signal } = this.#end
    // From what the API server has in memory: it may else wait for seconds to be sure that nothing is newer.
    const from = { ...selectors, resourceVersion: '0' }
    let awaySince: number | null = null
    let current: AbortController | undefined
    signal.addEventListener('abort', () => current?.abort(), { once: true })
    const heard = (phase: string, object: unknown) => {
      awaySince = null
      try {
        if (phase !== 'ERROR') this.see(hear(phase, object))
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
