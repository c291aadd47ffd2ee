import type { UserError } from '../errors.ts'
import type { Column } from '../types/data-type.ts'

/** A table of one side, as SQL that reads it. */
export interface TableSource {
  /** As the user gave it, or below what they gave. */
  path: string
  format: 'parquet' | 'csv' | 'json' | 'duckdb'
  relation: string
  columns: Column[]
  files: number
  /** Where its data lies: its files, or a database's own and its log, if there is one. */
  paths: string[]
  /** In words, what of a CSV's dialect was found out by its bytes: `delimiter ';'`. */
  recognised: string[]
  /** Of its files; of the whole file for a table of a database. */
  bytes: number
}

/** A source and the name that it goes by. */
export interface NamedSource {
  table: string
  /** Whether that is only what the path is called that was given, not what its engine calls the table. */
  isUnnamed?: boolean
  source: TableSource
}

/** A table that both sides have, or that one side alone has. */
export interface TablePair {
  table: string
  /** Whether both sides call it so; else it is what A calls it. */
  isShared: boolean
  a: TableSource | null
  b: TableSource | null
  /** Why a side that has it could not be read. */
  problem?: UserError
}
