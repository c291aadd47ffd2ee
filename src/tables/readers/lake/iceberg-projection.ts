import { identifier } from '../../../duckdb/sql.ts'
import { type Column, type DataType, formatType, mapLeaves, parseType } from '../../../types/data-type.ts'
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
  // Finer times than the table's type has are cut, by all its readers.
  if (file.loses && !file.leaves.every(({ isInt96 }) => isInt96)) return undefined
  const [stored, wanted, value] = [parseType(file.type), formatType(type), identifier(file.name)]
  const isNestedAlike = nestedIds.join() === file.nestedIds.join()
  if (isNestedAlike && formatType(stored) === wanted) return value
  const isInstant = isNestedAlike && formatType(withInstants(stored, file)) === wanted
  return isInstant || isWidened(stored, type) ? `CAST(${value} AS ${wanted})` : undefined
}

/** DuckDB reads INT96 without a zone, which the table's type may have: it is always UTC. */
function withInstants(stored: DataType, { leaves }: FileColumn): DataType {
  const left = [...leaves]
  return mapLeaves(stored, (leaf) => {
    const isInt96 = left.shift()?.isInt96
    return leaf.kind === 'timestamp' && isInt96 ? { ...leaf, zoned: true } : leaf
  })
}

/** What a column's type may become while its older files stay, and no value changes. */
function isWidened(from: DataType, to: DataType): boolean {
  if (from.kind === 'decimal' && to.kind === 'decimal')
    return from.scale === to.scale && from.precision < to.precision
  const types = [formatType(from), formatType(to)].join(' to ')
  return types === 'INTEGER to BIGINT' || types === 'FLOAT to DOUBLE'
}
