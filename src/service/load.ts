import { setFlagsFromString } from 'node:v8'
import { isServerError } from '../trial/answers.ts'
import { type ErrorKind, exchange, type Outgoing, type Target } from './exchange.ts'

/** Requests that may wait for their answers at once. */
const MOST_WAITING = 1000
/** A timer may be late by a millisecond or two: what is due sooner is waited for awake. */
const AWAKE_MS = 2

/** Beside those of the exchange: a status of 5xx or other than before, and requests that were not sent because too many waited. */
export type LoadError = ErrorKind | 'status' | 'overload'

/** A request with the status that it had when nothing else was asked. */
export interface Repeated {
  outgoing: Outgoing
  status: number | null
}

/** How a load went. */
export interface Load {
  /** Of requests that were answered well: from the moment at which each was due to the last byte of its answer, ascending. */
  latenciesMs: Float64Array
  /** How late each was sent by the generator itself, ascending. */
  lateMs: Float64Array
  /** How many there were, by kind; none of what did not occur. */
  errors: Partial<Record<LoadError, number>>
  /** What each request had that was not answered well, by its number from 0: how often which status or error. */
  failures: ReadonlyMap<number, Readonly<Record<string, number>>>
}

/**
 * Sends requests when they are due, whether earlier ones were answered or not (open loop), over connections that it keeps.
 * Latency counts from the moment when a request was due, so that a service which stops for a while has no fewer of the
 * long waits that its clients would see (no coordinated omission: Tene, How NOT to Measure Latency, 2013).
 *
 * @param requests asked in order, again from the first after the last
 * @param dueMs when each is due, ascending, in milliseconds from now
 * @param signal ends the load early; what was sent until then counts
 */
export async function generateLoad(
  target: Target,
  requests: readonly Repeated[],
  dueMs: Float64Array,
  signal: AbortSignal,
): Promise<Load> {
  // While V8 optimises what runs often, nothing is sent for up to 40 ms.
  setFlagsFromString('--no-opt')
  try {
    return await sendAll(target, requests, dueMs, signal)
  } finally {
    setFlagsFromString('--opt')
  }
}

function sendAll(
  target: Target,
  requests: readonly Repeated[],
  dueMs: Float64Array,
  signal: AbortSignal,
): Promise<Load> {
  const latencies = new Float64Array(dueMs.length)
  const lateness = new Float64Array(dueMs.length)
  const errors: Load['errors'] = {}
  const failures = new Map<number, Record<string, number>>()
  let [next, sent, waiting, answered] = [0, 0, 0, 0]
  const begun = performance.now()
  const clock = () => performance.now() - begun
  const fail = (index: number, kind: LoadError, had: string = kind) => {
    errors[kind] = (errors[kind] ?? 0) + 1
    const own = failures.get(index) ?? {}
    failures.set(index, { ...own, [had]: (own[had] ?? 0) + 1 })
  }

  return new Promise((resolve) => {
    const isAllSent = () => signal.aborted || next === dueMs.length
    const finishIfDone = () => {
      if (waiting > 0 || !isAllSent()) return
      resolve({
        latenciesMs: latencies.subarray(0, answered).sort(),
        lateMs: lateness.subarray(0, sent).sort(),
        errors,
        failures,
      })
    }

    function send(due: number, index: number): void {
      const { outgoing, status } = requests[index] as Repeated
      if (waiting >= MOST_WAITING) {
        fail(index, 'overload')
        return
      }
      waiting += 1
      lateness[sent] = clock() - due
      sent += 1
      exchange(target, outgoing, false, (answer) => {
        waiting -= 1
        if ('error' in answer) fail(index, answer.error)
        else if (isServerError(answer.status) || (status !== null && answer.status !== status))
          fail(index, 'status', `${answer.status}`)
        else {
          latencies[answered] = clock() - due
          answered += 1
        }
        finishIfDone()
      })
    }

    function sendDue(): void {
      while (!isAllSent() && (dueMs[next] as number) <= clock()) {
        send(dueMs[next] as number, next % requests.length)
        next += 1
      }
      const wait = (dueMs[next] ?? 0) - clock()
      if (isAllSent()) finishIfDone()
      else if (wait > AWAKE_MS) setTimeout(sendDue, wait - AWAKE_MS)
      else setImmediate(sendDue)
    }

    sendDue()
  })
}
