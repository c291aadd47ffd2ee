import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type Scalar,
  visit,
  type YAMLMap,
  YAMLParseError,
} from 'yaml'

/** A key of a map, and what it has. */
interface Entry {
  key: Scalar
  value: unknown
}

/** Where a document's keys are. Each map is read once, so that many problems in a long one are found at once. */
export function positionsIn(document: Document) {
  const read = new WeakMap<YAMLMap, Map<string, Entry>>()
  const entriesOf = (map: YAMLMap): Map<string, Entry> => {
    const entries = read.get(map) ?? toEntries(map)
    read.set(map, entries)
    return entries
  }
  const child = (parent: unknown, part: PropertyKey): unknown => {
    if (isMap(parent)) return entriesOf(parent).get(String(part))?.value
    return isSeq(parent) ? parent.items[Number(part)] : undefined
  }
  const nodeAt = (path: readonly PropertyKey[]): unknown => path.reduce<unknown>(child, document.contents)
  return {
    has: (path: readonly PropertyKey[]): boolean => nodeAt(path) !== undefined,
    /** Offset of the key that `path` ends with, or of the nearest parent that is in the file. */
    offsetOf(path: readonly PropertyKey[]): number {
      for (let depth = path.length; depth > 0; depth--) {
        const parent = nodeAt(path.slice(0, depth - 1))
        const key = isMap(parent) ? entriesOf(parent).get(String(path[depth - 1]))?.key : undefined
        if (key?.range) return key.range[0]
      }
      return 0
    },
  }
}

const toEntries = (map: YAMLMap): Map<string, Entry> =>
  new Map(map.items.flatMap(({ key, value }) => (isScalar(key) ? [[String(key.value), { key, value }]] : [])))

/** Keys that a map has twice. The parser compares each with all before it, which takes a minute of a long map. */
export function repeatedKeys(document: Document.Parsed): YAMLParseError[] {
  const errors: YAMLParseError[] = []
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items as { key: ParsedNode }[]) {
        if (!isScalar(key)) continue
        const [start, end] = key.range
        if (seen.has(key.value))
          errors.push(new YAMLParseError([start, end], 'DUPLICATE_KEY', 'Map keys must be unique'))
        seen.add(key.value)
      }
    },
  })
  return errors
}
