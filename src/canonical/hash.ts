import { type DataType, formatType } from '../types/data-type.ts'
import { canonicalText } from './text.ts'

const NARROW_DIGITS = 18
/** hash() takes −0.0 for 0.0, and every NaN for one. */
const HASHED_AS_IS = ['float', 'text', 'boolean', 'binary', 'date', 'timestamp', 'null']

/** A column's value, as SQL, and its type. */
export interface TypedValue {
  value: string
  type: DataType
}

/**
 * DuckDB's 64-bit hash of a row, as SQL. It differs between versions of DuckDB: good for one run, never to be kept.
 * A second seed would add nothing: hash(a, b) combines the same hashes of a and b.
 */
export const rowHash = (values: readonly TypedValue[]): string => hashWith('0', values)

/** The same with a value before them, as SQL: of cells with the hash of their row's key, it is equal where both are. */
export const hashWith = (first: string, values: readonly TypedValue[]): string =>
  `hash(${[first, ...values.flatMap(hashedParts)].join(', ')})`

/** A value in the forms that DuckDB's hash() tells apart: it takes 0 and −1 of 128 bits, and NULL and [], for equal. */
function hashedParts({ value, type }: TypedValue): string[] {
  if (type.kind === 'integer') return type.name.includes('HUGE') ? wideParts(value, 'BIGINT') : [value]
  if (type.kind === 'decimal') {
    const { precision, scale } = type
    if (precision <= NARROW_DIGITS) return [value]
    return scale > NARROW_DIGITS
      ? [`CAST(${value} AS VARCHAR)`]
      : wideParts(value, `DECIMAL(${NARROW_DIGITS},${scale})`)
  }
  return [isHashedAsIs(type) ? value : canonicalText(value, type)]
}

const isHashedAsIs = (type: DataType): boolean =>
  HASHED_AS_IS.includes(type.kind) || formatType(type) === 'TIME'

/** As 64 bits where they hold the value, else as text. */
function wideParts(value: string, narrow: string): string[] {
  const cast = `try_cast(${value} AS ${narrow})`
  return [cast, `CASE WHEN ${cast} IS NULL THEN CAST(${value} AS VARCHAR) END`]
}

/**
 * SQL that is true where two values of one type are not the same: NULL is only NULL, NaN is NaN, −0.0 is 0.0, and what is
 * hashed as text is compared as that text, since DuckDB takes 30 days for a month.
 */
export const isDistinct = (a: string, b: string, type: DataType): string =>
  `(${comparable(a, type)} IS DISTINCT FROM ${comparable(b, type)})`

/** SQL that is true where they are the same: DuckDB joins by it. */
export const isSame = (a: string, b: string, type: DataType): string =>
  `(${comparable(a, type)} IS NOT DISTINCT FROM ${comparable(b, type)})`

function comparable(value: string, type: DataType): string {
  const isPlain = isHashedAsIs(type) || type.kind === 'integer' || type.kind === 'decimal'
  return isPlain ? value : canonicalText(value, type)
}
