import { rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { type SideName, sideValues } from '../relate/side.ts'
import { type Compared, keyHash } from './hashes.ts'

/** One row in so many is looked at, and no fewer: of rows in any order, enough keys are then on both sides. */
const [ONE_IN, LEAST] = [100, 1000]
/** Rows of both sides with the same key, of fewer of which nothing is concluded. */
const FEWEST = 100

/** What the first rows of both sides show. */
export interface Glimpse {
  /** About how many rows the larger side has, as DuckDB estimates it. */
  rows: number
  /** Of the rows with the same key, the part that differs; null where too few have the same. */
  differing: number | null
}

/**
 * Compares the first rows of both sides that have the same key.
 *
 * @param many of sides with fewer rows than this nothing is read
 */
export async function glimpse(db: DuckDB, compared: Compared, many: number): Promise<Glimpse> {
  const { a, b } = compared.sides
  const rows = Math.max(await estimateRows(db, a.relation), await estimateRows(db, b.relation))
  if (rows <= many) return { rows, differing: null }
  const first = (side: SideName, h: (hash: string) => string) => {
    const { relation } = compared.sides[side]
    return `(SELECT ${keyHash(compared, side)} AS k, ${h(rowHash(sideValues(compared.columns, side)))} AS h
      FROM (SELECT * FROM ${relation} LIMIT ${Math.max(LEAST, Math.ceil(rows / ONE_IN))})`
  }
  // Where both sides repeat a key, a join would have more pairs than rows.
  const once = `${first('a', (h) => `any_value(${h})`)} GROUP BY k HAVING count(*) = 1)`
  const [row] = await db.rows(`SELECT count(*) AS matched, count(*) FILTER (a.h <> b.h) AS differing
    FROM ${once} a JOIN ${first('b', (h) => h)}) b USING (k)`)
  const matched = Number(row?.matched)
  return { rows, differing: matched < Math.min(FEWEST, many + 1) ? null : Number(row?.differing) / matched }
}

async function estimateRows(db: DuckDB, relation: string): Promise<number> {
  const [row] = await db.rows(`EXPLAIN (FORMAT json) SELECT * FROM ${relation}`)
  const [plan] = JSON.parse(String(row?.explain_value))
  return Number(plan?.extra_info?.['Estimated Cardinality'] ?? 0)
}
