import { rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { ofBoth, type SideName, type SideTable, sideValues } from '../relate/side.ts'
import type { Surplus } from '../relation.ts'
import type { Hashed } from './hashes.ts'

/** Rows that are looked at of larger tables: all those whose hash is a multiple of some number, so that equal ones stay together. */
const SAMPLE = 200_000
/** Of fewer, as of a column with few values, nothing could be told. */
const FEWEST = SAMPLE / 10

/** A set of columns that does less is none that tells rows apart. */
export const NEARLY_ALL = 0.99

/** How well some columns match the surplus rows of both sides, as parts of the smaller side's. */
export interface Agreement {
  /** Rows that find one with the same values. */
  matched: number
  /** Those of them that have these values alone, on one side at least. */
  sure: number
  /** Combinations of values that both sides have. */
  groups: number
}

/** @param indexes of columns of the surplus */
export async function agreementOf(
  db: DuckDB,
  { columns, rows, ...surplus }: Surplus,
  indexes: readonly number[],
): Promise<Agreement> {
  const values = indexes.flatMap((index) => {
    const column = columns[index]
    return column ? [{ value: `c${index}`, type: column.target }] : []
  })
  const part = (side: SideName, a: number) =>
    `SELECT ${rowHash(values)} AS v, ${a} AS a, ${1 - a} AS b FROM ${surplus[side].name}`
  const count = async (every: number): Promise<Record<string, unknown>> => {
    const [row = {}] =
      await db.rows(`SELECT sum(least(a, b)) AS matched, count(*) FILTER (least(a, b) = 1) AS sure,
      count(*) FILTER (least(a, b) > 0) AS groups, sum(a) AS a, sum(b) AS b FROM (SELECT v, sum(a) AS a, sum(b) AS b
      FROM (${part('a', 1)} UNION ALL ${part('b', 0)}) WHERE v % ${every} = 0 GROUP BY v)`)
    return row
  }
  const every = Math.max(1, Math.ceil(Math.max(rows.a, rows.b) / SAMPLE))
  const sampled = await count(every)
  const isEnough = every === 1 || Number(sampled.a) + Number(sampled.b) >= FEWEST
  const { matched, sure, groups, a, b } = isEnough ? sampled : await count(1)
  const smaller = Math.max(1, Math.min(Number(a), Number(b)))
  return { matched: Number(matched) / smaller, sure: Number(sure) / smaller, groups: Number(groups) }
}

/**
 * How near columns come to telling all rows of a side apart: distinct values a row, of the side where that is more. Most
 * sets fail among the first rows already.
 */
export async function uniqueness(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  { sides, totals }: Hashed,
): Promise<number> {
  const shareOf = async (side: SideName, relation: string, every: number): Promise<number> => {
    const [row] = await db.rows(`SELECT count(*) AS n, count(DISTINCT v) AS d
      FROM (SELECT ${rowHash(sideValues(columns, side))} AS v FROM ${relation}) WHERE v % ${every} = 0`)
    return Number(row?.d) / Math.max(1, Number(row?.n))
  }
  const { a, b } = await ofBoth(async (side) => {
    const [{ relation }, { rows }] = [sides[side], totals[side]]
    const atFirst = await shareOf(side, `(SELECT * FROM ${relation} LIMIT ${SAMPLE})`, 1)
    const isWhole = rows <= SAMPLE || atFirst < NEARLY_ALL
    return isWhole ? atFirst : await shareOf(side, relation, Math.ceil(rows / SAMPLE))
  })
  return Math.max(a, b)
}

/** About how many values each column has in the first rows of the baseline. */
export async function distinctValues(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  { relation }: SideTable,
): Promise<number[]> {
  const counts = columns.map(
    (column, index) => `approx_count_distinct(${rowHash(sideValues([column], 'a'))}) AS c${index}`,
  )
  const [row = {}] = await db.rows(
    `SELECT ${counts.join(', ')} FROM (SELECT * FROM ${relation} LIMIT ${SAMPLE})`,
  )
  return columns.map((_, index) => Number(row[`c${index}`]))
}
