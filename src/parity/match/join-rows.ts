import { isDistinct } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { settingsOf } from '../../tables/settings.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { type SideName, sideValue } from '../relate/side.ts'
import { append, defined, materialise } from '../relation.ts'
import { type Compared, keyHash } from './hashes.ts'
import type { KeysOfBoth } from './keys.ts'
import { haveSameKey } from './pairs.ts'
import { readWithRoom } from './room.ts'

/** Bytes of a row in the hash table of a join, besides and for each column, as measured with numbers. */
const [BYTES_A_ROW, BYTES_A_COLUMN] = [24, 8]
/** The part of the memory that it may take: what it brings needs the rest. */
const ROOM = 0.2
/** Each part reads all rows again. */
const MOST_PARTS = 4

/** All rows of both sides, the equal ones among them. */
export const JOINED = 'joined'

/** Columns of `JOINED`, as SQL, and those that follow from them: where both sides have the same keys, these are there once. */
interface Definitions {
  kept: Record<string, string>
  following: Record<string, string>
}

/**
 * Makes `JOINED` of all rows by their key, in as many parts as the memory asks for.
 *
 * @param columns that are read, the key among them
 * @returns SQL for pairs of rows, and whether they differ: `differs`
 */
export async function joinRows(
  db: DuckDB,
  compared: Compared,
  columns: readonly ComparedColumn[],
  { areShared, rows }: KeysOfBoth,
): Promise<string> {
  const { kept, following } = definitionsOf(compared, columns, areShared)
  const on = haveSameKey(columns, compared.key).join(' AND ')
  const parts = await partsOf(db, Math.max(rows.a, rows.b), columns.length)
  for (let part = 0; part < parts; part++) {
    const read = (side: SideName, query: (rows: string) => Promise<void>) => {
      const values = columns.map((column, index) => `${sideValue(column, side)} AS c${index}`)
      const from = `${compared.sides[side].relation} WHERE ${keyHash(compared, side)} % ${parts} = ${part}`
      return readWithRoom(db, columns, side, from, (guard) =>
        query(`(SELECT true AS is_row, ${values.join(', ')} FROM ${from} AND ${guard})`),
      )
    }
    await read('a', (a) =>
      read('b', async (b) => {
        const from = `${a} a ${areShared ? 'JOIN' : 'FULL JOIN'} ${b} b ON ${on}`
        await (part === 0 ? materialise : append)(db, JOINED, kept, from)
      }),
    )
  }
  return `(SELECT *, ${defined(following)} FROM ${JOINED})`
}

function definitionsOf(
  { key }: Compared,
  columns: readonly ComparedColumn[],
  areShared: boolean,
): Definitions {
  const kept: Definitions['kept'] = {}
  const following: Definitions['following'] = { pair: 'rowid + 1', is_repeat: 'false' }
  const lone = { in_a: 'a.is_row IS NOT NULL', in_b: 'b.is_row IS NOT NULL' }
  if (areShared) Object.assign(following, { in_a: 'true', in_b: 'true' })
  else Object.assign(kept, lone)
  const differs = areShared ? [] : ['a.is_row IS NULL', 'b.is_row IS NULL']
  for (const [index, column] of columns.entries()) {
    const isKey = key.includes(column)
    kept[`a${index}`] = `a.c${index}`
    if (areShared && isKey) following[`b${index}`] = `a${index}`
    else kept[`b${index}`] = `b.c${index}`
    if (!isKey) differs.push(isDistinct(`a.c${index}`, `b.c${index}`, column.target))
  }
  kept.differs = differs.length > 0 ? differs.join(' OR ') : 'false'
  return { kept, following }
}

async function partsOf(db: DuckDB, rows: number, columns: number): Promise<number> {
  const { limit } = await settingsOf(db)
  const bytes = rows * (BYTES_A_ROW + BYTES_A_COLUMN * columns)
  return Math.max(1, Math.min(MOST_PARTS, Math.ceil(bytes / (ROOM * limit))))
}
