import { join } from 'node:path'
import { allowed } from './answers.ts'
import type { Cluster } from './connect.ts'
import { executorId, executorPrefix } from './executor-pod.ts'
import { type Followed, followLog } from './log.ts'
import { DRIVER, GRACE_SECONDS } from './manifest.ts'
import { eventSchema, podSchema } from './pod-state.ts'
import { at, isOver, type PodFacts, UNSEEN, withEvent, withPod, withPodGone } from './timeline.ts'
import { AWAY_MS, Watched } from './watched.ts'

/** By the executor's pod. */
type ExecutorFacts = ReadonlyMap<string, PodFacts>

/** How long executors may take to end once their driver has. */
const END_MS = (GRACE_SECONDS + 20) * 1000

/**
 * The pods that a driver has Spark make, from the first to the last: those that are there when the block ends are removed then.
 * What they print is kept beside the driver's log.
 */
export class Executors implements AsyncDisposable {
  readonly #cluster: Cluster
  readonly #driver: string
  readonly #folder: string
  readonly #watched: Watched<ExecutorFacts>
  readonly #logs = new Map<string, Promise<Followed>>()

  private constructor(cluster: Cluster, driver: string, folder: string) {
    this.#cluster = cluster
    this.#driver = driver
    this.#folder = folder
    this.#watched = new Watched<ExecutorFacts>(cluster, new Map())
  }

  /**
   * Sees all from the first on.
   *
   * @param driver its pod, which need not be there yet
   * @param folder that logs go to
   */
  static async of(cluster: Cluster, driver: string, folder: string): Promise<Executors> {
    const executors = new Executors(cluster, driver, folder)
    const watched = executors.#watched
    try {
      await Promise.all([
        watched.follow({ resource: 'pods', labelSelector: executors.#selector }, (phase, object) => {
          const pod = podSchema.parse(object)
          const see = phase === 'DELETED' ? withPodGone : withPod
          const change = changeOf(pod.metadata.name, (facts, now) => see(at(facts, 'asked', now), pod, now))
          return (all, now) => executors.#logged(change(all, now))
        }),
        watched.follow({ resource: 'events', fieldSelector: 'involvedObject.kind=Pod' }, (_, object) => {
          const event = eventSchema.parse(object)
          const { name } = event.involvedObject
          if (!name.startsWith(executorPrefix(driver))) return (all) => all
          return changeOf(name, (facts, now) => withEvent(facts, event, now))
        }),
      ])
      return executors
    } catch (error) {
      watched[Symbol.dispose]()
      throw error
    }
  }

  get facts(): ExecutorFacts {
    return this.#watched.facts
  }

  /** Waits for something new. @throws the signal's reason; where the API server stays away */
  async change(signal: AbortSignal): Promise<void> {
    const before = this.facts
    await this.#watched.until((facts) => facts !== before, signal)
  }

  /** Ends those that outlive their driver, and waits until what all of them measured and printed is there. */
  async end(): Promise<void> {
    // What those measured that are not over then is missing, and says so.
    await this.#delete(GRACE_SECONDS, isOver, END_MS)
    const logs = await Promise.all(this.#logs.values())
    await Promise.all(logs.map((log) => log.end()))
  }

  /** Removes all at once; where the API server is gone, a later start does. */
  async [Symbol.asyncDispose](): Promise<void> {
    using _ = this.#watched
    await this.#delete(0, isRemoved, AWAY_MS)
  }

  get #selector(): string {
    return `${DRIVER}=${this.#driver}`
  }

  /** Deletes all, those too that no watch has told of yet, and waits until each has come to that, but not for ever. */
  async #delete(
    gracePeriodSeconds: number,
    hasCome: (facts: PodFacts) => boolean,
    longestMs: number,
  ): Promise<void> {
    const { api, namespace } = this.#cluster
    const haveCome = (facts: ExecutorFacts) =>
      [...facts.values()].every((each) => hasCome(each) || !isThere(each))
    try {
      const { items } = await api.listNamespacedPod({ namespace, labelSelector: this.#selector })
      const names = items.flatMap(({ metadata }) => metadata?.name ?? [])
      await Promise.all(
        names.map((name) =>
          api.deleteNamespacedPod({ namespace, name, gracePeriodSeconds }).catch(allowed(404)),
        ),
      )
      await this.#watched.until(haveCome, AbortSignal.timeout(longestMs))
    } catch {
      // The API server stays away, or they do not end: a later start removes them.
    }
  }

  /** Begins to keep what those print that have begun to. */
  #logged(all: ExecutorFacts): ExecutorFacts {
    for (const [name, { times }] of all) {
      if (times.running === undefined || this.#logs.has(name)) continue
      const file = join(this.#folder, `executor-${executorId(name)}.log`)
      this.#logs.set(name, followLog(this.#cluster, name, file))
    }
    return all
  }
}

/** An event may be heard before its pod is seen. */
const isThere = ({ times }: PodFacts): boolean => times.asked !== undefined
const isRemoved = ({ times }: PodFacts): boolean => times.removed !== undefined

const changeOf =
  (name: string, change: (facts: PodFacts, now: number) => PodFacts) =>
  (all: ExecutorFacts, now: number): ExecutorFacts =>
    new Map(all).set(name, change(all.get(name) ?? UNSEEN, now))
