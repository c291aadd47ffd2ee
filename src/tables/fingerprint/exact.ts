import { convert } from '../../canonical/convert.ts'
import { rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { identifier } from '../../duckdb/sql.ts'
import { type Column, parseType } from '../../types/data-type.ts'
import { canonicalType } from '../../types/relate.ts'
import { TOTALS, toTotals } from './totals.ts'

/** Rows of a table and a text that is equal for equal multisets of rows, within one version of DuckDB. */
export interface TableFingerprint {
  rows: number
  fingerprint: string
}

/** One pass over a table: its count and two sums of row hashes. Neither the order of rows nor of columns matters. */
export async function fingerprintTable(
  db: DuckDB,
  relation: string,
  columns: readonly Column[],
): Promise<TableFingerprint> {
  const values = columns
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((column) => {
      const from = parseType(column.type)
      const type = canonicalType(from)
      return { value: convert(identifier(column.name), from, type), type }
    })
  const [row] = await db.rows(`SELECT ${TOTALS} FROM (SELECT ${rowHash(values)} AS h FROM ${relation})`)
  const { rows, sums } = toTotals(row)
  return { rows, fingerprint: [BigInt(rows), ...sums].map((part) => part.toString(16)).join('-') }
}
