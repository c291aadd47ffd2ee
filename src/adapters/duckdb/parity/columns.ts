import type { Table } from '../../../core/config/model.ts'
import { toleranceOf } from '../../../core/parity/declared.ts'
import { REASONS } from '../../../core/parity/reasons.ts'
import type { ComparedColumn } from '../../../core/parity/schemas.ts'
import type { ColumnFinding } from '../../../core/record/schema.ts'
import { isDistinct } from '../canonical/hash.ts'
import type { DuckDB } from '../open.ts'
import { identifier } from '../sql.ts'
import { type ClassifiedReason, classifyColumn, type PairedColumn } from './classify.ts'
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
  for (const [index, { name, a, b, target }] of columns.entries()) {
    if (Number(row[`c${index}`]) === 0) continue
    const column = { name, type: target, a: `a${index}`, b: `b${index}` }
    const tolerance = toleranceOf(table, name, [a, b])
    const classified = await classifyColumn(db, 'pairs', column, differs[index] ?? 'false', tolerance)
    const shifted = await partlyShifted(db, baselineSide, column, classified)
    for (const found of classified) {
      const { reason, count, beyond, greatestAbs, greatestRel, example, details } = found
      const all = { ...details, ...(reason === SHIFT && shifted) }
      const detail = REASONS[reason]?.explain({ baseline, engine }, all) ?? reason
      explained.push({
        finding: {
          column: name,
          kind: 'value',
          reason,
          count,
          beyond,
          tolerance,
          greatestAbs,
          greatestRel,
          detail,
        },
        example,
      })
    }
  }
  return { explained, unseen: Number(row.unseen) }
}

const SHIFT = 'time-zone'

/** How many rows of a shifted column are shifted, as `rows: '803 of 21,783'`, where others are not; else nothing. */
async function partlyShifted(
  db: DuckDB,
  { relation }: Side,
  { name, a }: PairedColumn,
  classified: readonly ClassifiedReason[],
): Promise<{ rows?: string }> {
  const shifted = classified.find(({ reason }) => reason === SHIFT)
  if (!shifted) return {}
  const [row] = await db.rows(`SELECT (SELECT count(${identifier(name)}) FROM ${relation})
    - (SELECT count(${a}) FROM pairs WHERE NOT in_b) AS n`)
  const [values, differing] = [Number(row?.n), classified.reduce((sum, { count }) => sum + count, 0)]
  return differing < values
    ? { rows: `${shifted.count.toLocaleString('en')} of ${values.toLocaleString('en')}` }
    : {}
}
