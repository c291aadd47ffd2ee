import { CALLS_OF_FRAMES } from './calls/frames.ts'
import { CALLS_OF_GROUPS } from './calls/groups.ts'
import { CALLS_OF_NUMBERS } from './calls/numbers.ts'
import { CALLS_OF_TEXTS } from './calls/texts.ts'
import type { Calls } from './entry.ts'

/**
 * Entries' code in calls of the DataFrame API, for engines on which functions as calls are not what their names in SQL
 * are. It returns on Spark what the entry's own code does.
 */
export const CALLS: ReadonlyMap<string, string> = new Map(
  [CALLS_OF_NUMBERS, CALLS_OF_GROUPS, CALLS_OF_TEXTS, CALLS_OF_FRAMES].flatMap((part: Calls) =>
    Object.entries(part),
  ),
)
