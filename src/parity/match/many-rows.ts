import type { DuckDB } from '../../duckdb/open.ts'
import { ofBoth, type SideName } from '../relate/side.ts'
import type { RowPairs } from '../relation.ts'
import { columnsBeside } from './beside.ts'
import { differingColumns } from './differing-columns.ts'
import { ROWS_A_BUCKET } from './differing-keys.ts'
import { glimpse } from './glimpse.ts'
import { type Compared, type Hashed, hashRows, keyHash } from './hashes.ts'
import { joinByKey } from './joined.ts'
import { type KeysOfBoth, lookAtKeys } from './keys.ts'

/** Beyond this many rows in buckets that differ, and this part of all, only columns with a difference are read. */
export const MANY_ROWS = 500_000
const MANY_PART = 0.2
/** Keys that are looked at to tell. */
const SAMPLE = 100_000
const GREATEST_HASH = 2n ** 64n - 1n

/** Pairs of all rows by a key that is unique, and how many rows each side has. */
export interface PairedRows {
  pairs: RowPairs
  rows: Record<SideName, number>
}

/**
 * Pairs many rows that differ by a key that is unique before the rows are hashed, where the first of them show that they
 * differ: of all columns one pass over each side tells which differ, and with the key these alone are read again.
 *
 * @param many see `MANY_ROWS`
 * @returns null where the first rows do not show it, and where only hashes tell, as of keys that one side has alone
 */
export async function pairUnhashed(db: DuckDB, compared: Compared, many: number): Promise<PairedRows | null> {
  const { key, sides } = compared
  if (key.length === 0) return null
  const { rows, differing } = await glimpse(db, compared, many)
  if (differing === null || !areMany(rows, differing, many)) return null
  const keys = await lookAtKeys(
    db,
    await ofBoth(async (side) => `(SELECT ${keyHash(compared, side)} AS k FROM ${sides[side].relation})`),
  )
  if (!keys.areShared || keys.areTooMany) return null
  const pairs = await pairDiffering(db, compared, keys, null)
  return pairs && { pairs, rows: keys.rows }
}

/**
 * Pairs many rows that differ by a key that is unique: of these the key and the columns that differ are read, and no others.
 *
 * @param many see `MANY_ROWS`
 * @returns null where there are fewer, or where the key turns out to repeat
 */
export async function pairManyRows(db: DuckDB, hashed: Hashed, many: number): Promise<RowPairs | null> {
  const { key, hashes, totals } = hashed
  const rows = Math.max(totals.a.rows, totals.b.rows)
  if (key.length === 0 || rows <= many) return null
  if (!areMany(rows, await differingPart(db, hashed, rows), many)) return null
  const keys = await lookAtKeys(db, { a: hashes.a.name, b: hashes.b.name })
  if (keys.areTooMany) return null
  const pairs = await pairDiffering(db, hashed, keys, hashes)
  if (!pairs) await hashRows(db, hashed)
  return pairs
}

/** @param part of the rows that differ */
function areMany(rows: number, part: number, many: number): boolean {
  return ROWS_A_BUCKET * rows * part > Math.max(many, MANY_PART * rows)
}

/** @param hashes which the keys of both sides are told by where these differ; then the join needs their memory */
async function pairDiffering(
  db: DuckDB,
  compared: Compared,
  keys: KeysOfBoth,
  hashes: Hashed['hashes'] | null,
): Promise<RowPairs | null> {
  const { columns, key } = compared
  const differing = await differingColumns(db, compared, keys.areShared ? null : hashes)
  const beside = await columnsBeside(db, compared, differing)
  const kept = columns.filter((column) => [key, differing, beside].some((some) => some.includes(column)))
  for (const { name } of Object.values(hashes ?? {})) await db.run(`DROP TABLE ${name}`)
  return await joinByKey(db, compared, kept, keys)
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
