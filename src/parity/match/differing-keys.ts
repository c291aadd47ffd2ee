import type { DuckDB } from '../../duckdb/open.ts'
import type { SideName } from '../relate/side.ts'
import { materialise, type Relation } from '../relation.ts'
import type { Hashed } from './hashes.ts'

export const ROWS_A_BUCKET = 8
const [FEWEST_BITS, MOST_BITS] = [8, 23]
/** Where more buckets differ than this part, reading all rows costs less than choosing. */
const MOST_BUCKETS = 0.5

/** Of a table DuckDB knows the bounds of a column, and sums by an array in place of a hash table: half the CPU. */
const MOST_KEPT = 40_000_000

/** Which rows may differ, as an SQL condition on the hash of their key. */
export type MayDiffer = (k: string) => string

export const ANY_ROW: MayDiffer = () => 'true'

/**
 * Narrows both sides to the rows of keys whose hashes sum up to something else. Only keys in buckets that differ are summed up
 * one by one, which takes a hash table. Rows of one key share a bucket.
 */
export async function findDifferingKeys(
  db: DuckDB,
  { hashes, totals: { a, b } }: Hashed,
): Promise<MayDiffer> {
  const wanted = Math.round(Math.log2(Math.max(2, a.rows, b.rows) / ROWS_A_BUCKET))
  const bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, wanted))
  const bucketOf = `(k >> ${64 - bits})::INTEGER`
  const buckets = await findBuckets(db, hashes, bucketOf, a.rows + b.rows <= MOST_KEPT)
  const [row] = await db.rows(`SELECT count(*) AS n FROM ${buckets.name}`)
  if (Number(row?.n) > MOST_BUCKETS * 2 ** bits) return ANY_ROW
  const among = `WHERE ${bucketOf} IN (SELECT bucket FROM ${buckets.name})`
  const parts = weighed(hashes, 'k', among)
  const keys = await materialise(
    db,
    'differing_keys',
    { k: 'k' },
    `${parts} GROUP BY k HAVING sum(weight) <> 0`,
  )
  return (k) => `${k} IN (SELECT k FROM ${keys.name})`
}

async function findBuckets(
  db: DuckDB,
  hashes: Hashed['hashes'],
  bucketOf: string,
  isKept: boolean,
): Promise<Relation<'bucket'>> {
  const parts = weighed(hashes, `${bucketOf} AS bucket`)
  if (isKept) await db.run(`SET perfect_ht_threshold = ${MOST_BITS}`)
  const weights = isKept
    ? await materialise(db, 'weights', { bucket: 'bucket', weight: 'weight' }, parts)
    : { name: parts }
  const differing = `${weights.name} GROUP BY bucket HAVING sum(weight) <> 0`
  const buckets = await materialise(db, 'buckets', { bucket: 'bucket' }, differing)
  if (isKept) await db.run(`DROP TABLE ${weights.name}`)
  return buckets
}

/** 44 bits of each hash, negative on one side: their sums stay exact in a double, which is summed faster than 128-bit integers. */
function weighed(hashes: Hashed['hashes'], columns: string, among = ''): string {
  const part = (side: SideName, sign: string) =>
    `SELECT ${columns}, ${sign}((h >> 20)::DOUBLE) AS weight FROM ${hashes[side].name} ${among}`
  return `(${part('a', '')} UNION ALL ${part('b', '-')})`
}
