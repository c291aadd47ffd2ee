import type { Table, Tolerance } from '../config/model.ts'
import type { DataType } from './data-type.ts'

/** Stands for all columns in `accept:`, and for all floating-point ones in `tolerance:`. */
export const EVERY_COLUMN = '*'

/** Whether `accept:` takes a reason for a difference of a column. */
export const isAccepted = (table: Table, column: string, reason: string): boolean =>
  [column, EVERY_COLUMN].some((name) => table.accept[name]?.includes(reason))

/** The difference that is declared for a column. An integer, decimal or text has one only where it is named. */
export function toleranceOf(table: Table, column: string, type: DataType): Tolerance | null {
  const general = type.kind === 'float' ? table.tolerance[EVERY_COLUMN] : undefined
  return table.tolerance[column] ?? general ?? null
}
