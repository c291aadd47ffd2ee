import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** A person has not looked up from the editor by then. */
const EVERY_MS = 250

/**
 * Waits until one of some files is changed, made or removed. Their times are looked at again and again, since editors
 * replace files, which watchers lose.
 *
 * @returns the file; undefined where the signal came first
 */
export async function awaitChange(seen: States, signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    const changed = await changedSince(seen)
    if (changed !== undefined) return changed
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
  return undefined
}

/** The first of some files that is no longer as it was; undefined where all are. */
export async function changedSince(seen: States): Promise<string | undefined> {
  const now = await statesOf([...seen.keys()])
  return [...seen.keys()].find((file) => now.get(file) !== seen.get(file))
}

/** Files with what changes when they do; null where one is not there. */
export type States = ReadonlyMap<string, string | null>

export async function statesOf(files: readonly string[]): Promise<States> {
  const states = new Map<string, string | null>()
  for (const file of files) {
    const found = await stat(file).catch(() => undefined)
    states.set(file, found ? `${found.size} ${found.mtimeMs} ${found.ino}` : null)
  }
  return states
}
