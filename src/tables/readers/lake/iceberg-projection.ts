import { identifier } from '../../../duckdb/sql.ts'
import { type Column, type DataType, formatType, parseType } from '../../../types/data-type.ts'
import type { FooterColumn } from '../parquet/footers.ts'
import type { IcebergColumn } from './iceberg-schema.ts'

/** A column of a data file: what its footer says, and how DuckDB types it. */
export type FileColumn = FooterColumn & Pick<Column, 'type'>

/** Columns of a file with their ids: its own or, if it has none at all, those that the table gives to names. */
export function identified(
  columns: readonly FooterColumn[],
  names: ReadonlyMap<string, number>,
): readonly FooterColumn[] {
  if (columns.some(({ id, nestedIds }) => id !== null || nestedIds.length > 0)) return columns
  return columns.map((column) => ({ ...column, id: names.get(column.name) ?? null }))
}

/**
 * SQL for a table's columns, in their order, out of those that a file has: found by their ids, called as they are now, widened
 * if they were, and NULL where they were added later.
 *
 * @param identity ids of columns that files may leave to their partitions
 * @returns undefined where the rules for this are not known here
 */
export function icebergProjection(
  columns: readonly IcebergColumn[],
  file: readonly FileColumn[],
  identity: readonly number[],
): string | undefined {
  const byId = new Map(file.map((column) => [column.id, column]))
  if (byId.size < file.length || byId.has(null)) return undefined
  const values = columns.map((column) => {
    const found = byId.get(column.id)
    if (found) return valueIn(column, found)
    return column.required || identity.includes(column.id)
      ? undefined
      : `CAST(NULL AS ${formatType(column.type)})`
  })
  if (values.includes(undefined)) return undefined
  return columns.map(({ name }, index) => `${values[index]} AS ${identifier(name)}`).join(', ')
}

function valueIn({ type, nestedIds }: IcebergColumn, file: FileColumn): string | undefined {
  if (file.loses || file.leaves.some(({ isInt96 }) => isInt96)) return undefined
  const stored = parseType(file.type)
  const isNestedAlike = nestedIds.join() === file.nestedIds.join()
  if (isNestedAlike && formatType(stored) === formatType(type)) return identifier(file.name)
  return isWidened(stored, type) ? `CAST(${identifier(file.name)} AS ${formatType(type)})` : undefined
}

/** What a column's type may become while its older files stay, and no value changes. */
function isWidened(from: DataType, to: DataType): boolean {
  if (from.kind === 'decimal' && to.kind === 'decimal')
    return from.scale === to.scale && from.precision < to.precision
  const types = [formatType(from), formatType(to)].join(' to ')
  return types === 'INTEGER to BIGINT' || types === 'FLOAT to DOUBLE'
}
