import { AGGREGATES } from './entries/aggregates.ts'
import { ARITHMETIC } from './entries/arithmetic.ts'
import { CASTS_OF_NUMBERS } from './entries/casts-of-numbers.ts'
import { CASTS_OF_TEXT } from './entries/casts-of-text.ts'
import { COMPARISONS } from './entries/comparisons.ts'
import { DECIMALS } from './entries/decimals.ts'
import { GROUPING } from './entries/grouping.ts'
import { JOINS } from './entries/joins.ts'
import { NUMBER_FUNCTIONS } from './entries/number-functions.ts'
import { ORDERING } from './entries/ordering.ts'
import { PICKS } from './entries/picks.ts'
import { PROGRAMS } from './entries/programs.ts'
import { ROUNDING } from './entries/rounding.ts'
import { SETS } from './entries/sets.ts'
import { STATISTICS } from './entries/statistics.ts'
import { WINDOW_FRAMES } from './entries/window-frames.ts'
import { WINDOWS } from './entries/windows.ts'
import type { Entry } from './entry.ts'

/** Operations whose counterparts were run, by topic. */
export const TOPICS: Readonly<Record<string, readonly Entry[]>> = {
  'Casts of numbers': CASTS_OF_NUMBERS,
  'Casts of text': CASTS_OF_TEXT,
  Arithmetic: ARITHMETIC,
  Decimals: DECIMALS,
  Rounding: ROUNDING,
  'Number functions': NUMBER_FUNCTIONS,
  Comparisons: COMPARISONS,
  Aggregates: AGGREGATES,
  'Picks of one row': PICKS,
  Statistics: STATISTICS,
  Grouping: GROUPING,
  Windows: WINDOWS,
  'Window frames': WINDOW_FRAMES,
  Ordering: ORDERING,
  Joins: JOINS,
  Sets: SETS,
  Programs: PROGRAMS,
}

export const ENTRIES: readonly Entry[] = Object.values(TOPICS).flat()
