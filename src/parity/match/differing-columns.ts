import { hashWith } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { ofBoth, type SideName, sideValue } from '../relate/side.ts'
import { materialise } from '../relation.ts'
import { type Compared, type Hashed, keyHash } from './hashes.ts'

/**
 * The columns whose values differ for some key that both sides have, in one pass over each: all values of a column are
 * hashed together with their keys and combined by XOR, which costs half of a sum and cancels nothing where a key is there
 * once. They are hashed again before, since DuckDB's hash of two values is itself an XOR: rows that exchange their values
 * would cancel.
 *
 * @param among hashes by which to tell the keys that both sides have; null where they have the same
 */
export async function differingColumns(
  db: DuckDB,
  compared: Compared,
  among: Hashed['hashes'] | null,
): Promise<readonly ComparedColumn[]> {
  const others = compared.columns.filter((column) => !compared.key.includes(column))
  if (others.length === 0) return []
  const isShared = among ? await keysOfBoth(db, among) : () => 'true'
  const hashes = await ofBoth((side) => keyedHashes(db, compared, others, side, isShared))
  return others.filter((_, index) => hashes.a[index] !== hashes.b[index])
}

/** SQL that is true of the hash of a key which both sides have: with others among them, every column would differ. */
async function keysOfBoth(db: DuckDB, { a, b }: Hashed['hashes']): Promise<(k: string) => string> {
  const lone = await materialise(
    db,
    'lone_keys',
    { k: 'coalesce(a.k, b.k)' },
    `${a.name} a FULL JOIN ${b.name} b ON a.k = b.k WHERE a.k IS NULL OR b.k IS NULL`,
  )
  return (k) => `${k} NOT IN (SELECT k FROM ${lone.name})`
}

async function keyedHashes(
  db: DuckDB,
  compared: Compared,
  columns: readonly ComparedColumn[],
  side: SideName,
  isShared: (k: string) => string,
): Promise<unknown[]> {
  const k = keyHash(compared, side)
  const hashes = columns.map((column, index) => {
    const value = { value: sideValue(column, side), type: column.target }
    return `bit_xor(hash(${hashWith(k, [value])})) AS c${index}`
  })
  const [row = {}] = await db.rows(
    `SELECT ${hashes.join(', ')} FROM ${compared.sides[side].relation} WHERE ${isShared(k)}`,
  )
  return columns.map((_, index) => row[`c${index}`])
}
