import type { ColumnFinding } from '../record/schema.ts'
import { type Column, canonicalType, relateTypes } from './types.ts'

/** What comparing two schemas showed, and the columns whose values can be compared, in their common types. */
export interface SchemaComparison {
  findings: ColumnFinding[]
  /** Reasons of differing but compatible types, by column. */
  coercions: Record<string, string>
  comparable: Column[]
  /** False where a column is missing, added or of another kind. */
  isCompatible: boolean
}

/** Compares by name: the order of columns doesn't matter. */
export function compareSchemas(
  baseline: Column[],
  engine: Column[],
  ignore: readonly string[],
): SchemaComparison {
  const [left, right] = [baseline, engine].map((columns) =>
    columns.filter(({ name }) => !ignore.includes(name)),
  )
  const types = new Map(right?.map(({ name, type }) => [name, type]))
  const names = new Set(left?.map(({ name }) => name))
  const result: SchemaComparison = { findings: [], coercions: {}, comparable: [], isCompatible: true }
  for (const { name, type } of left ?? []) {
    const other = types.get(name)
    if (other === undefined) {
      result.findings.push({ column: name, kind: 'missing', detail: `the baseline has it as ${type}` })
    } else compareTypes(name, type, other, result)
  }
  for (const { name, type } of right ?? []) {
    if (!names.has(name))
      result.findings.push({ column: name, kind: 'extra', detail: `${type}, which the baseline has not` })
  }
  const reconciled = result.findings.every(({ column }) => column in result.coercions)
  return { ...result, isCompatible: reconciled }
}

function compareTypes(name: string, type: string, other: string, result: SchemaComparison): void {
  const relation = relateTypes(type, other)
  if (relation.kind === 'same') {
    result.comparable.push({ name, type: canonicalType(type) })
    return
  }
  result.findings.push({ column: name, kind: 'type', detail: `${other}, where the baseline has ${type}` })
  if (relation.kind === 'coercible') {
    result.coercions[name] = relation.reason
    result.comparable.push({ name, type: relation.target })
  }
}
