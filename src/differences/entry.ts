/** What a Spark program can be ported to. */
export const TARGETS = ['duckdb', 'polars'] as const
export type Target = (typeof TARGETS)[number]

/** An engine whose probes are run. */
export type Engine = 'spark' | Target

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
   * `read:csv`, `write:csv`, `option:header`, `clause:order-by`, `setting:spark.sql.ansi.enabled`.
   */
  triggers: readonly string[]
  spark: Code
  ports: Record<Target, Port | Lacking>
}
