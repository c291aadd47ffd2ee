import { AGGREGATES } from './entries/aggregates.ts'
import { ARITHMETIC } from './entries/arithmetic.ts'
import { ARRAY_FUNCTIONS } from './entries/array-functions.ts'
import { ARRAYS } from './entries/arrays.ts'
import { BEYOND_FRAMES } from './entries/beyond-frames.ts'
import { CASTS_OF_NUMBERS } from './entries/casts-of-numbers.ts'
import { CASTS_OF_TEXT } from './entries/casts-of-text.ts'
import { CATALOG } from './entries/catalog.ts'
import { CLUSTER } from './entries/cluster.ts'
import { COLUMN_NAMES } from './entries/column-names.ts'
import { COLUMNS_BY_TYPE } from './entries/columns-by-type.ts'
import { COMPARISONS } from './entries/comparisons.ts'
import { CSV } from './entries/csv.ts'
import { CSV_FORMATS } from './entries/csv-formats.ts'
import { CSV_OPTIONS } from './entries/csv-options.ts'
import { DATABASES } from './entries/databases.ts'
import { DATES } from './entries/dates.ts'
import { DECIMALS } from './entries/decimals.ts'
import { DELTA } from './entries/delta.ts'
import { FORMS } from './entries/forms.ts'
import { FRAMES } from './entries/frames.ts'
import { GROUPING } from './entries/grouping.ts'
import { ICEBERG } from './entries/iceberg.ts'
import { ICEBERG_SNAPSHOTS } from './entries/iceberg-snapshots.ts'
import { JOINS } from './entries/joins.ts'
import { JSON_AND_MAPS } from './entries/json-and-maps.ts'
import { JSON_FILES } from './entries/json-files.ts'
import { MORE_FUNCTIONS } from './entries/more-functions.ts'
import { MORE_TIMES } from './entries/more-times.ts'
import { NULLS } from './entries/nulls.ts'
import { NUMBER_FUNCTIONS } from './entries/number-functions.ts'
import { ORDERING } from './entries/ordering.ts'
import { OUTSIDE_SPARK } from './entries/outside-spark.ts'
import { PARQUET } from './entries/parquet.ts'
import { PICKS } from './entries/picks.ts'
import { PROGRAMS } from './entries/programs.ts'
import { ROUNDING } from './entries/rounding.ts'
import { ROWS_AND_STRUCTURES } from './entries/rows-and-structures.ts'
import { SESSIONS } from './entries/sessions.ts'
import { SETS } from './entries/sets.ts'
import { STATISTICS } from './entries/statistics.ts'
import { STEPS } from './entries/steps.ts'
import { TEXT } from './entries/text.ts'
import { TEXT_CODES } from './entries/text-codes.ts'
import { TEXT_FORMATS } from './entries/text-formats.ts'
import { TEXT_PATTERNS } from './entries/text-patterns.ts'
import { TEXT_TOOLS } from './entries/text-tools.ts'
import { TIME_TEXTS } from './entries/time-texts.ts'
import { TIME_WINDOWS } from './entries/time-windows.ts'
import { TIMES } from './entries/times.ts'
import { TRIGONOMETRY_AND_BITS } from './entries/trigonometry-and-bits.ts'
import { TYPES_OF_RESULTS } from './entries/types-of-results.ts'
import { WINDOW_FRAMES } from './entries/window-frames.ts'
import { WINDOWS } from './entries/windows.ts'
import { WRITING } from './entries/writing.ts'
import type { Entry } from './entry.ts'

/** Operations whose counterparts were run, by topic. */
export const TOPICS: Readonly<Record<string, readonly Entry[]>> = {
  'Casts of numbers': CASTS_OF_NUMBERS,
  'Casts of text': CASTS_OF_TEXT,
  Arithmetic: ARITHMETIC,
  Decimals: DECIMALS,
  Rounding: ROUNDING,
  'Number functions': NUMBER_FUNCTIONS,
  'Trigonometry and bits': TRIGONOMETRY_AND_BITS,
  Comparisons: COMPARISONS,
  Nulls: NULLS,
  Aggregates: AGGREGATES,
  'Picks of one row': PICKS,
  Statistics: STATISTICS,
  Grouping: GROUPING,
  Windows: WINDOWS,
  'Window frames': WINDOW_FRAMES,
  Ordering: ORDERING,
  Joins: JOINS,
  Sets: SETS,
  Text: TEXT,
  'Text formats': TEXT_FORMATS,
  'Text patterns': TEXT_PATTERNS,
  'Text codes': TEXT_CODES,
  'Text tools': TEXT_TOOLS,
  Dates: DATES,
  Times: TIMES,
  'Time texts': TIME_TEXTS,
  'Time windows': TIME_WINDOWS,
  'More times': MORE_TIMES,
  Arrays: ARRAYS,
  'Array functions': ARRAY_FUNCTIONS,
  'JSON and maps': JSON_AND_MAPS,
  'More functions': MORE_FUNCTIONS,
  'Rows and structures': ROWS_AND_STRUCTURES,
  CSV: CSV,
  'CSV options': CSV_OPTIONS,
  'CSV formats': CSV_FORMATS,
  'JSON files': JSON_FILES,
  Parquet: PARQUET,
  Writing: WRITING,
  'Tables by name': CATALOG,
  Databases: DATABASES,
  'Table formats': [...ICEBERG, ...ICEBERG_SNAPSHOTS, ...DELTA],
  'Types of results': TYPES_OF_RESULTS,
  DataFrames: FRAMES,
  'Steps of DataFrames': STEPS,
  'Columns by type': COLUMNS_BY_TYPE,
  'Column names': COLUMN_NAMES,
  'Forms of calls': FORMS,
  Sessions: SESSIONS,
  Programs: PROGRAMS,
  Cluster: CLUSTER,
  'Beyond DataFrames': BEYOND_FRAMES,
  'Outside Spark': OUTSIDE_SPARK,
}

export const ENTRIES: readonly Entry[] = Object.values(TOPICS).flat()
