import type { DataType } from '../../../core/parity/data-type.ts'
import { isDistinct } from '../canonical/hash.ts'
import { embeddedText } from '../canonical/text.ts'
import { literal } from '../sql.ts'

/** A column's type on each side, and the one in which both are compared. */
export interface ComparedTypes {
  a: DataType
  b: DataType
  target: DataType
}

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

/** Whether there are values inside values of a type. */
export const isNested = ({ kind }: DataType): boolean => ['list', 'struct', 'map'].includes(kind)

/** The leaves inside nested values, of a query with pairs of one shape. */
function innerOf(types: ComparedTypes): Leaf[] {
  const { target } = types
  const below = (step: string, inner: ComparedTypes, enter: (query: string) => string): Leaf[] =>
    leavesOf(inner).map((leaf) => ({
      ...leaf,
      path: `${step}${leaf.path}`,
      within: (query) => leaf.within(enter(query)),
    }))
  if (target.kind === 'list') {
    const elements = (query: string) => `(SELECT pair, unnest(a) AS a, unnest(b) AS b FROM ${query})`
    return below(
      '[]',
      mapTypes(types, 'list', ({ element }) => element),
      elements,
    )
  }
  if (target.kind === 'map') {
    const entries = (
      query: string,
    ) => `(SELECT pair, struct_extract(a, 'value') AS a, struct_extract(b, 'value') AS b
      FROM (SELECT pair, unnest(list_sort(map_entries(a))) AS a, unnest(list_sort(map_entries(b))) AS b FROM ${query}))`
    return below(
      '[]',
      mapTypes(types, 'map', ({ value }) => value),
      entries,
    )
  }
  if (target.kind !== 'struct') return []
  return target.fields.flatMap(({ name }) => {
    const field = literal(name)
    const values = (query: string) =>
      `(SELECT pair, struct_extract(a, ${field}) AS a, struct_extract(b, ${field}) AS b FROM ${query})`
    const fieldType = (type: Extract<DataType, { kind: 'struct' }>) =>
      type.fields.find((each) => each.name === name)?.type ?? type
    return below(`.${name}`, mapTypes(types, 'struct', fieldType), values)
  })
}

/** The types inside; a side that is nothing of the kind stands for itself. */
function mapTypes<K extends DataType['kind']>(
  { a, b, target }: ComparedTypes,
  kind: K,
  inner: (type: Extract<DataType, { kind: K }>) => DataType,
): ComparedTypes {
  const of = (type: DataType): DataType =>
    type.kind === kind ? inner(type as Extract<DataType, { kind: K }>) : type
  return { a: of(a), b: of(b), target: of(target) }
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

/** SQL for a list's elements as canonical texts, in their order. */
export const sortedTexts = (list: string, element: DataType): string =>
  `list_sort(list_transform(${list}, lambda element: ${embeddedText('element', element)}))`
