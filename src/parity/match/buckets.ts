import type { DuckDB } from '../../duckdb/open.ts'
import type { SideName } from '../relate/side.ts'
import { materialise } from '../relation.ts'
import type { Hashed } from './hashes.ts'

export const ROWS_A_BUCKET = 8
const [FEWEST_BITS, MOST_BITS] = [8, 23]
/** Where more buckets differ than this part, reading all rows costs less than choosing. */
const MOST_BUCKETS = 0.5

/** Of a table DuckDB knows the bounds of a column, and sums by an array in place of a hash table: half the CPU. */
const MOST_KEPT = 40_000_000

/** Which rows may differ, as an SQL condition on the hash of their key. */
export interface Buckets {
  condition(k: string): string
}

export const EVERY_ROW: Buckets = { condition: () => 'true' }

/** Narrows both sides to the rows in hash buckets whose sums differ. Rows of one key share a bucket. */
export async function findBuckets(db: DuckDB, { hashes, totals: { a, b } }: Hashed): Promise<Buckets> {
  const wanted = Math.round(Math.log2(Math.max(2, a.rows, b.rows) / ROWS_A_BUCKET))
  const bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, wanted))
  const bucketOf = (k: string) => `(${k} >> ${64 - bits})::INTEGER`
  // 44 bits of a hash: sums of a bucket stay exact in a double, which is summed faster than 128-bit integers.
  const part = (side: SideName, sign: string) =>
    `SELECT ${bucketOf('k')} AS bucket, ${sign}((h >> 20)::DOUBLE) AS weight FROM ${hashes[side].name}`
  const parts = `(${part('a', '')} UNION ALL ${part('b', '-')})`
  const isKept = a.rows + b.rows <= MOST_KEPT
  if (isKept) await db.run(`SET perfect_ht_threshold = ${MOST_BITS}`)
  const weights = isKept
    ? await materialise(db, 'weights', { bucket: 'bucket', weight: 'weight' }, parts)
    : { name: parts }
  const buckets = await materialise(
    db,
    'buckets',
    { bucket: 'bucket' },
    `${weights.name} GROUP BY bucket HAVING sum(weight) <> 0`,
  )
  if (isKept) await db.run(`DROP TABLE ${weights.name}`)
  const [row] = await db.rows(`SELECT count(*) AS n FROM ${buckets.name}`)
  if (Number(row?.n) > MOST_BUCKETS * 2 ** bits) return EVERY_ROW
  return { condition: (k: string) => `${bucketOf(k)} IN (SELECT bucket FROM ${buckets.name})` }
}
