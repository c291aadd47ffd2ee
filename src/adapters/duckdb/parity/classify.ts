import type { Tolerance } from '../../../core/config/model.ts'
import { type DataType, isNumber } from '../../../core/parity/data-type.ts'
import type { DuckDB } from '../open.ts'
import { closeness } from './closeness.ts'
import type { Case, Recognition } from './reasons/case.ts'
import { fewerDecimals } from './reasons/decimals.ts'
import { listCases } from './reasons/lists.ts'
import { recogniseNulls } from './reasons/nulls.ts'
import { recogniseNumbers } from './reasons/numbers.ts'
import { foldGroups, type Group } from './reasons/patterns.ts'
import { texts } from './reasons/texts.ts'
import { recogniseTimes } from './reasons/times.ts'

/**
 * A column that differs in matched rows. `a` and `b` are SQL expressions over `pairs`, both of `type`: the type in
 * which values are compared, nested ones as they are.
 */
export interface PairedColumn {
  name: string
  type: DataType
  a: string
  b: string
}

/** Pairs that differ for one reason. */
export interface ClassifiedReason {
  reason: string
  count: number
  /** Pairs that the tolerance doesn't allow. */
  beyond: number
  /** Greatest |a−b| and |a−b|/max(|a|,|b|) of finite numbers. */
  greatestAbs: number | null
  greatestRel: number | null
  example: { pair: number; a: string | null; b: string | null }
  /** What the reason's words in the catalogue need: which side, which unit. */
  details: Record<string, number | string>
}

const PARTS = 65_536
const UNEXPLAINED = 'unexplained'

/**
 * Says why a column differs, most frequent reason first; what isn't recognised is `unexplained`.
 *
 * @param pairs name of a table, or a query in parentheses, with a row a matched pair and a BIGINT `pair`
 * @param differs SQL condition that is true where this column differs
 */
export async function classifyColumn(
  db: DuckDB,
  pairs: string,
  column: PairedColumn,
  differs: string,
  tolerance: Tolerance | null,
): Promise<ClassifiedReason[]> {
  const { steps, cases: known, decimals } = recognise(column.type)
  const values = `(SELECT pair, ${column.a} AS a, ${column.b} AS b FROM ${pairs} WHERE ${differs})`
  const computed = steps.reduce((query, step) => `(SELECT *, ${step} FROM ${query})`, values)
  const found = decimals && (await fewerDecimals(db, computed, decimals))
  const cases = found ? [found, ...known] : known
  const isClose = (tolerance && closeness(column.type, 'a', 'b', tolerance)) ?? 'false'
  const rows =
    await db.rows(`SELECT * REPLACE (try(a::VARCHAR) AS a, try(b::VARCHAR) AS b) FROM (SELECT code, count(*) AS count, count(*) FILTER (close IS NOT TRUE) AS beyond,
      ${measured(column.type)}, min(pair) AS pair,
      arg_min_null(a, pair) AS a, arg_min_null(b, pair) AS b
    FROM (SELECT *, ${codeOf(cases)} AS code, ${isClose} AS close FROM ${computed}) GROUP BY code)`)
  const groups = rows.map((row) => readGroup(row, cases))
  return foldGroups(groups).map(({ part, details = {}, ...reason }) => ({ ...reason, details }))
}

function recognise(type: DataType): Recognition {
  const values = recogniseValues(type)
  return { ...values, cases: [...recogniseNulls(type), ...values.cases] }
}

function recogniseValues(type: DataType): Recognition {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return recogniseNumbers(type)
    case 'text':
      return texts
    case 'timestamp':
    case 'date':
      return recogniseTimes(type)
    case 'boolean':
      return { steps: [], cases: [{ reason: 'opposite', when: 'a <> b' }] }
    case 'list':
      return { steps: [], cases: listCases(type) }
    default:
      return { steps: [], cases: [] }
  }
}

/** A case's place and part as one number, to group by. */
function codeOf(cases: readonly Case[]): string {
  const branches = cases.map(
    ({ when, part = '0' }, index) => `WHEN ${when} THEN ${index * PARTS} + (${part})::INTEGER`,
  )
  const unexplained = cases.length * PARTS
  return branches.length === 0 ? `${unexplained}` : `CASE ${branches.join('\n')} ELSE ${unexplained} END`
}

function measured(type: DataType): string {
  if (!isNumber(type) && type.kind !== 'text') return 'NULL AS abs, NULL AS rel'
  const areFinite = 'isfinite(f) AND isfinite(m)'
  return `max(f) FILTER (${areFinite}) AS abs, max(f / nullif(m, 0)) FILTER (${areFinite}) AS rel`
}

function readGroup(row: Record<string, unknown>, cases: readonly Case[]): Group {
  const code = Number(row.code)
  const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  return {
    reason: cases[Math.floor(code / PARTS)]?.reason ?? UNEXPLAINED,
    part: code % PARTS,
    count: Number(row.count),
    beyond: Number(row.beyond),
    greatestAbs: numberOf(row.abs),
    greatestRel: numberOf(row.rel),
    example: { pair: Number(row.pair), a: textOf(row.a), b: textOf(row.b) },
  }
}
