import type { Table } from '../../../core/config/model.ts'
import type { ComparedTypes } from '../../../core/parity/compared-types.ts'
import { toleranceOf } from '../../../core/parity/declared.ts'
import { REASONS } from '../../../core/parity/reasons.ts'
import type { ComparedColumn } from '../../../core/parity/schemas.ts'
import type { ColumnFinding } from '../../../core/record/schema.ts'
import { isDistinct } from '../canonical/hash.ts'
import type { DuckDB } from '../open.ts'
import { type ClassifiedReason, classifyColumn } from './classify.ts'
import { equalValuesOf } from './equal-values.ts'
import type { Side } from './side.ts'

/** A column's finding, and one pair of rows that shows it. */
export interface ExplainedColumn {
  finding: ColumnFinding
  example: { pair: number; a: string | null; b: string | null }
}

/** The columns that differ, and how many rows do although none of their columns does: never any, but for a defect. */
export interface ExplainedColumns {
  explained: ExplainedColumn[]
  unseen: number
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
  baselineSide: Side,
  { table, baseline, engine }: Names,
): Promise<ExplainedColumns> {
  const differs = columns.map(
    ({ target }, index) => `in_a AND in_b AND ${isDistinct(`a${index}`, `b${index}`, target)}`,
  )
  const counts = differs.map((condition, index) => `count(*) FILTER (${condition}) AS c${index}`)
  const unseen = `count(*) FILTER (in_a AND in_b AND NOT (${differs.join(' OR ')})) AS unseen`
  const [row = {}] = await db.rows(`SELECT ${[...counts, unseen].join(', ')} FROM pairs`)
  const explained: ExplainedColumn[] = []
  for (const [index, column] of columns.entries()) {
    if (Number(row[`c${index}`]) === 0) continue
    const condition = differs[index] ?? 'false'
    const equalIn = equalValuesOf(db, column, baselineSide, `a${index}`, condition)
    const paired = { ...column, valueA: `a${index}`, valueB: `b${index}` }
    const toleranceFor = ({ a, b }: ComparedTypes) => toleranceOf(table, column.name, [a, b])
    const classified = await classifyColumn(db, 'pairs', paired, condition, toleranceFor, equalIn)
    for (const found of classified)
      explained.push({
        finding: toFinding(found, column, { table, baseline, engine }),
        example: found.example,
      })
  }
  return { explained, unseen: Number(row.unseen) }
}

function toFinding(
  { reason, count, beyond, numbers, times, details, paths, ...greatest }: ClassifiedReason,
  { name, a, b }: ComparedColumn,
  { table, ...sides }: Names,
): ColumnFinding {
  const words = REASONS[reason]?.explain(sides, details) ?? reason
  return {
    column: name,
    kind: 'value',
    reason,
    count,
    beyond,
    tolerance: toleranceOf(table, name, [a, b]),
    greatestAbs: greatest.greatestAbs,
    greatestRel: greatest.greatestRel,
    detail: `${words}${placeIn(name, paths)}`,
  }
}

const PATHS_SHOWN = 3

/** Where in nested values, the first few places; all elements of a list are no place. */
function placeIn(column: string, paths: readonly string[]): string {
  const named = paths.filter((path) => path.includes('.')).map((path) => `${column}${path}`)
  if (named.length === 0) return ''
  const more = named.length > PATHS_SHOWN ? ', …' : ''
  return `, in ${named.slice(0, PATHS_SHOWN).join(', ')}${more}`
}
