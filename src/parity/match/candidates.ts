import { rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { withRoom } from '../../tables/wide-rows.ts'
import { formatType } from '../../types/data-type.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { ofBoth, type SideName, sideValue, sideValues } from '../relate/side.ts'
import { type Candidates, cells, type Hashes, materialise, type Relation } from '../relation.ts'
import { type Buckets, EVERY_ROW, findBuckets } from './buckets.ts'
import { type Compared, type Hashed, totalsOf } from './hashes.ts'

/** Of texts that differ: what is looked for in them is looked for in texts made of them. */
const COPIES = 3

/** Beyond this many rows, or this part of all, columns without a difference are found first and not read again. */
const [NARROW_ABOVE, NARROW_PART] = [500_000, 0.2]

/**
 * Reads the rows of differing buckets; where a unique key matches many rows, their keys and the columns that differ. Where
 * the buckets turn out not to hold the whole difference, all rows are read.
 */
export async function readCandidates(db: DuckDB, hashed: Hashed): Promise<Candidates> {
  const { columns, key, hashes } = hashed
  const buckets = await findBuckets(db, hashed)
  const isNarrowed =
    key.length > 0 &&
    (await areMany(db, hashes.a, buckets)) &&
    (await repeatedKeys(db, hashes, buckets)) === 0
  if (isNarrowed) {
    const proven = (await areWhole(db, hashed, hashes, buckets)) ? buckets : EVERY_ROW
    const kept = await differingColumns(db, hashed, proven)
    return { ...(await readRows(db, hashed, kept, proven)), columns: kept, repeats: 0 }
  }
  const some = await readRows(db, hashed, columns, buckets)
  const rows = (await areWhole(db, hashed, some)) ? some : await readRows(db, hashed, columns)
  return { ...rows, columns, repeats: key.length > 0 ? await repeatedKeys(db, rows) : 0 }
}

/**
 * Whether the rows of some buckets, by their hashes or as candidates, differ by as much as all rows do: then no row that
 * differs was lost, whatever sums of a bucket did.
 */
async function areWhole(
  db: DuckDB,
  { totals }: Hashed,
  among: Record<SideName, Hashes>,
  { condition }: Buckets = EVERY_ROW,
): Promise<boolean> {
  const some = await ofBoth((side) => totalsOf(db, among[side], condition('k')))
  const [whole, part] = [totals, some].map(({ a, b }) =>
    [a.rows - b.rows, a.sums[0] - b.sums[0], a.sums[1] - b.sums[1]].join(),
  )
  return whole === part
}

/** @param columns those that are read */
async function readRows(
  db: DuckDB,
  compared: Compared,
  columns: readonly ComparedColumn[],
  { condition }: Buckets = EVERY_ROW,
): Promise<Pick<Candidates, SideName>> {
  return await ofBoth((side) => {
    const k = keyHash(compared, side)
    const values = cells('c', columns, (column) => sideValue(column, side))
    const from = `${compared.sides[side].relation} WHERE ${condition(k)}`
    const read = columns.map((column) => ({ name: column.name, type: formatType(column[side]) }))
    return withRoom(db, { from, columns: read, copies: COPIES }, (guard) =>
      materialise(
        db,
        `rows_${side}`,
        { k, h: rowHash(sideValues(columns, side)), ...values },
        `${from} AND ${guard}`,
      ),
    )
  })
}

async function areMany(db: DuckDB, { name }: Relation<'k'>, { condition }: Buckets): Promise<boolean> {
  const [row] = await db.rows(
    `SELECT count(*) AS all_rows, count(*) FILTER (${condition('k')}) AS n FROM ${name}`,
  )
  return Number(row?.n) > Math.max(NARROW_ABOVE, NARROW_PART * Number(row?.all_rows))
}

/** Keys that a side has more than once, of the side that has more of them. */
async function repeatedKeys(
  db: DuckDB,
  among: Record<SideName, Relation<'k'>>,
  { condition }: Buckets = EVERY_ROW,
): Promise<number> {
  const { a, b } = await ofBoth(async (side) => {
    const [row] =
      await db.rows(`SELECT count(*) AS n FROM (SELECT k FROM ${among[side].name} WHERE ${condition('k')}
      GROUP BY k HAVING count(*) > 1)`)
    return Number(row?.n)
  })
  return Math.max(a, b)
}

const keyHash = ({ columns, key }: Compared, side: SideName): string =>
  rowHash(sideValues(key.length > 0 ? key : columns, side))

/**
 * The key, and the columns whose values differ for some key: each column's values are summed together with their
 * keys. Keys of one side alone are left out of the sums, or every column would differ.
 */
async function differingColumns(
  db: DuckDB,
  hashed: Hashed,
  buckets: Buckets,
): Promise<readonly ComparedColumn[]> {
  const { columns, key, hashes } = hashed
  const differing = async (among: Buckets) => {
    const sums = await ofBoth((side) => keyedSums(db, hashed, side, among))
    return columns.filter((_, index) => sums.a[index] !== sums.b[index])
  }
  const withKey = (others: readonly ComparedColumn[]) =>
    columns.filter((column) => key.includes(column) || others.includes(column))
  const everywhere = await differing(buckets)
  if (!everywhere.some((column) => key.includes(column))) return withKey(everywhere)
  const [a, b] = [hashes.a.name, hashes.b.name]
  const alone = `SELECT k FROM ${a} ANTI JOIN ${b} USING (k) UNION ALL SELECT k FROM ${b} ANTI JOIN ${a} USING (k)`
  const lone = await materialise(db, 'lone', { k: 'k' }, `(${alone})`)
  const condition = (k: string) => `${buckets.condition(k)} AND ${k} NOT IN (SELECT k FROM ${lone.name})`
  return withKey(await differing({ condition }))
}

async function keyedSums(
  db: DuckDB,
  compared: Compared,
  side: SideName,
  { condition }: Buckets,
): Promise<unknown[]> {
  const k = keyHash(compared, side)
  const parts = compared.columns.map((column, index) => {
    const value = rowHash([{ value: sideValue(column, side), type: column.target }])
    return `sum(hash(${k}, ${value})) AS c${index}`
  })
  const [row = {}] = await db.rows(
    `SELECT ${parts.join(', ')} FROM ${compared.sides[side].relation} WHERE ${condition(k)}`,
  )
  return compared.columns.map((_, index) => row[`c${index}`])
}
