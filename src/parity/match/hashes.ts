import type { DuckDB } from '../../duckdb/open.ts'
import { rowHash } from '../../tables/canonical/hash.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { type SideName, sideValues } from '../relate/side.ts'

/** A multiset of rows in three numbers: how many, and two 128-bit sums of their hashes. */
export interface Totals {
  rows: number
  sums: [bigint, bigint]
}

export const areEqual = (a: Totals, b: Totals): boolean =>
  a.rows === b.rows && a.sums[0] === b.sums[0] && a.sums[1] === b.sums[1]

/** SQL for the totals of a relation with a row hash `h`; the second sum mixes the hashes anew, so that none can cancel. */
export const TOTALS = `count(*) AS n, coalesce(sum(h), 0)::HUGEINT AS s1, coalesce(sum(hash(h)), 0)::HUGEINT AS s2`

export function toTotals(row: Record<string, unknown> | undefined): Totals {
  const { n, s1, s2 } = row as { n: bigint; s1: bigint; s2: bigint }
  return { rows: Number(n), sums: [s1, s2] }
}

/**
 * Reads one side once and keeps 16 bytes a row in the table `hashes_<side>`: `h`, the row's hash, and `k`, that of
 * its key, or of the whole row where there is none.
 */
export async function hashSide(
  db: DuckDB,
  side: SideName,
  relation: string,
  columns: readonly ComparedColumn[],
  key: readonly ComparedColumn[],
): Promise<Totals> {
  const h = rowHash(sideValues(columns, side))
  const k = key.length > 0 ? rowHash(sideValues(key, side)) : h
  await db.run(`CREATE OR REPLACE TEMP TABLE hashes_${side} AS SELECT ${k} AS k, ${h} AS h FROM ${relation}`)
  const [row] = await db.rows(`SELECT ${TOTALS} FROM hashes_${side}`)
  return toTotals(row)
}
