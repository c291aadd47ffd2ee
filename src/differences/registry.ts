import { AGGREGATES } from './entries/aggregates.ts'
import type { Entry } from './entry.ts'

/** Every operation whose counterparts were run, by topic. */
export const ENTRIES: readonly Entry[] = [...AGGREGATES]
