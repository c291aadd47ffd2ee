import { isDistinct, rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { type SideName, sideValue } from '../relate/side.ts'
import { cells, materialise, type RowPairs } from '../relation.ts'
import type { Compared, Hashed } from './hashes.ts'
import { haveSameKey } from './pairs.ts'
import { readWithRoom } from './room.ts'

/** Where fewer of the rows differ, those alone are kept. */
const MOSTLY = 0.5

const JOINED = 'joined'

/** What a join of all rows by their key brought, in rows. */
interface Counts {
  matched: number
  loneA: number
  loneB: number
  differing: number
}

/**
 * Pairs all rows by their key, straight from where they are read.
 *
 * @param columns the key, and all that differ
 * @param areShared whether both sides have the same keys
 * @returns null where the key repeats, or where nothing differs in these columns
 */
export async function joinByKey(
  db: DuckDB,
  hashed: Hashed,
  columns: readonly ComparedColumn[],
  areShared: boolean,
): Promise<RowPairs | null> {
  await join(db, hashed, columns, areShared ? 'JOIN' : 'FULL JOIN')
  const counts = await count(db)
  if (counts.differing === 0 || !(await isUnique(db, hashed, columns, counts))) {
    await db.run(`DROP TABLE ${JOINED}`)
    return null
  }
  return { name: await keepDiffering(db, columns, counts), columns }
}

/** Makes `joined`: of all rows, the equal ones among them. */
async function join(
  db: DuckDB,
  { sides, key }: Compared,
  columns: readonly ComparedColumn[],
  how: 'JOIN' | 'FULL JOIN',
): Promise<void> {
  const differ = columns.flatMap((column, index) =>
    key.includes(column) ? [] : [isDistinct(`a.c${index}`, `b.c${index}`, column.target)],
  )
  const definitions = {
    in_a: 'a.is_row IS NOT NULL',
    in_b: 'b.is_row IS NOT NULL',
    differs: ['a.is_row IS NULL', 'b.is_row IS NULL', ...differ].join(' OR '),
    ...cells('a', columns, (_, index) => `a.c${index}`),
    ...cells('b', columns, (_, index) => `b.c${index}`),
  }
  const on = haveSameKey(columns, key).join(' AND ')
  const read = (side: SideName, query: (rows: string) => Promise<unknown>) => {
    const { relation } = sides[side]
    const values = columns.map((column, index) => `${sideValue(column, side)} AS c${index}`)
    return readWithRoom(db, columns, side, `${relation} WHERE true`, (guard) =>
      query(`(SELECT true AS is_row, ${values.join(', ')} FROM ${relation} WHERE ${guard})`),
    )
  }
  await read('a', (a) =>
    read('b', (b) => materialise(db, JOINED, definitions, `${a} a ${how} ${b} b ON ${on}`)),
  )
}

async function count(db: DuckDB): Promise<Counts> {
  const [row] =
    await db.rows(`SELECT count(*) FILTER (in_a AND in_b) AS matched, count(*) FILTER (NOT in_b) AS lone_a,
    count(*) FILTER (NOT in_a) AS lone_b, count(*) FILTER (differs) AS differing FROM ${JOINED}`)
  return {
    matched: Number(row?.matched),
    loneA: Number(row?.lone_a),
    loneB: Number(row?.lone_b),
    differing: Number(row?.differing),
  }
}

/** Of keys that both sides have there are more pairs than rows where one repeats; lone ones are counted. */
async function isUnique(
  db: DuckDB,
  { totals: { a, b }, key }: Hashed,
  columns: readonly ComparedColumn[],
  { matched, loneA, loneB }: Counts,
): Promise<boolean> {
  if (matched + loneA !== a.rows || matched + loneB !== b.rows) return false
  if (loneA + loneB === 0) return true
  const hash = (side: SideName) =>
    rowHash(
      columns.flatMap((column, index) =>
        key.includes(column) ? [{ value: `${side}${index}`, type: column.target }] : [],
      ),
    )
  const [row] = await db.rows(`SELECT count(DISTINCT ${hash('a')}) FILTER (NOT in_b) AS a,
    count(DISTINCT ${hash('b')}) FILTER (NOT in_a) AS b FROM ${JOINED} WHERE NOT in_a OR NOT in_b`)
  return Number(row?.a) === loneA && Number(row?.b) === loneB
}

/** SQL for the pairs that differ. */
async function keepDiffering(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  { matched, loneA, loneB, differing }: Counts,
): Promise<string> {
  const pairs = `(SELECT rowid + 1 AS pair, *, false AS is_repeat FROM ${JOINED} WHERE differs)`
  if (differing >= MOSTLY * (matched + loneA + loneB)) return pairs
  const definitions = {
    ...{ pair: 'pair', in_a: 'in_a', in_b: 'in_b', is_repeat: 'is_repeat' },
    ...cells('a', columns, (_, index) => `a${index}`),
    ...cells('b', columns, (_, index) => `b${index}`),
  }
  const { name } = await materialise(db, 'pairs', definitions, pairs)
  await db.run(`DROP TABLE ${JOINED}`)
  return name
}
