import { isUnreadable } from '../../canonical/convert.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { identifier } from '../../duckdb/sql.ts'
import { mayLose, textWhereLost } from '../../types/relate.ts'
import type { ComparedColumn } from './schemas.ts'
import { ofBoth, type SideTables } from './side.ts'

/**
 * Text against a type, floats against exact numbers and dates against times are compared as that type where every value
 * says exactly one of it; so are numbers of too many digits for the decimal that they would meet in. Where one doesn't,
 * it differs from whatever the other side has: values are then compared by what they say of that type, as text, and
 * those that say nothing by their own.
 */
export async function settleTargets(
  db: DuckDB,
  sides: SideTables,
  columns: readonly ComparedColumn[],
): Promise<ComparedColumn[]> {
  const checked = columns.filter(mayLose)
  if (checked.length === 0) return [...columns]
  const lost = await ofBoth(async (side) => {
    const tests = checked.map(
      (column, index) =>
        `coalesce(bool_or(${isUnreadable(identifier(column.name), column[side], column.target)}), false) AS c${index}`,
    )
    const [row = {}] = await db.rows(`SELECT ${tests.join(', ')} FROM ${sides[side].relation}`)
    return checked.filter((_, index) => row[`c${index}`] === true)
  })
  return columns.map((column) =>
    lost.a.includes(column) || lost.b.includes(column)
      ? { ...column, target: textWhereLost(column), through: column.target }
      : column,
  )
}
