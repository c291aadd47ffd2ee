import type { DuckDB } from '../../duckdb/open.ts'
import { identifier } from '../../duckdb/sql.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { ofBoth, type SideTables } from '../relate/side.ts'

/**
 * Columns that hold values on one side and nothing but NULL on the other: what a reader or writer makes of a column that
 * it looks for under another name or id.
 */
export async function findEmptied(
  db: DuckDB,
  sides: SideTables,
  columns: readonly ComparedColumn[],
): Promise<NonNullable<TableFinding['emptied']>> {
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
