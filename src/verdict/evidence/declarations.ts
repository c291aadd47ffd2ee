import type { Table } from '../../model/config/model.ts'
import { own } from '../../model/config/own.ts'
import type { Waiver } from '../../model/config/policy.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import type { NotCompared } from './difference.ts'

/** What a finding is judged under: the declarations and waivers of now, not of when it was made. */
export interface Declarations {
  tables: Record<string, Table>
  waivers: readonly Waiver[]
  /** UTC day on which waivers must still hold. */
  asOf: string
}

export const tableOf = ({ tables }: Declarations, name: string): Table | undefined => own(tables, name)

/** Whether a waiver is for a table and a partition, and still holds. */
export const isInForce = (waiver: Waiver, table: string, partition: string, asOf: string): boolean =>
  waiver.table === table && asOf <= waiver.expires && (waiver.partitions?.includes(partition) ?? true)

/** Tables that are declared now and were not compared then; without declarations, any at all. */
export function unseenTables(compared: ReadonlySet<string>, { tables }: Declarations): NotCompared[] {
  if (compared.size === 0) return [{ why: 'table', table: null }]
  return Object.keys(tables)
    .filter((table) => !compared.has(table))
    .map((table) => ({ why: 'table', table }))
}

/** Columns that were left out then, and count now. */
export function unseenColumns(
  table: string,
  ignored: readonly string[],
  declarations: Declarations,
): NotCompared[] {
  const now = tableOf(declarations, table)?.ignore ?? ignored
  return ignored
    .filter((column) => !now.includes(column))
    .map((column) => ({ why: 'ignored-then', table, column }))
}

/** Columns that a record had no room for: what is declared of them now decides nothing. */
export function unkeptColumns({ table, more }: TableFinding, declarations: Declarations): NotCompared[] {
  if (more === undefined || tableOf(declarations, table) === undefined) return []
  return [{ why: 'not-kept', table, columns: more }]
}
