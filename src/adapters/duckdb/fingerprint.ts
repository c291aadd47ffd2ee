import type { Column } from '../../core/parity/types.ts'
import type { DuckDB } from './open.ts'
import { hashedValue, rowHashes } from './row-hash.ts'

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
  const { first, second } = rowHashes(columns)
  const [row] = await db.rows(
    `SELECT count(*) AS n, coalesce(sum(${first}::HUGEINT), 0) AS a, coalesce(sum(${second}::HUGEINT), 0) AS b FROM ${relation}`,
  )
  const { n, a, b } = row as { n: bigint; a: bigint; b: bigint }
  return { rows: Number(n), fingerprint: [n, a, b].map((part) => part.toString(16)).join('-') }
}

/** Sum of hashes of each column alone: it names the columns whose values differ as multisets. */
export async function fingerprintColumns(
  db: DuckDB,
  relation: string,
  columns: readonly Column[],
): Promise<Map<string, bigint>> {
  const sums = columns.map(
    (column, index) => `coalesce(sum(hash(${hashedValue(column)})::HUGEINT), 0) AS c${index}`,
  )
  const [row = {}] = await db.rows(`SELECT ${sums.join(', ')} FROM ${relation}`)
  return new Map(columns.map(({ name }, index) => [name, row[`c${index}`] as bigint]))
}
