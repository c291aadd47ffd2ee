import type { DuckDB } from '../../duckdb/open.ts'
import { areEqual, TOTALS, type Totals, toTotals } from '../../tables/fingerprint/totals.ts'
import { ofBoth, type SideName } from '../relate/side.ts'

/** Pairs of rows with one key that a join may bring, for each row and besides. */
const [PAIRS_A_ROW, MORE_PAIRS] = [2, 1_000_000]

interface Keys {
  totals: Totals
  /**
   * About how many pairs a join of the side with itself would bring: as many as rows where each key is there once. It is
   * the variance of the numbers of keys whose hashes begin alike, times how many such numbers there are (Alon, Matias and
   * Szegedy, 1996).
   */
  pairs: number
}

/** What a join of all rows by their key would meet. */
export interface KeysOfBoth {
  rows: Record<SideName, number>
  /** Whether both sides have the same keys, each as often. */
  areShared: boolean
  /** Whether so many rows have one key that a join would bring many more pairs than rows. */
  areTooMany: boolean
}

/** @param hashes of each side, SQL for rows with the hash `k` of a key */
export async function lookAtKeys(db: DuckDB, hashes: Record<SideName, string>): Promise<KeysOfBoth> {
  const { a, b } = await ofBoth((side) => keysOf(db, hashes[side]))
  const rows = { a: a.totals.rows, b: b.totals.rows }
  const most = PAIRS_A_ROW * Math.max(rows.a, rows.b) + MORE_PAIRS
  return {
    rows,
    areShared: areEqual(a.totals, b.totals),
    areTooMany: Math.max(a.pairs, b.pairs) > most,
  }
}

async function keysOf(db: DuckDB, hashes: string): Promise<Keys> {
  const [row] = await db.rows(`SELECT 256 * var_samp(coalesce(n, 0)) AS pairs, coalesce(sum(n), 0) AS n,
    coalesce(sum(s1), 0)::HUGEINT AS s1, coalesce(sum(s2), 0)::HUGEINT AS s2
    FROM (SELECT range AS place FROM range(256)) LEFT JOIN (SELECT (h >> 56)::UTINYINT AS place, ${TOTALS}
      FROM (SELECT k AS h FROM ${hashes}) GROUP BY place) USING (place)`)
  return { pairs: Number(row?.pairs), totals: toTotals(row) }
}
