import type { ColumnFinding } from '../../model/record/schema.ts'
import type { ComparedTypes } from '../../types/compared-types.ts'
import { type Column, type DataType, formatType, parseType } from '../../types/data-type.ts'
import { LOSSES, type Loss, worstLoss } from '../../types/losses.ts'
import { relateTypes } from '../../types/relate.ts'

/** A column that both sides have. */
export interface ComparedColumn extends ComparedTypes {
  name: string
  /** Where not every value has a place in the target: the type as whose texts values are compared. */
  through?: DataType
  /** How the types differ; none where they are the same. */
  reasons: string[]
}

/** What comparing two schemas showed. */
export interface SchemaComparison {
  findings: ColumnFinding[]
  /** Columns whose values can be compared. */
  comparable: ComparedColumn[]
  /** Every column of either side, the ignored among them. */
  names: string[]
  /** What is left out of the comparison of a column that is compared. */
  notes: string[]
  /** False where a column is missing, added or of another kind. */
  isCompatible: boolean
}

const UNTYPED = 'null-type'

/**
 * Compares by name: the order of columns doesn't matter.
 *
 * @param called what the baseline's side is called in words
 */
export function compareSchemas(
  baseline: readonly Column[],
  engine: readonly Column[],
  ignore: readonly string[],
  called = 'the baseline',
): SchemaComparison {
  const [left = [], right = []] = [baseline, engine].map((columns) =>
    columns.filter(({ name }) => !ignore.includes(name)),
  )
  const names = [...new Set([...baseline, ...engine].map(({ name }) => name))]
  const result: SchemaComparison = { findings: [], comparable: [], names, notes: [], isCompatible: true }
  const add = (column: string, kind: ColumnFinding['kind'], reason: string, detail: string) =>
    result.findings.push(schemaFinding(column, kind, reason, detail))
  for (const column of left) {
    const { name } = column
    const other = right.find((each) => each.name === name)
    if (!other) {
      add(name, 'missing', 'missing', `${called} has it as ${inWords(column)}${renamed(name, right)}`)
      continue
    }
    const widths = `${inWords(other)}, where ${called} has ${inWords(column)}`
    const compared = comparedColumn(column, other)
    if (typeof compared === 'string') {
      add(name, 'type', 'type', `${compared || widths}: the values were not compared`)
      continue
    }
    const loss = lossOf(column, other)
    if (loss) result.notes.push(`${name}: ${loss.words}, which is all that was compared`)
    result.comparable.push(compared)
    for (const reason of compared.reasons) add(name, 'type', reason, widths)
  }
  for (const other of right) {
    const { name } = other
    if (!left.some((column) => column.name === name))
      add(name, 'extra', 'extra', `${inWords(other)}, which ${called} does not have${renamed(name, left)}`)
  }
  const unreconciled = result.findings.some(({ kind, reason }) => kind !== 'type' || reason === 'type')
  return { ...result, isCompatible: !unreconciled }
}

function inWords({ type, leftOutBy }: Column): string {
  if (leftOutBy) return `nothing (${leftOutBy.toUpperCase()} leaves out a column of NULLs)`
  return type === formatType({ kind: 'null' }) ? 'no type' : type
}

/** A text where the values can't be compared: why, or none where it is their types. */
function comparedColumn(column: Column, other: Column): ComparedColumn | string {
  const [a, b] = [parseType(column.type), parseType(other.type)]
  const relation = relateTypes(a, b)
  const loss = lossOf(column, other)
  if (!relation || loss?.isRefused) return relation && loss ? loss.words : ''
  return {
    name: column.name,
    a,
    b,
    target: relation.target,
    reasons: (column.leftOutBy ?? other.leftOutBy) ? [UNTYPED] : relation.reasons,
  }
}

function lossOf(a: Column, b: Column): (typeof LOSSES)[Loss] | undefined {
  const loss = worstLoss([a.loses, b.loses])
  return loss && LOSSES[loss]
}

/** That the other side has the column in other letters: DuckDB would take both for one, this comparison doesn't. */
function renamed(name: string, others: readonly Column[]): string {
  const other = others.find((column) => column.name.toLowerCase() === name.toLowerCase())
  return other ? `; ${other.name} differs from it only in letter case` : ''
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
