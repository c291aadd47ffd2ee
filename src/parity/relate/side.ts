import { convert } from '../../canonical/convert.ts'
import type { TypedValue } from '../../canonical/hash.ts'
import { identifier } from '../../duckdb/sql.ts'
import type { Column } from '../../types/data-type.ts'
import type { Layout } from '../../types/layout.ts'
import type { ComparedColumn } from './schemas.ts'

export type SideName = 'a' | 'b'

/** One side's table: SQL that reads it, and its columns. */
export interface SideTable {
  relation: string
  columns: Column[]
  /** Of a table of a lakehouse. */
  layout?: Layout
}

export type SideTables = Record<SideName, SideTable>

/** The same of both sides, one after the other. */
export const ofBoth = async <T>(make: (side: SideName) => Promise<T>): Promise<Record<SideName, T>> => ({
  a: await make('a'),
  b: await make('b'),
})

/** A column's value on one side, in the type in which both sides are compared. */
export const sideValue = (column: ComparedColumn, side: SideName): string => {
  const { name, target, through } = column
  return convert(identifier(name), column[side], target, through)
}

/** The values of columns in order of name, so that their order in a table doesn't matter. */
export const sideValues = (columns: readonly ComparedColumn[], side: SideName): TypedValue[] =>
  columns
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((column) => ({ value: sideValue(column, side), type: column.target }))
