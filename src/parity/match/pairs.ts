import { isSame, rowHash } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { RowFacts } from '../finding.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import type { SideName } from '../relate/side.ts'
import { type Candidates, cells, materialise, type RowPairs, type Surplus } from '../relation.ts'

/** Matches rows by a key that is unique on both sides; equal ones are left out. */
export function pairByKey(
  db: DuckDB,
  { a, b, columns }: Candidates,
  key: readonly ComparedColumn[],
): Promise<RowPairs> {
  const on = ['a.k = b.k', ...haveSameKey(columns, key)].join(' AND ')
  return createPairs(db, columns, { left: a.name, right: b.name, on, isRepeat: 'false' })
}

/** SQL conditions of a join of rows by their key. */
export const haveSameKey = (columns: readonly ComparedColumn[], key: readonly ComparedColumn[]): string[] =>
  columns.flatMap((column, index) =>
    key.includes(column) ? [isSame(`a.c${index}`, `b.c${index}`, column.target)] : [],
  )

/**
 * Matches surplus rows that agree in some columns, or have the same declared key more than once: within each such
 * group in order of their other values. Any complete matching within tolerance proves equality within tolerance.
 *
 * @param by columns that agree: none of them where all rows are one group; null where no row is like another
 */
export function pairInOrder(
  db: DuckDB,
  { columns, ...surplus }: Surplus,
  by: readonly ComparedColumn[] | null,
): Promise<RowPairs> {
  const values = columns.flatMap((column, index) =>
    by?.includes(column) ? [{ value: `c${index}`, type: column.target }] : [],
  )
  const group = by ? rowHash(values) : 'h'
  const rest = columns.flatMap((column, index) => (by?.includes(column) ? [] : orderOf(column, `c${index}`)))
  const order = rest.length > 0 ? `ORDER BY ${rest.join(', ')}` : ''
  const numbered = (side: SideName) =>
    `(SELECT *, ${group} AS g, row_number() OVER (PARTITION BY ${group} ${order}) AS place FROM ${surplus[side].name})`
  return createPairs(db, columns, {
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
): Promise<RowPairs> {
  const definitions = {
    pair: 'row_number() OVER ()',
    in_a: 'a.h IS NOT NULL',
    in_b: 'b.h IS NOT NULL',
    is_repeat: isRepeat,
    ...cells('a', columns, (_, index) => `a.c${index}`),
    ...cells('b', columns, (_, index) => `b.c${index}`),
  }
  const from = `${left} a FULL JOIN ${right} b ON ${on} WHERE a.h IS DISTINCT FROM b.h`
  return { ...(await materialise(db, 'pairs', definitions, from)), columns }
}

/** How many rows have a partner, and how many have none. */
export async function countPairs(
  db: DuckDB,
  { name }: RowPairs,
): Promise<Pick<RowFacts, 'changed' | 'onlyBaseline' | 'onlyEngine'>> {
  const [row] = await db.rows(`SELECT count(*) FILTER (in_a AND in_b) AS changed,
    count(*) FILTER (NOT in_b) AS only_a, count(*) FILTER (NOT in_a) AS only_b FROM ${name}`)
  return { changed: Number(row?.changed), onlyBaseline: Number(row?.only_a), onlyEngine: Number(row?.only_b) }
}
