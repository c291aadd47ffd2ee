import { AGGREGATES } from './entries/aggregates.ts'
import { ARRAY_FUNCTIONS } from './entries/array-functions.ts'
import { ARRAYS } from './entries/arrays.ts'
import { CLUSTER } from './entries/cluster.ts'
import { CSV } from './entries/csv.ts'
import { CSV_OPTIONS } from './entries/csv-options.ts'
import { DATES } from './entries/dates.ts'
import { FRAMES } from './entries/frames.ts'
import { JSON_AND_MAPS } from './entries/json-and-maps.ts'
import { JSON_FILES } from './entries/json-files.ts'
import { MORE_FUNCTIONS } from './entries/more-functions.ts'
import { NULLS } from './entries/nulls.ts'
import { PARQUET } from './entries/parquet.ts'
import { TEXT } from './entries/text.ts'
import { TEXT_CODES } from './entries/text-codes.ts'
import { TEXT_FORMATS } from './entries/text-formats.ts'
import { TEXT_PATTERNS } from './entries/text-patterns.ts'
import { TIME_TEXTS } from './entries/time-texts.ts'
import { TIME_WINDOWS } from './entries/time-windows.ts'
import { TIMES } from './entries/times.ts'
import { WRITING } from './entries/writing.ts'
import type { Entry } from './entry.ts'

/** Every operation whose counterparts were run, by topic. */
export const ENTRIES: readonly Entry[] = [
  ...AGGREGATES,
  ...ARRAY_FUNCTIONS,
  ...ARRAYS,
  ...CLUSTER,
  ...CSV_OPTIONS,
  ...CSV,
  ...DATES,
  ...FRAMES,
  ...JSON_AND_MAPS,
  ...JSON_FILES,
  ...MORE_FUNCTIONS,
  ...NULLS,
  ...PARQUET,
  ...TEXT_CODES,
  ...TEXT_FORMATS,
  ...TEXT_PATTERNS,
  ...TEXT,
  ...TIME_TEXTS,
  ...TIME_WINDOWS,
  ...TIMES,
  ...WRITING,
]
