import type { DuckDB } from '../../duckdb/open.ts'
import { isDistinct, rowHash } from '../../tables/canonical/hash.ts'
import type { ComparedColumn } from '../relate/schemas.ts'

/** How many rows of the table `pairs` have a partner, and how many have none. */
export interface PairCounts {
  changed: number
  onlyA: number
  onlyB: number
}

const valuesOfBoth = (columns: readonly ComparedColumn[]): string =>
  columns.map((_, index) => `a.c${index} AS a${index}, b.c${index} AS b${index}`).join(', ')

/** Matches rows by a key that is unique on both sides; equal ones are left out. */
export async function pairByKey(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  key: readonly ComparedColumn[],
): Promise<void> {
  const same = columns.flatMap((column, index) =>
    key.includes(column) ? [`NOT ${isDistinct(`a.c${index}`, `b.c${index}`, column.target)}`] : [],
  )
  await createPairs(db, columns, {
    left: 'rows_a',
    right: 'rows_b',
    on: ['a.k = b.k', ...same].join(' AND '),
    isRepeat: 'false',
  })
}

/**
 * Matches surplus rows that agree in some columns, or have the same declared key more than once: within each such
 * group in order of their other values. Any complete matching within tolerance proves equality within tolerance.
 *
 * @param by columns that agree: none of them where all rows are one group; null where no row is like another
 */
export async function pairInOrder(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  by: readonly ComparedColumn[] | null,
): Promise<void> {
  const values = columns.flatMap((column, index) =>
    by?.includes(column) ? [{ value: `c${index}`, type: column.target }] : [],
  )
  const group = by ? rowHash(values) : 'h'
  const rest = columns.flatMap((column, index) => (by?.includes(column) ? [] : orderOf(column, `c${index}`)))
  const order = rest.length > 0 ? `ORDER BY ${rest.join(', ')}` : ''
  const numbered = (side: 'a' | 'b') =>
    `(SELECT *, ${group} AS g, row_number() OVER (PARTITION BY ${group} ${order}) AS place FROM rows_${side})`
  await createPairs(db, columns, {
    left: numbered('a'),
    right: numbered('b'),
    on: 'a.g = b.g AND a.place = b.place',
    isRepeat: 'coalesce(a.is_repeat, b.is_repeat)',
  })
}

/** Numbers written as text are in order of number first: 10.01 is near 9.99. */
const orderOf = ({ target }: ComparedColumn, value: string): string[] =>
  target.kind === 'text' ? [`try_cast(${value} AS DOUBLE)`, value] : [value]

interface Join {
  left: string
  right: string
  on: string
  isRepeat: string
}

async function createPairs(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  { left, right, on, isRepeat }: Join,
): Promise<void> {
  await db.run(`CREATE OR REPLACE TEMP TABLE pairs AS SELECT row_number() OVER () AS pair,
    a.h IS NOT NULL AS in_a, b.h IS NOT NULL AS in_b, ${isRepeat} AS is_repeat, ${valuesOfBoth(columns)}
    FROM ${left} a FULL JOIN ${right} b ON ${on} WHERE a.h IS DISTINCT FROM b.h`)
}

export async function countPairs(db: DuckDB): Promise<PairCounts> {
  const [row] = await db.rows(`SELECT count(*) FILTER (in_a AND in_b) AS changed,
    count(*) FILTER (NOT in_b) AS only_a, count(*) FILTER (NOT in_a) AS only_b FROM pairs`)
  return { changed: Number(row?.changed), onlyA: Number(row?.only_a), onlyB: Number(row?.only_b) }
}
