import { rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { EngineNames } from '../../reasons/known-engines.ts'
import { counted } from '../../text/text.ts'
import { ofBoth, type SideName, sideValue, sideValues } from '../relate/side.ts'
import type { RepeatedKey } from '../sample.ts'
import type { Hashed } from './hashes.ts'

/** Keys that a side has more than once: how many, and the one that it has most often. */
interface Repeats {
  keys: number
  /** Its hash. */
  most: bigint | null
  rows: number
}

/** What a key that is not unique means for a comparison, without values, and a key that shows it. */
export interface RepeatedKeys {
  note: string
  example: RepeatedKey
}

/** Looks at all rows of both sides for keys that one has more than once; null where neither has. */
export async function findRepeatedKeys(
  db: DuckDB,
  hashed: Hashed,
  { baseline, engine }: EngineNames,
): Promise<RepeatedKeys | null> {
  const repeats = await ofBoth((side) => repeatsOf(db, hashed, side))
  const side = repeats.b.rows > repeats.a.rows ? 'b' : 'a'
  const { most } = repeats[side]
  if (most === null) return null
  const key = hashed.key.map(({ name }) => name).join(', ')
  const where = [
    ...(repeats.a.keys > 0 ? [`${baseline} has ${counted(repeats.a.keys, 'key')} more than once`] : []),
    ...(repeats.b.keys > 0 ? [`${engine} has ${counted(repeats.b.keys, 'key')} more than once`] : []),
  ].join(' and ')
  return {
    note: `${key} is not unique: ${where}. Rows with the same key are matched in order of their other values`,
    example: await exampleOf(db, hashed, side, most),
  }
}

async function repeatsOf(db: DuckDB, { hashes }: Hashed, side: SideName): Promise<Repeats> {
  const [row] = await db.rows(`SELECT k, count(*) AS n, count(*) OVER () AS keys FROM ${hashes[side].name}
    GROUP BY k HAVING count(*) > 1 ORDER BY n DESC, k LIMIT 1`)
  return row
    ? { keys: Number(row.keys), most: BigInt(row.k as bigint), rows: Number(row.n) }
    : { keys: 0, most: null, rows: 0 }
}

async function exampleOf(
  db: DuckDB,
  { sides, key, hashes }: Hashed,
  side: SideName,
  most: bigint,
): Promise<RepeatedKey> {
  const values = key.map((column, index) => `try(CAST(${sideValue(column, side)} AS VARCHAR)) AS c${index}`)
  const [row = {}] = await db.rows(`SELECT ${values.join(', ')} FROM ${sides[side].relation}
    WHERE ${rowHash(sideValues(key, side))} = ${most} LIMIT 1`)
  const rows = await ofBoth(async (each) => {
    const [counts] = await db.rows(`SELECT count(*) AS n FROM ${hashes[each].name} WHERE k = ${most}`)
    return Number(counts?.n)
  })
  return {
    key: key.map(({ name }, index) => ({ column: name, value: row[`c${index}`] as string | null })),
    rows,
  }
}
