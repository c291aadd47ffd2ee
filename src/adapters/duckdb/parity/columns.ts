import type { Table } from '../../../core/config/model.ts'
import { toleranceOf } from '../../../core/parity/declared.ts'
import { REASONS } from '../../../core/parity/reasons.ts'
import type { ComparedColumn } from '../../../core/parity/schemas.ts'
import type { ColumnFinding } from '../../../core/record/schema.ts'
import { isDistinct } from '../canonical/hash.ts'
import type { DuckDB } from '../open.ts'
import { classifyColumn } from './classify.ts'

/** A column's finding, and one pair of rows that shows it. */
export interface ExplainedColumn {
  finding: ColumnFinding
  example: { pair: number; a: string | null; b: string | null }
}

export interface Names {
  baseline: string
  engine: string
  table: Table
}

/** Why the rows of the table `pairs` differ, column by column in the order of the schema. */
export async function explainColumns(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  { table, baseline, engine }: Names,
): Promise<ExplainedColumn[]> {
  const differs = columns.map(
    ({ target }, index) => `in_a AND in_b AND ${isDistinct(`a${index}`, `b${index}`, target)}`,
  )
  const counts = differs.map((condition, index) => `count(*) FILTER (${condition}) AS c${index}`)
  const [row = {}] = await db.rows(`SELECT ${counts.join(', ')} FROM pairs`)
  const explained: ExplainedColumn[] = []
  for (const [index, { name, target }] of columns.entries()) {
    if (Number(row[`c${index}`]) === 0) continue
    const column = { name, type: target, a: `a${index}`, b: `b${index}` }
    const tolerance = toleranceOf(table, name, target)
    for (const found of await classifyColumn(db, 'pairs', column, differs[index] ?? 'false', tolerance)) {
      const { reason, count, beyond, greatestAbs, greatestRel, example, details } = found
      const detail = REASONS[reason]?.explain({ baseline, engine }, details) ?? reason
      explained.push({
        finding: { column: name, kind: 'value', reason, count, beyond, greatestAbs, greatestRel, detail },
        example,
      })
    }
  }
  return explained
}
