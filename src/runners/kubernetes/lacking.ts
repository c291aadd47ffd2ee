import { UserError } from '../../errors.ts'
import { codeOf, wordsOf } from './answers.ts'
import type { Executors } from './executors.ts'
import { type PodTitle, stalled, waitedMs } from './stalled.ts'
import { isOver, type PodFacts } from './timeline.ts'

/** What a driver's executors were to be. */
interface WantedExecutors extends PodTitle {
  count: number
  /** How long each may wait for a node, and the API server refuse one. */
  waitSeconds: number
}

/** Asks the API server for an executor that it is not to make. @throws its answer where it would refuse it */
type Rehearse = () => Promise<unknown>

/**
 * Looks after a driver's executors until its block ends. Spark itself would wait for ever for those that do not come.
 *
 * @returns a signal that aborts once it is sure that some do not, with a UserError as its reason
 */
export function guarded(
  executors: Executors,
  wanted: WantedExecutors,
  signal: AbortSignal,
  rehearse: Rehearse,
): Disposable & { lacking: AbortSignal } {
  const [over, lacking] = [new AbortController(), new AbortController()]
  void whyLacking(executors, wanted, AbortSignal.any([signal, over.signal]), rehearse).then(
    (problem) => problem && lacking.abort(problem),
    (error: unknown) => lacking.abort(error),
  )
  return { lacking: lacking.signal, [Symbol.dispose]: () => over.abort() }
}

/**
 * Waits until all executors run at last, or it is sure that they will not. One that ends and that Spark replaces later is Spark's
 * matter.
 *
 * @returns why they will not; undefined where they run, or the signal aborts
 * @throws UserError where the API server stays away
 */
async function whyLacking(
  executors: Executors,
  wanted: WantedExecutors,
  signal: AbortSignal,
  rehearse: Rehearse,
): Promise<UserError | undefined> {
  const longest = wanted.waitSeconds * 1000
  let asked = Date.now()
  while (!signal.aborted) {
    const all = [...executors.facts.values()]
    if (all.filter(hasRun).length >= wanted.count) return undefined
    const waiting = all.filter((each) => !hasRun(each) && !isOver(each))
    const waits = waiting.map((each) => waitedMs(each, Date.now()) ?? 0)
    const problem =
      waiting.map((each) => stalled(each, wanted)).find(Boolean) ??
      tooLong(waiting.filter((_, index) => (waits[index] ?? 0) >= longest).at(0), all, wanted)
    if (problem) return problem
    if (all.length < wanted.count && Date.now() - asked >= longest) {
      const detail = await rehearse().then(() => undefined, refusalOf)
      if (detail !== undefined) return lack(all, detail, wanted)
      asked = Date.now() // It has not come to ask for them yet.
    }
    const left = longest - Math.max(Date.now() - asked, ...waits)
    const timer = AbortSignal.timeout(Math.max(1, left))
    await executors.change(AbortSignal.any([signal, timer])).catch((error: unknown) => {
      if (!signal.aborted && !timer.aborted) throw error
    })
  }
  return undefined
}

/** Only what the API server says itself. */
const refusalOf = (error: unknown): string | undefined =>
  codeOf(error) === undefined ? undefined : wordsOf(error)

const hasRun = ({ times }: PodFacts): boolean => times.running !== undefined

const tooLong = (facts: PodFacts | undefined, all: readonly PodFacts[], wanted: WantedExecutors) =>
  facts && lack(all, facts.unscheduled ?? facts.warning ?? 'no node has started one', wanted)

const lack = (all: readonly PodFacts[], detail: string, wanted: WantedExecutors): UserError =>
  new UserError('executorsMissing', {
    ...{ count: wanted.count, namespace: wanted.namespace, detail },
    up: all.filter(hasRun).length,
    waited: `${wanted.waitSeconds} s`,
  })
