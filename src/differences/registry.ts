import { AGGREGATES } from './entries/aggregates.ts'
import type { Entry } from './entry.ts'

/** Operations whose counterparts were run, by topic. */
export const TOPICS: Readonly<Record<string, readonly Entry[]>> = {
  Aggregates: AGGREGATES,
}

export const ENTRIES: readonly Entry[] = Object.values(TOPICS).flat()
