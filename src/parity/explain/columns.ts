import { isDistinct } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { Table, Tolerance } from '../../model/config/model.ts'
import type { ColumnFinding } from '../../model/record/schema.ts'
import { REASONS } from '../../reasons/catalogue.ts'
import type { EngineNames } from '../../reasons/known-engines.ts'
import type { BesideColumn } from '../../reasons/reason.ts'
import type { ComparedTypes } from '../../types/compared-types.ts'
import type { SideTable } from '../relate/side.ts'
import type { RowPairs } from '../relation.ts'
import type { DifferingColumn, Example } from '../sample.ts'
import { type ClassifiedReason, classifyColumn } from './classify.ts'
import { equalValuesOf } from './equal-values.ts'
import type { Tolerances } from './tolerances.ts'

/** The columns that differ, with a pair of values that shows each reason, and the pairs of rows that these are in. */
export interface ExplainedColumns {
  columns: ColumnFinding[]
  examples: Example[]
  differing: DifferingColumn[]
  shown: Set<number>
  /** How many rows differ although none of their columns does: never any, but for a defect. */
  unseen: number
}

export interface Names extends EngineNames {
  table: Table
}

/** Why the rows of pairs differ, column by column in the order of the schema. */
export async function explainColumns(
  db: DuckDB,
  pairs: RowPairs,
  baselineSide: SideTable,
  tolerances: Tolerances,
  sides: EngineNames,
): Promise<ExplainedColumns> {
  const { name, columns } = pairs
  const differs = columns.map(
    ({ target }, index) => `in_a AND in_b AND ${isDistinct(`a${index}`, `b${index}`, target)}`,
  )
  const counts = differs.map((condition, index) => `count(*) FILTER (${condition}) AS c${index}`)
  const unseen = `count(*) FILTER (in_a AND in_b AND NOT (${differs.join(' OR ')})) AS unseen`
  const [row = {}] = await db.rows(`SELECT ${[...counts, unseen].join(', ')} FROM ${name}`)
  const explained: ExplainedColumns = {
    columns: [],
    examples: [],
    differing: [],
    shown: new Set(),
    unseen: Number(row.unseen),
  }
  for (const [index, column] of columns.entries()) {
    const rows = Number(row[`c${index}`])
    if (rows === 0) continue
    explained.differing.push({ column: column.name, rows })
    const condition = differs[index] ?? 'false'
    const equalIn = equalValuesOf(db, baselineSide, column, pairs, `a${index}`, condition)
    const beside = besideOf(columns, index)
    const paired = { ...column, valueA: `a${index}`, valueB: `b${index}`, beside }
    const within = (types: ComparedTypes) => tolerances(column, types)
    const classified = await classifyColumn(db, name, paired, condition, within, equalIn)
    const tolerance = tolerances(column)
    for (const found of classified) {
      const { pair, a, b } = found.example
      explained.columns.push(toFinding(found, column.name, tolerance, sides))
      explained.examples.push({ column: column.name, reason: found.reason, a, b })
      explained.shown.add(pair)
    }
  }
  return explained
}

const besideOf = (columns: RowPairs['columns'], own: number): BesideColumn[] =>
  columns
    .map(({ name, target: type }, index) => ({ name, type, a: `a${index}`, b: `b${index}` }))
    .filter((_, index) => index !== own)

function toFinding(
  found: ClassifiedReason,
  column: string,
  tolerance: Tolerance | null,
  sides: EngineNames,
): ColumnFinding {
  const { reason, count, beyond, details, paths } = found
  const words = REASONS[reason]?.explain(sides, details) ?? reason
  return {
    column,
    kind: 'value',
    reason,
    count,
    beyond,
    tolerance,
    ...distancesOf(found),
    detail: `${words}${placeIn(column, paths)}`,
  }
}

type Distances = Pick<ColumnFinding, 'greatestAbs' | 'greatestRel' | 'greatestSeconds' | 'measured'>

/** Some texts may be numbers and others times: the distance is that of the kind that all of them are, if there is one. */
function distancesOf(found: ClassifiedReason): Distances {
  const { count, numbers, times, greatestAbs, greatestRel, greatestSeconds } = found
  return times === count && numbers < count
    ? { greatestAbs: null, greatestRel: null, greatestSeconds, measured: times }
    : {
        greatestAbs,
        greatestRel,
        greatestSeconds: times === count ? greatestSeconds : null,
        measured: numbers,
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
