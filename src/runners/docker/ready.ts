import { closeSync, openSync, readSync, watch } from 'node:fs'

/** As much of a stages file as is looked at; the meter inside does the same. */
const MOST_BYTES = 64 * 1024

/**
 * Watches a stages file for its line `ready`. An engine may do with the file what it likes: at worst the line is not
 * seen.
 */
export function watchReady(stages: string): { readyAt(): number | null } {
  let readyAt: number | null = null
  let close = () => {}
  try {
    const file = openSync(stages, 'r')
    const watcher = watch(stages, { persistent: false }, () => {
      const now = Date.now()
      const text = startOf(file)
      if (readyAt === null && isReady(text)) readyAt = now
      if (readyAt !== null || text.length === MOST_BYTES) close()
    })
    watcher.on('error', () => close())
    close = () => {
      close = () => {}
      watcher.close()
      closeSync(file)
    }
  } catch {
    // There are too many watches on this machine.
  }
  return {
    /** Milliseconds since 1970, null if it never came; ends the watch. */
    readyAt: () => {
      close()
      return readyAt
    },
  }
}

function startOf(file: number): string {
  try {
    const start = Buffer.alloc(MOST_BYTES)
    return start.toString('latin1', 0, readSync(file, start, 0, MOST_BYTES, 0))
  } catch {
    return ''
  }
}

/** Whether a complete line says so. */
const isReady = (text: string): boolean =>
  text
    .split('\n')
    .slice(0, -1)
    .some((line) => /"stage"\s*:\s*"ready"/.test(line))
