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
const COARSE_TIMESTAMPS = ['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS']
const NANOSECONDS = 'TIMESTAMP_NS'
const MOST_DIGITS = 38
const FLOATS = ['FLOAT', 'DOUBLE']

/**
 * The type in which values are compared: one for all widths of integers, precisions of decimals and units of
 * timestamps, so that equal values have equal hashes. Integers and decimals never pass through floats.
 */
export function canonicalType(type: string): string {
  if (INTEGERS.includes(type)) return 'BIGINT'
  if (WIDE_INTEGERS.includes(type)) return 'HUGEINT'
  if (FLOATS.includes(type)) return 'DOUBLE'
  if (COARSE_TIMESTAMPS.includes(type)) return 'TIMESTAMP'
  const scale = decimalScale(type)
  return scale === undefined ? type : `DECIMAL(38,${scale})`
}

export function relateTypes(a: string, b: string): TypeRelation {
  if (a === b) return { kind: 'same' }
  const [left, right] = [canonicalType(a), canonicalType(b)]
  if (left === right) return { kind: 'coercible', reason: widthReason(left), target: left }
  if (isTimestamp(left) && isTimestamp(right)) {
    return { kind: 'coercible', reason: 'timestamp-unit', target: NANOSECONDS }
  }
  const scales = [scaleOf(left), scaleOf(right)]
  if (scales[0] !== undefined && scales[1] !== undefined) {
    const scale = Math.max(scales[0], scales[1])
    if (Math.max(wholeDigits(a), wholeDigits(b)) + scale > MOST_DIGITS) return { kind: 'incompatible' }
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

const isTimestamp = (canonical: string): boolean => canonical === 'TIMESTAMP' || canonical === NANOSECONDS

/** Digits before the point that a type may hold. */
function wholeDigits(type: string): number {
  const match = /^DECIMAL\((\d+),(\d+)\)$/.exec(type)
  if (match) return Number(match[1]) - Number(match[2])
  return INTEGERS.includes(type) ? 19 : 0
}

function decimalScale(type: string): number | undefined {
  const match = /^DECIMAL\(\d+,(\d+)\)$/.exec(type)
  return match ? Number(match[1]) : undefined
}

/** Digits after the point of an exact number's type; undefined for every other type. */
function scaleOf(canonical: string): number | undefined {
  return canonical === 'BIGINT' || canonical === 'HUGEINT' ? 0 : decimalScale(canonical)
}
