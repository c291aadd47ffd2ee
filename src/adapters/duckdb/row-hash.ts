import type { Column } from '../../core/parity/types.ts'
import { identifier } from './sql.ts'

/**
 * A column's value in the form in which it is compared: −0.0 is 0.0, every NaN is one NaN, and nested values are
 * JSON text, since DuckDB's hash() takes NULL, [] and [NULL] for equal.
 */
export function canonicalValue({ name, type }: Column): string {
  const value = identifier(name)
  if (type === 'DOUBLE') return `CASE WHEN isnan(${value}) THEN 'nan'::DOUBLE ELSE ${value}::DOUBLE + 0.0 END`
  if (/\[\d*\]$|^(STRUCT|MAP|UNION)\(/.test(type)) return `to_json(${value})::VARCHAR`
  return `CAST(${value} AS ${type})`
}

/** A canonical value as it is hashed: 128-bit numbers as text, since DuckDB hashes 0 and -1 of them alike. */
export function hashedValue(column: Column): string {
  const value = canonicalValue(column)
  return column.type === 'HUGEINT' || column.type.startsWith('DECIMAL') ? `${value}::VARCHAR` : value
}

/**
 * Two independent 64-bit hashes of a row, as SQL. They are DuckDB's own and differ between its versions: good
 * for one run, never to be kept.
 */
export function rowHashes(columns: readonly Column[]): { first: string; second: string } {
  const values = columns.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(hashedValue)
  return {
    first: `hash(${['1', ...values].join(', ')})`,
    second: `hash(${['2', ...values.toReversed()].join(', ')})`,
  }
}
