import type { DuckDB } from '../../duckdb/open.ts'
import { identifier } from '../../duckdb/sql.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { ofBoth, type SideTables } from '../relate/side.ts'
import type { RowPairs } from '../relation.ts'

/**
 * Columns that the rows which differ don't rule out to be emptied: one side has values of them there, and the other has
 * none; and those that weren't read, where rows have no partner.
 *
 * @param columns all that are compared
 */
export async function mayBeEmptied(
  db: DuckDB,
  pairs: RowPairs,
  columns: readonly ComparedColumn[],
): Promise<ComparedColumn[]> {
  const counts = pairs.columns.map(
    (_, index) => `(count(a${index}) > 0) <> (count(b${index}) > 0) AS c${index}`,
  )
  const [row = {}] = await db.rows(
    `SELECT ${[...counts, 'bool_or(NOT in_a OR NOT in_b) AS lone'].join(', ')} FROM ${pairs.name}`,
  )
  return columns.filter((column) => {
    const index = pairs.columns.indexOf(column)
    return row[index === -1 ? 'lone' : `c${index}`] === true
  })
}

/**
 * Columns that hold values on one side and nothing but NULL on the other: what a reader or writer makes of a column that
 * it looks for under another name or id.
 */
export async function findEmptied(
  db: DuckDB,
  sides: SideTables,
  columns: readonly ComparedColumn[],
): Promise<NonNullable<TableFinding['emptied']>> {
  if (columns.length === 0) return []
  const counts = columns.map(({ name }, index) => `count(${identifier(name)}) > 0 AS c${index}`)
  const valued = await ofBoth(async (side) => {
    const [row = {}] = await db.rows(`SELECT ${counts.join(', ')} FROM ${sides[side].relation}`)
    return columns.map((_, index) => row[`c${index}`] === true)
  })
  return columns.flatMap(({ name }, index) => {
    if (valued.a[index] === valued.b[index]) return []
    return [{ column: name, side: valued.a[index] ? ('engine' as const) : ('baseline' as const) }]
  })
}
