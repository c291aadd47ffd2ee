import type { TimeUnit } from '../../../types/data-type.ts'

const DAY_TIME = /^interval (?:day|hour|minute|second)/

/**
 * The leaves of each column of Spark's own schema, as its Parquet files keep it: the unit of those that are intervals
 * of days and seconds, which Spark writes as plain integers. Null where it is none.
 */
export function sparkLeaves(json: string): (TimeUnit | null)[][] | null {
  try {
    return childTypes(JSON.parse(json))?.map(leavesOf) ?? null
  } catch {
    return null
  }
}

function leavesOf(type: unknown): (TimeUnit | null)[] {
  return (
    childTypes(type)?.flatMap(leavesOf) ?? [typeof type === 'string' && DAY_TIME.test(type) ? 'us' : null]
  )
}

/** The types within a nested one. */
function childTypes(type: unknown): unknown[] | undefined {
  if (typeof type !== 'object' || type === null) return undefined
  const { fields, elementType, keyType, valueType, sqlType } = type as Record<string, unknown>
  if (Array.isArray(fields)) return fields.map((field) => (field as { type?: unknown } | null)?.type)
  if (elementType !== undefined) return [elementType]
  if (keyType !== undefined) return [keyType, valueType]
  return sqlType === undefined ? undefined : [sqlType]
}
