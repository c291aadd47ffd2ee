import type { TableFinding } from '../../model/record/schema.ts'
import type { Example, SampleRow } from '../../parity/sample.ts'

/** What one diff found, for every medium that lays it out. */
export interface DiffPage {
  names: { a: string; b: string }
  /** What holds for all tables: which parts of them were compared, and how many rows may differ. */
  notes: string[]
  tables: DiffTable[]
}

/** A table of both sides: what is said of it in words, and what was found where it was compared. */
export interface DiffTable {
  table: string
  passes: boolean
  verdict: string
  found: FoundInTable | null
}

export interface FoundInTable {
  sides: { name: string; rows: number; place: string }[]
  /** How many rows differ and how they are matched; null where none do. */
  counts: string | null
  notes: string[]
  shares: ColumnShare[]
  finding: TableFinding
  examples: Example[]
  samples: SampleRow[]
  /** What to declare, a block of lines each. */
  proposals: string[][]
}

/** A column that differs: in how many of the rows that both sides have, and how far at most. */
export interface ColumnShare {
  column: string
  rows: number
  of: number
  /** Null where no two values that differ are both numbers, or both times. */
  greatestAbs: number | null
  greatestSeconds: number | null
}
