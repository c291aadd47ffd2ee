import { readFileSync, watch } from 'node:fs'

/** Watches a stages file for its line `ready`. */
export function watchReady(stages: string): { readyAt(): number | null } {
  let readyAt: number | null = null
  const watcher = watch(stages, { persistent: false }, () => {
    const now = Date.now()
    if (readyAt === null && /"stage"\s*:\s*"ready"[^\n]*\n/.test(readFileSync(stages, 'utf8'))) readyAt = now
  })
  return {
    /** Milliseconds since 1970, null if it never came; ends the watch. */
    readyAt: () => {
      watcher.close()
      return readyAt
    },
  }
}
