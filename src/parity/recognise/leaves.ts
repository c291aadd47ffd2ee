import { isDistinct } from '../../canonical/hash.ts'
import { sortedTexts } from '../../canonical/text.ts'
import { literal } from '../../duckdb/sql.ts'
import { type ComparedTypes, innerTypes } from '../../types/compared-types.ts'
import type { DataType } from '../../types/data-type.ts'

/** Values of one type inside a column: a column's own, the elements of its lists, a field of its structs. */
export interface Leaf extends ComparedTypes {
  /** Where in the column, as `[].price`; empty for the column's own values. */
  path: string
  /** SQL for its pairs of values (`pair`, `a`, `b`), of a query with those of the column. */
  within(query: string): string
}

/**
 * The leaves of a column, its own values first. Nested values of one shape are looked into; those that have another
 * shape, or the same elements in another order, stay whole.
 */
export function leavesOf(types: ComparedTypes): Leaf[] {
  const inner = innerOf(types)
  if (inner.length === 0) return [{ ...types, path: '', within: (query) => query }]
  const { target } = types
  const own = (query: string) =>
    `(SELECT * FROM ${query} WHERE ${isDistinct('a', 'b', target)} AND ${haveOneShape(target)} IS NOT TRUE)`
  const alike = (query: string) => `(SELECT * FROM ${query} WHERE ${haveOneShape(target)})`
  return [
    { ...types, path: '', within: own },
    ...inner.map((leaf) => ({ ...leaf, within: (query: string) => leaf.within(alike(query)) })),
  ]
}

/** The leaves inside nested values, of a query with pairs of one shape. */
const innerOf = (types: ComparedTypes): Leaf[] =>
  innerTypes(types).flatMap(({ step, types: inside }) =>
    leavesOf(inside).map((leaf) => ({
      ...leaf,
      path: `${step}${leaf.path}`,
      within: (query) => leaf.within(entered(query, types.target, step)),
    })),
  )

/** SQL for the pairs one step inside. */
function entered(query: string, { kind }: DataType, step: string): string {
  if (kind === 'list') return `(SELECT pair, unnest(a) AS a, unnest(b) AS b FROM ${query})`
  const part = literal(kind === 'map' ? 'value' : step.slice(1))
  const entries = (map: string) => `unnest(list_sort(map_entries(${map}))) AS ${map}`
  const from = kind === 'map' ? `(SELECT pair, ${entries('a')}, ${entries('b')} FROM ${query})` : query
  return `(SELECT pair, struct_extract(a, ${part}) AS a, struct_extract(b, ${part}) AS b FROM ${from})`
}

/** SQL that is true of two values whose parts can be compared one by one. */
function haveOneShape(type: DataType): string {
  if (type.kind === 'list') {
    const sorted = (list: string): string => sortedTexts(list, type.element)
    const isReordered = `${sorted('a')} = ${sorted('b')}`
    return `CASE WHEN len(a) = len(b) THEN NOT ${isDistinct('a', 'b', type)} OR NOT ${isReordered} END`
  }
  if (type.kind === 'map') {
    const keys = (map: string): string => sortedTexts(`map_keys(${map})`, type.key)
    return `(${keys('a')} = ${keys('b')})`
  }
  return '(a IS NOT NULL AND b IS NOT NULL)'
}
