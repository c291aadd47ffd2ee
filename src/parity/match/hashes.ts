import type { DuckDB } from '../../duckdb/open.ts'
import { rowHash } from '../../tables/canonical/hash.ts'
import { TOTALS, type Totals, toTotals } from '../../tables/fingerprint/totals.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { type SideName, sideValues } from '../relate/side.ts'

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
