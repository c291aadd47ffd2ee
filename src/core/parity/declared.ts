import type { Table, Tolerance } from '../config/model.ts'
import type { DataType } from './data-type.ts'

/** Stands for all columns in `accept:`, and for all floating-point ones in `tolerance:`. */
export const EVERY_COLUMN = '*'

/** Whether `accept:` takes a reason for a difference of a column. */
export const isAccepted = (table: Table, column: string, reason: string): boolean =>
  [column, EVERY_COLUMN].some((name) => own(table.accept, name)?.includes(reason))

/**
 * The difference that is declared for a column, whose types on both sides are given. One that has a float on neither side
 * has it only where it is named.
 */
export function toleranceOf(
  { tolerance }: Table,
  column: string,
  types: readonly DataType[],
): Tolerance | null {
  const general = types.some(({ kind }) => kind === 'float') ? tolerance[EVERY_COLUMN] : undefined
  return own(tolerance, column) ?? general ?? null
}

/** What is declared under a name; a column may be called `constructor`. */
const own = <T>(declared: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(declared, name) ? declared[name] : undefined
