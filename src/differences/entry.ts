/** What a Spark program can be ported to. */
export const TARGETS = ['duckdb', 'polars'] as const
export type Target = (typeof TARGETS)[number]

/** Engines with Spark's API: they run a Spark program as it is. */
export const DROP_INS = ['sail', 'sqlframe', 'duckdb_spark'] as const
export type DropIn = (typeof DROP_INS)[number]

/** Those whose functions and methods are not what their SQL is: this one hands SQL to DuckDB as it is. */
export const WITH_SQL_APART: readonly Destination[] = ['duckdb_spark']

/** Those whose calls of the DataFrame API may differ from the same functions in SQL. */
export const WITH_CALLS_APART = ['sqlframe', 'duckdb_spark'] as const

/** Where a Spark program can go, rewritten or as it is. */
export const DESTINATIONS = [...TARGETS, ...DROP_INS] as const
export type Destination = (typeof DESTINATIONS)[number]

export const isDropIn = (destination: Destination): destination is DropIn =>
  DROP_INS.some((name) => name === destination)

/** An engine whose probes are run. */
export type Engine = 'spark' | Destination

/**
 * What one engine runs, and whose result is its last statement's: SQL for Spark and DuckDB, Python for Polars. Spark's
 * DataFrame API and reading and writing files need Python in Spark too, which `python` marks. `{folder}` in SQL, and the
 * name `folder` in Python, is an empty folder of the probe's own.
 */
export type Code = string | { python: string }

/** An operation of Spark as another engine has it. */
export interface Port {
  /** What a translation word by word would be. */
  plain: Code
  /** The same written so that it returns what Spark does; absent where nothing does, or where `plain` does. */
  agrees?: Code
  /** How `agrees` is written, as short code or a sentence. Without `agrees`: what to decide. */
  write?: string
}

/** An operation that an engine lacks, and what to use instead. */
export interface Lacking {
  lacks: string
}

/**
 * An operation of Spark, what the other engines make of it, and the code that shows it. Whether the engines agree is
 * said nowhere: that is what the probes find out (`make differences`).
 */
export interface Entry {
  /** Stable: records, pages and programs name it. */
  id: string
  /** What differs, in a few plain words. */
  title: string
  /** What each engine does, and in which data it shows. */
  what: string
  /**
   * What in a program meets it, see `USES`: `function:max_by`, `method:dropDuplicates`, `cast:int`, `operator:/`,
   * `read:csv`, `write:csv`, `option:header`, `clause:order-by`, `setting:spark.sql.ansi.enabled`, `name:pyspark.StorageLevel`.
   */
  triggers: readonly string[]
  /** Where a drop-in has an operation as a call and in SQL, and they differ: which of both the code shows. Absent: both. */
  form?: 'call' | 'sql'
  /**
   * Where a difference shows that plain data do not have: in the `types` of columns or the layout of files, while the values are the
   * same, or `rarely`, in values such as NaN, numbers past 64 bits or broken lines. Absent: in plain data.
   */
  shows?: 'types' | 'rarely'
  /**
   * What a drop-in leaves out shows in no result of the code, such as a jar that is not loaded, or a table that is gone when the
   * program ends. So a drop-in that returns the same differs all the same.
   */
  unseen?: true
  /** A drop-in runs the same. */
  spark: Code
  /** What to write for a drop-in that lacks it or returns something else; absent where only Spark will do, or none needs it. */
  instead?: string
  ports: Record<Target, Port | Lacking>
}

/** Python by the ids of the entries whose code it is, in calls of the DataFrame API. */
export type Calls = Readonly<Record<string, string>>
