import type { ColumnFinding } from '../record/schema.ts'
import { type Column, type DataType, parseType } from './data-type.ts'
import { relateTypes } from './relate.ts'

/** A column that both sides have, with each side's type and the one in which its values are compared. */
export interface ComparedColumn {
  name: string
  a: DataType
  b: DataType
  target: DataType
  /** How the types differ; none where they are the same. */
  reasons: string[]
}

/** What comparing two schemas showed. */
export interface SchemaComparison {
  findings: ColumnFinding[]
  /** Columns whose values can be compared. */
  comparable: ComparedColumn[]
  /** False where a column is missing, added or of another kind. */
  isCompatible: boolean
}

/** Compares by name: the order of columns doesn't matter. */
export function compareSchemas(
  baseline: readonly Column[],
  engine: readonly Column[],
  ignore: readonly string[],
): SchemaComparison {
  const [left = [], right = []] = [baseline, engine].map((columns) =>
    columns.filter(({ name }) => !ignore.includes(name)),
  )
  const result: SchemaComparison = { findings: [], comparable: [], isCompatible: true }
  const add = (column: string, kind: ColumnFinding['kind'], reason: string, detail: string) =>
    result.findings.push(schemaFinding(column, kind, reason, detail))
  for (const { name, type } of left) {
    const other = right.find((column) => column.name === name)
    const [a, b] = [parseType(type), parseType(other?.type ?? '')]
    const relation = other ? relateTypes(a, b) : null
    if (!other) add(name, 'missing', 'missing', `the baseline has it as ${type}`)
    else if (!relation) add(name, 'type', 'type', `${other.type}, where the baseline has ${type}`)
    else {
      const compared = { name, a, b, target: relation.target, reasons: relation.reasons }
      result.comparable.push(compared)
      for (const reason of relation.reasons)
        add(name, 'type', reason, `${other.type}, where the baseline has ${type}`)
    }
  }
  const names = new Set(left.map(({ name }) => name))
  for (const { name, type } of right)
    if (!names.has(name)) add(name, 'extra', 'extra', `${type}, which the baseline has not`)
  const unreconciled = result.findings.some(({ kind, reason }) => kind !== 'type' || reason === 'type')
  return { ...result, isCompatible: !unreconciled }
}

/** A finding about a column as a whole, which no count of rows belongs to. */
const schemaFinding = (
  column: string,
  kind: ColumnFinding['kind'],
  reason: string,
  detail: string,
): ColumnFinding => ({
  column,
  kind,
  reason,
  count: null,
  beyond: null,
  greatestAbs: null,
  greatestRel: null,
  detail,
})
