import { rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import type { SideName } from '../relate/side.ts'
import { cells, materialise, type RowPairs } from '../relation.ts'
import type { Compared } from './hashes.ts'
import { JOINED, joinRows } from './join-rows.ts'
import type { KeysOfBoth } from './keys.ts'

/** Where fewer of the rows differ, those alone are kept. */
const MOSTLY = 0.5

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
 * @returns null where the key repeats, or where nothing differs in these columns
 */
export async function joinByKey(
  db: DuckDB,
  compared: Compared,
  columns: readonly ComparedColumn[],
  keys: KeysOfBoth,
): Promise<RowPairs | null> {
  const joined = await joinRows(db, compared, columns, keys)
  const counts = await count(db, joined)
  if (counts.differing === 0 || !(await isUnique(db, joined, compared, columns, keys, counts))) {
    await db.run(`DROP TABLE ${JOINED}`)
    return null
  }
  return { name: await keepDiffering(db, joined, columns, counts), columns }
}

async function count(db: DuckDB, joined: string): Promise<Counts> {
  const [row] =
    await db.rows(`SELECT count(*) FILTER (in_a AND in_b) AS matched, count(*) FILTER (NOT in_b) AS lone_a,
    count(*) FILTER (NOT in_a) AS lone_b, count(*) FILTER (differs) AS differing FROM ${joined}`)
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
  joined: string,
  { key }: Compared,
  columns: readonly ComparedColumn[],
  { rows }: KeysOfBoth,
  { matched, loneA, loneB }: Counts,
): Promise<boolean> {
  if (matched + loneA !== rows.a || matched + loneB !== rows.b) return false
  if (loneA + loneB === 0) return true
  const hash = (side: SideName) =>
    rowHash(
      columns.flatMap((column, index) =>
        key.includes(column) ? [{ value: `${side}${index}`, type: column.target }] : [],
      ),
    )
  const [row] = await db.rows(`SELECT count(DISTINCT ${hash('a')}) FILTER (NOT in_b) AS a,
    count(DISTINCT ${hash('b')}) FILTER (NOT in_a) AS b FROM ${joined} WHERE NOT in_a OR NOT in_b`)
  return Number(row?.a) === loneA && Number(row?.b) === loneB
}

/** SQL for the pairs that differ. */
async function keepDiffering(
  db: DuckDB,
  joined: string,
  columns: readonly ComparedColumn[],
  { matched, loneA, loneB, differing }: Counts,
): Promise<string> {
  const pairs = `(FROM ${joined} WHERE differs)`
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
