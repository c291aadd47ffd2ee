import type { DuckDB } from '../../duckdb/open.ts'
import { rowHash } from '../../tables/canonical/hash.ts'
import { TOTALS, type Totals, toTotals } from '../../tables/fingerprint/totals.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { type Side, type SideName, sideValue, sideValues } from '../relate/side.ts'

const ROWS_A_BUCKET = 8
const [FEWEST_BITS, MOST_BITS] = [8, 23]
/** Beyond this many rows, or this part of all, columns without a difference are found first and not read again. */
const [NARROW_ABOVE, NARROW_PART] = [500_000, 0.2]
/** Where more buckets differ than this part, reading all rows costs less than choosing. */
const MOST_BUCKETS = 0.5

/** Of a table DuckDB knows the bounds of a column, and sums by an array in place of a hash table: half the CPU. */
const MOST_KEPT = 40_000_000

/** What the tables of candidates hold. */
export interface Candidates {
  /** Whose values are c0, c1, … */
  columns: readonly ComparedColumn[]
  /** Keys that a side has more than once, of the side that has more of them. */
  repeats: number
}

/** Which rows may differ, as an SQL condition on the hash of their key. */
export interface Buckets {
  condition(k: string): string
}

const EVERY_ROW: Buckets = { condition: () => 'true' }

/** Narrows both sides to the rows in hash buckets whose sums differ. Rows of one key share a bucket. */
export async function findBuckets(db: DuckDB, { a, b }: Record<SideName, Totals>): Promise<Buckets> {
  const wanted = Math.round(Math.log2(Math.max(2, a.rows, b.rows) / ROWS_A_BUCKET))
  const bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, wanted))
  const bucketOf = (k: string) => `(${k} >> ${64 - bits})::INTEGER`
  // 44 bits of a hash: sums of a bucket stay exact in a double, which is summed faster than 128-bit integers.
  const part = (side: SideName, sign: string) =>
    `SELECT ${bucketOf('k')} AS bucket, ${sign}((h >> 20)::DOUBLE) AS weight FROM hashes_${side}`
  const weights = `${part('a', '')} UNION ALL ${part('b', '-')}`
  const isKept = a.rows + b.rows <= MOST_KEPT
  if (isKept) {
    await db.run(`SET perfect_ht_threshold = ${MOST_BITS}`)
    await db.run(`CREATE OR REPLACE TEMP TABLE weights AS ${weights}`)
  }
  await db.run(`CREATE OR REPLACE TEMP TABLE buckets AS SELECT bucket FROM ${isKept ? 'weights' : `(${weights})`}
    GROUP BY bucket HAVING sum(weight) <> 0`)
  if (isKept) await db.run('DROP TABLE weights')
  const [row] = await db.rows('SELECT count(*) AS n FROM buckets')
  if (Number(row?.n) > MOST_BUCKETS * 2 ** bits) return EVERY_ROW
  return { condition: (k: string) => `${bucketOf(k)} IN (SELECT bucket FROM buckets)` }
}

/**
 * Whether the rows of some buckets, by their hashes or as candidates, differ by as much as all rows do: then no row that
 * differs was lost, whatever sums of a bucket did.
 */
async function areWhole(
  db: DuckDB,
  all: Record<SideName, Totals>,
  among: 'hashes' | 'rows',
  { condition }: Buckets = EVERY_ROW,
): Promise<boolean> {
  const totalsOf = async (side: SideName): Promise<Totals> => {
    const [row] = await db.rows(`SELECT ${TOTALS} FROM ${among}_${side} WHERE ${condition('k')}`)
    return toTotals(row)
  }
  const some = { a: await totalsOf('a'), b: await totalsOf('b') }
  const [whole, part] = [all, some].map(({ a, b }) =>
    [a.rows - b.rows, a.sums[0] - b.sums[0], a.sums[1] - b.sums[1]].join(),
  )
  return whole === part
}

/**
 * Reads the rows of differing buckets into the tables `rows_a` and `rows_b`: k, h, and the values of columns as c0,
 * c1, …: where a unique key matches many rows, of its own and those that differ. Where the buckets turn out not to hold
 * the whole difference, all rows are read.
 *
 * @param all totals of all rows
 */
export async function readCandidates(
  db: DuckDB,
  sides: Record<SideName, Side>,
  columns: readonly ComparedColumn[],
  key: readonly ComparedColumn[],
  buckets: Buckets,
  all: Record<SideName, Totals>,
): Promise<Candidates> {
  const isNarrowed =
    key.length > 0 && (await areMany(db, buckets)) && (await repeatedKeys(db, 'hashes', buckets)) === 0
  if (isNarrowed) {
    const proven = (await areWhole(db, all, 'hashes', buckets)) ? buckets : EVERY_ROW
    const kept = await differingColumns(db, sides, columns, key, proven)
    await readRows(db, sides, columns, kept, key, proven)
    return { columns: kept, repeats: 0 }
  }
  await readRows(db, sides, columns, columns, key, buckets)
  if (!(await areWhole(db, all, 'rows'))) await readRows(db, sides, columns, columns, key, EVERY_ROW)
  return { columns, repeats: key.length > 0 ? await repeatedKeys(db, 'rows') : 0 }
}

/** @param kept those of the columns that are read */
async function readRows(
  db: DuckDB,
  sides: Record<SideName, Side>,
  columns: readonly ComparedColumn[],
  kept: readonly ComparedColumn[],
  key: readonly ComparedColumn[],
  { condition }: Buckets,
): Promise<void> {
  for (const side of ['a', 'b'] as const) {
    const values = kept.map((column, index) => `${sideValue(column, side)} AS c${index}`)
    const k = keyHash(side, columns, key)
    await db.run(`CREATE OR REPLACE TEMP TABLE rows_${side} AS
      SELECT ${[`${k} AS k`, `${rowHash(sideValues(kept, side))} AS h`, ...values].join(', ')}
      FROM ${sides[side].relation} WHERE ${condition(k)}`)
  }
}

async function areMany(db: DuckDB, { condition }: Buckets): Promise<boolean> {
  const [row] = await db.rows(
    `SELECT count(*) AS all_rows, count(*) FILTER (${condition('k')}) AS n FROM hashes_a`,
  )
  return Number(row?.n) > Math.max(NARROW_ABOVE, NARROW_PART * Number(row?.all_rows))
}

/** Keys that a side has more than once among its hashes or its candidates, of the side that has more of them. */
async function repeatedKeys(
  db: DuckDB,
  among: 'hashes' | 'rows',
  { condition }: Buckets = EVERY_ROW,
): Promise<number> {
  const counts: number[] = []
  for (const side of ['a', 'b'] as const) {
    const [row] =
      await db.rows(`SELECT count(*) AS n FROM (SELECT k FROM ${among}_${side} WHERE ${condition('k')}
      GROUP BY k HAVING count(*) > 1)`)
    counts.push(Number(row?.n))
  }
  return Math.max(...counts)
}

const keyHash = (
  side: SideName,
  columns: readonly ComparedColumn[],
  key: readonly ComparedColumn[],
): string => rowHash(sideValues(key.length > 0 ? key : columns, side))

/**
 * The key, and the columns whose values differ for some key: each column's values are summed together with their
 * keys. Keys of one side alone are left out of the sums, or every column would differ.
 */
async function differingColumns(
  db: DuckDB,
  sides: Record<SideName, Side>,
  columns: readonly ComparedColumn[],
  key: readonly ComparedColumn[],
  buckets: Buckets,
): Promise<readonly ComparedColumn[]> {
  const isDifferent = (sums: Record<SideName, unknown[]>) =>
    columns.filter((_, index) => sums.a[index] !== sums.b[index])
  const everywhere = isDifferent(await keyedSums(db, sides, columns, key, buckets))
  if (!everywhere.some((column) => key.includes(column))) return withKey(columns, key, everywhere)
  await db.run(`CREATE OR REPLACE TEMP TABLE lone AS
    SELECT k FROM hashes_a ANTI JOIN hashes_b USING (k) UNION ALL SELECT k FROM hashes_b ANTI JOIN hashes_a USING (k)`)
  const condition = (k: string) => `${buckets.condition(k)} AND ${k} NOT IN (SELECT k FROM lone)`
  return withKey(columns, key, isDifferent(await keyedSums(db, sides, columns, key, { condition })))
}

const withKey = (
  columns: readonly ComparedColumn[],
  key: readonly ComparedColumn[],
  others: readonly ComparedColumn[],
) => columns.filter((column) => key.includes(column) || others.includes(column))

async function keyedSums(
  db: DuckDB,
  sides: Record<SideName, Side>,
  columns: readonly ComparedColumn[],
  key: readonly ComparedColumn[],
  { condition }: Buckets,
): Promise<Record<SideName, unknown[]>> {
  const sumsOf = async (side: SideName) => {
    const k = keyHash(side, columns, key)
    const parts = columns.map((column, index) => {
      const value = rowHash([{ value: sideValue(column, side), type: column.target }])
      return `sum(hash(${k}, ${value})) AS c${index}`
    })
    const [row = {}] = await db.rows(
      `SELECT ${parts.join(', ')} FROM ${sides[side].relation} WHERE ${condition(k)}`,
    )
    return columns.map((_, index) => row[`c${index}`])
  }
  return { a: await sumsOf('a'), b: await sumsOf('b') }
}
