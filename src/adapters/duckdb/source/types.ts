import type { Column } from '../../../core/parity/data-type.ts'
import type { UserError } from '../../../errors.ts'

/** A table of one side, as SQL that reads it. */
export interface TableSource {
  /** As the user gave it, or below what they gave. */
  path: string
  format: 'parquet' | 'csv' | 'json' | 'duckdb'
  relation: string
  columns: Column[]
  files: number
  /** Of its files; of the whole file for a table of a database. */
  bytes: number
}

/** A source and the name that it goes by. */
export interface NamedSource {
  table: string
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
