import type { DuckDB } from '../../duckdb/open.ts'
import { ofBoth, type SideName } from '../relate/side.ts'
import type { Hashes, RowPairs } from '../relation.ts'
import { differingColumns } from './differing-columns.ts'
import { ROWS_A_BUCKET } from './differing-keys.ts'
import { type Hashed, hashRows } from './hashes.ts'
import { joinByKey } from './joined.ts'

/** Beyond this many rows in buckets that differ, and this part of all, only columns with a difference are read. */
export const MANY_ROWS = 500_000
const MANY_PART = 0.2
/** Keys that are looked at to tell. */
const SAMPLE = 100_000
const GREATEST_HASH = 2n ** 64n - 1n
/** Pairs of rows with one key that a join may bring, for each row and besides. */
const [PAIRS_A_ROW, MORE_PAIRS] = [2, 1_000_000]

/**
 * Pairs many rows that differ by a key that is unique: of these the key and the columns that differ are read, and no others.
 *
 * @param many see `MANY_ROWS`
 * @returns null where there are fewer, or where the key turns out to repeat
 */
export async function pairManyRows(db: DuckDB, hashed: Hashed, many: number): Promise<RowPairs | null> {
  const { columns, key, hashes, totals } = hashed
  const rows = Math.max(totals.a.rows, totals.b.rows)
  if (key.length === 0 || rows <= many) return null
  const read = ROWS_A_BUCKET * rows * (await differingPart(db, hashed, rows))
  if (read <= Math.max(many, MANY_PART * rows)) return null
  const keys = await ofBoth((side) => lookAtKeys(db, hashes[side]))
  if (Math.max(keys.a.pairs, keys.b.pairs) > PAIRS_A_ROW * rows + MORE_PAIRS) return null
  const areShared = keys.a.all === keys.b.all && totals.a.rows === totals.b.rows
  const differing = await differingColumns(db, hashed, areShared)
  const kept = columns.filter((column) => key.includes(column) || differing.includes(column))
  // The join needs the memory.
  for (const { name } of Object.values(hashes)) await db.run(`DROP TABLE ${name}`)
  const pairs = await joinByKey(db, hashed, kept, areShared)
  if (!pairs) await hashRows(db, hashed)
  return pairs
}

/** About which part of all keys have rows that differ, by those with the least hashes. */
async function differingPart(db: DuckDB, { hashes }: Hashed, rows: number): Promise<number> {
  const every = BigInt(Math.max(1, Math.floor(rows / SAMPLE)))
  const part = (side: SideName, sign: string) =>
    `SELECT k, ${sign}h::HUGEINT AS h FROM ${hashes[side].name} WHERE k <= ${GREATEST_HASH / every}::UBIGINT`
  const [row] = await db.rows(`SELECT count(*) FILTER (h <> 0) / count(*) AS part
    FROM (SELECT sum(h) AS h FROM (${part('a', '')} UNION ALL ${part('b', '-')}) GROUP BY k)`)
  return Number(row?.part ?? 0)
}

interface Keys {
  /**
   * About how many pairs a join of the side with itself would bring: as many as rows where each key is there once. It is
   * the variance of the numbers of keys whose hashes begin alike, times how many such numbers there are (Alon, Matias and
   * Szegedy, 1996).
   */
  pairs: number
  /** All hashes, hashed again, by XOR: where each is there once, equal of the same keys alone. */
  all: bigint
}

async function lookAtKeys(db: DuckDB, { name }: Hashes): Promise<Keys> {
  const [row] = await db.rows(`SELECT 256 * var_samp(coalesce(n, 0)) AS pairs, bit_xor(x) AS all_keys
    FROM (SELECT range AS place FROM range(256)) LEFT JOIN (SELECT (k >> 56)::UTINYINT AS place, count(*) AS n,
      bit_xor(hash(k)) AS x FROM ${name} GROUP BY ALL) USING (place)`)
  return { pairs: Number(row?.pairs), all: BigInt((row?.all_keys ?? 0) as bigint) }
}
