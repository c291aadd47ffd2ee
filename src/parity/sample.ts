/** A row and its partner, or a row that has none, as text. These are values: they stay on the machine that ran. */
export interface SampleRow {
  in: 'both' | 'a' | 'b'
  values: { column: string; a: string | null; b: string | null; differs: boolean }[]
}

/** One pair of values that shows a column's reason. */
export interface Example {
  column: string
  reason: string
  a: string | null
  b: string | null
}

/** A key that a side has more than once, as text, and how many rows of each side have it. */
export interface RepeatedKey {
  key: { column: string; value: string | null }[]
  rows: { a: number; b: number }
}

/** A column that differs in rows that are matched, and in how many. */
export interface DifferingColumn {
  column: string
  rows: number
}
