import { rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { ofBoth, type SideName, sideValue, sideValues } from '../relate/side.ts'
import { type Candidates, cells, type Hashes, materialise, type Relation } from '../relation.ts'
import { ANY_ROW, findDifferingKeys, type MayDiffer } from './differing-keys.ts'
import { type Compared, type Hashed, keyHash, totalsOf } from './hashes.ts'
import { readWithRoom } from './room.ts'

/** Reads the rows of differing keys. Where these turn out not to hold the whole difference, all rows are read. */
export async function readCandidates(db: DuckDB, hashed: Hashed): Promise<Candidates> {
  const some = await readRows(db, hashed, await findDifferingKeys(db, hashed))
  const rows = (await areWhole(db, hashed, some)) ? some : await readRows(db, hashed)
  return {
    ...rows,
    columns: hashed.columns,
    repeats: hashed.key.length > 0 ? await repeatedKeys(db, rows) : 0,
  }
}

/**
 * Whether some rows differ by as much as all rows do: then no row that differs was lost, whatever sums of a bucket did.
 */
async function areWhole(db: DuckDB, { totals }: Hashed, among: Record<SideName, Hashes>): Promise<boolean> {
  const some = await ofBoth((side) => totalsOf(db, among[side]))
  const [whole, part] = [totals, some].map(({ a, b }) =>
    [a.rows - b.rows, a.sums[0] - b.sums[0], a.sums[1] - b.sums[1]].join(),
  )
  return whole === part
}

async function readRows(
  db: DuckDB,
  compared: Compared,
  mayDiffer: MayDiffer = ANY_ROW,
): Promise<Pick<Candidates, SideName>> {
  const { columns, sides } = compared
  return await ofBoth((side) => {
    const k = keyHash(compared, side)
    const values = cells('c', columns, (column) => sideValue(column, side))
    const from = `${sides[side].relation} WHERE ${mayDiffer(k)}`
    return readWithRoom(db, columns, side, from, (guard) =>
      materialise(
        db,
        `rows_${side}`,
        { k, h: rowHash(sideValues(columns, side)), ...values },
        `${from} AND ${guard}`,
      ),
    )
  })
}

/** Keys that a side has more than once, of the side that has more of them. */
async function repeatedKeys(db: DuckDB, among: Record<SideName, Relation<'k'>>): Promise<number> {
  const { a, b } = await ofBoth(async (side) => {
    const [row] = await db.rows(
      `SELECT count(*) AS n FROM (SELECT k FROM ${among[side].name} GROUP BY k HAVING count(*) > 1)`,
    )
    return Number(row?.n)
  })
  return Math.max(a, b)
}
