/** A column as DuckDB reads it. */
export interface Column {
  name: string
  type: string
}

/** How two columns' types relate: the same; different but with a common type that loses nothing; or neither. */
export type TypeRelation =
  | { kind: 'same' }
  | { kind: 'coercible'; reason: string; target: string }
  | { kind: 'incompatible' }

const INTEGERS = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER']
const WIDE_INTEGERS = ['UBIGINT', 'HUGEINT', 'UHUGEINT']
const NAIVE_TIMESTAMPS = ['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS']
const FLOATS = ['FLOAT', 'DOUBLE']

/**
 * The type in which values are compared: one for all widths of integers, precisions of decimals and units of
 * timestamps, so that equal values have equal hashes. Integers and decimals never pass through floats.
 */
export function canonicalType(type: string): string {
  if (INTEGERS.includes(type)) return 'BIGINT'
  if (WIDE_INTEGERS.includes(type)) return 'HUGEINT'
  if (FLOATS.includes(type)) return 'DOUBLE'
  if (NAIVE_TIMESTAMPS.includes(type)) return 'TIMESTAMP'
  const scale = decimalScale(type)
  return scale === undefined ? type : `DECIMAL(38,${scale})`
}

export function relateTypes(a: string, b: string): TypeRelation {
  if (a === b) return { kind: 'same' }
  const [left, right] = [canonicalType(a), canonicalType(b)]
  if (left === right) return { kind: 'coercible', reason: widthReason(left), target: left }
  const scales = [scaleOf(left), scaleOf(right)]
  if (scales[0] !== undefined && scales[1] !== undefined) {
    const scale = Math.max(scales[0], scales[1])
    const isDecimal = decimalScale(left) !== undefined || decimalScale(right) !== undefined
    return isDecimal
      ? { kind: 'coercible', reason: 'decimal-scale', target: `DECIMAL(38,${scale})` }
      : { kind: 'coercible', reason: 'integer-width', target: 'HUGEINT' }
  }
  return { kind: 'incompatible' }
}

function widthReason(canonical: string): string {
  if (canonical === 'DOUBLE') return 'float-width'
  if (canonical === 'TIMESTAMP') return 'timestamp-unit'
  return canonical.startsWith('DECIMAL') ? 'decimal-precision' : 'integer-width'
}

function decimalScale(type: string): number | undefined {
  const match = /^DECIMAL\(\d+,(\d+)\)$/.exec(type)
  return match ? Number(match[1]) : undefined
}

/** Digits after the point of an exact number's type; undefined for every other type. */
function scaleOf(canonical: string): number | undefined {
  return canonical === 'BIGINT' || canonical === 'HUGEINT' ? 0 : decimalScale(canonical)
}
