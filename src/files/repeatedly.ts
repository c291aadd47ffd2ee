import { setTimeout } from 'node:timers/promises'

/** Does something again and again until the block ends, with a pause between; the last time is awaited. */
export function repeatedly(pauseMs: number, work: () => Promise<unknown>): AsyncDisposable {
  const end = new AbortController()
  const working = (async () => {
    while (!end.signal.aborted) {
      await setTimeout(pauseMs, undefined, { signal: end.signal }).catch(() => undefined)
      await work()
    }
  })()
  working.catch(() => undefined) // The end of the block throws it.
  return {
    [Symbol.asyncDispose]: () => {
      end.abort()
      return working
    },
  }
}
