import type { DuckDB } from '../../duckdb/open.ts'
import type { RowFinding } from '../../model/record/schema.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { type SideName, type SideTable, type SideTables, sideValue } from '../relate/side.ts'
import type { RowPairs } from '../relation.ts'
import type { Names } from './columns.ts'

/** What the rows without a partner have in common: they repeat rows of the other side, or all rows with a NULL are lost. */
export async function explainUnmatched(
  db: DuckDB,
  { name: pairs, columns }: RowPairs,
  sides: SideTables,
  names: Names,
): Promise<RowFinding[]> {
  const findings: RowFinding[] = []
  for (const side of ['a', 'b'] as const) {
    const here = side === 'a' ? names.baseline : names.engine
    const there = side === 'a' ? names.engine : names.baseline
    const isLone = side === 'a' ? 'NOT in_b' : 'NOT in_a'
    const nulls = columns.map(
      (_, index) => `count(*) FILTER (NOT is_repeat AND ${side}${index} IS NULL) AS c${index}`,
    )
    const [row = {}] = await db.rows(`SELECT count(*) FILTER (is_repeat) AS repeats,
      count(*) FILTER (NOT is_repeat) AS others, ${nulls.join(', ')} FROM ${pairs} WHERE ${isLone}`)
    const [repeats, others] = [Number(row.repeats), Number(row.others)]
    const add = (reason: RowFinding['reason'], count: number, detail: string) =>
      findings.push({ side: side === 'a' ? 'baseline' : 'engine', reason, count, detail })
    if (repeats > 0)
      add('repeats', repeats, `${here} has rows more often than ${there}: repeats were lost or added`)
    if (others === 0) continue
    const suspects = columns.filter((_, index) => Number(row[`c${index}`]) === others)
    const lost = await wholeNullColumn(db, suspects, sides[side], side, others)
    if (lost) add('nulls', others, `exactly the rows of ${here} whose ${lost} is NULL`)
    else add('unmatched', others, `only in ${here}`)
  }
  return findings
}

/** A column whose NULLs are all in the unmatched rows, and make all of them up. */
async function wholeNullColumn(
  db: DuckDB,
  suspects: readonly ComparedColumn[],
  side: SideTable,
  name: SideName,
  rows: number,
): Promise<string | undefined> {
  if (suspects.length === 0) return undefined
  const counts = suspects.map(
    (column, index) => `count(*) FILTER (${sideValue(column, name)} IS NULL) AS c${index}`,
  )
  const [row = {}] = await db.rows(`SELECT count(*) AS n, ${counts.join(', ')} FROM ${side.relation}`)
  if (Number(row.n) === rows) return undefined
  return suspects.find((_, index) => Number(row[`c${index}`]) === rows)?.name
}
