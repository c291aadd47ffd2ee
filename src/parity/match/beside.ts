import type { DuckDB } from '../../duckdb/open.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { ofBoth, type SideTables, sideValue } from '../relate/side.ts'
import type { Compared } from './hashes.ts'

/** Weeks of a year are counted up to this, days of a week to less. */
const GREATEST_WEEK = 53

/**
 * Columns that do not differ, but show in the same rows why others do: days beside numbers that may be those of weekdays or
 * weeks, columns with NULL beside numbers that may be ranks. The reasons that look at them have `patterns` of columns beside.
 */
export async function columnsBeside(
  db: DuckDB,
  { sides, columns, key }: Compared,
  differing: readonly ComparedColumn[],
): Promise<ComparedColumn[]> {
  const numbers = differing.filter(({ target }) => target.kind === 'integer')
  const others = columns.filter((column) => !key.includes(column) && !differing.includes(column))
  if (numbers.length === 0 || others.length === 0) return []
  const bounds = await boundsOf(db, sides, numbers)
  const mayCountDays = bounds.some(({ least, greatest }) => least >= 0 && greatest <= GREATEST_WEEK)
  const mayRank = bounds.some(({ least }) => least === 1)
  const nullable = mayRank ? await withNull(db, sides.a.relation, others) : []
  const isDay = ({ target }: ComparedColumn) => target.kind === 'date' || target.kind === 'timestamp'
  return others.filter((column) => nullable.includes(column) || (mayCountDays && isDay(column)))
}

/** Of all values of both sides. */
interface Bounds {
  least: number
  greatest: number
}

async function boundsOf(
  db: DuckDB,
  sides: SideTables,
  numbers: readonly ComparedColumn[],
): Promise<Bounds[]> {
  const { a, b } = await ofBoth(async (side) => {
    const values = numbers.map((column, index) => {
      const value = sideValue(column, side)
      return `min(${value}) AS least${index}, max(${value}) AS greatest${index}`
    })
    const [row = {}] = await db.rows(`SELECT ${values.join(', ')} FROM ${sides[side].relation}`)
    return row
  })
  const of = (name: string) => [a, b].flatMap((row) => row[name] ?? []).map(Number)
  return numbers.map((_, index) => ({
    least: Math.min(...of(`least${index}`)),
    greatest: Math.max(...of(`greatest${index}`)),
  }))
}

async function withNull(
  db: DuckDB,
  relation: string,
  columns: readonly ComparedColumn[],
): Promise<ComparedColumn[]> {
  const values = columns.map((column, index) => `count(${sideValue(column, 'a')}) AS c${index}`)
  const [row = {}] = await db.rows(`SELECT count(*) AS n, ${values.join(', ')} FROM ${relation}`)
  return columns.filter((_, index) => row[`c${index}`] !== row.n)
}
