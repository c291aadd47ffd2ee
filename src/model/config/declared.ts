import { innerTypes } from '../../types/compared-types.ts'
import type { DataType } from '../../types/data-type.ts'
import type { Table } from './model.ts'
import { own } from './own.ts'
import { EVERY_COLUMN, type Tolerance } from './table-schema.ts'

/** Whether `accept:` takes a reason for a difference of a column. */
export const isAccepted = (table: Table, column: string, reason: string): boolean =>
  [column, EVERY_COLUMN].some((name) => own(table.accept, name)?.includes(reason))

/**
 * The difference that is declared for a column, or for values inside it, whose types on both sides are given. Where neither
 * is a float or a timestamp, only a column's name gives it one.
 */
export function toleranceOf(
  { tolerance }: Table,
  column: string,
  types: readonly DataType[],
): Tolerance | null {
  const general = tolerance[EVERY_COLUMN]
  const isMeant = general !== undefined && types.some((type) => isMeantFor(general, type))
  return own(tolerance, column) ?? (isMeant ? general : null)
}

/** Whether a tolerance for every column is meant for values of a type. */
export function isMeantFor(general: Tolerance, type: DataType): boolean {
  if (type.kind === 'float') return general.abs > 0 || general.rel > 0
  if (type.kind === 'timestamp') return general.seconds !== undefined
  const types = { a: type, b: type, target: type }
  return innerTypes(types).some(({ types: { target } }) => isMeantFor(general, target))
}

/** Whether one tolerance allows all that another does. */
export const allowsAll = (wide: Tolerance, narrow: Tolerance): boolean =>
  narrow.abs <= wide.abs && narrow.rel <= wide.rel && (narrow.seconds ?? 0) <= (wide.seconds ?? 0)
