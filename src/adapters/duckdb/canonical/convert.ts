import { type DataType, formatType } from '../../../core/parity/data-type.ts'

/**
 * SQL that gives a value in the type in which both sides are compared. Where a float or a text stands for nothing of
 * that type (0.125 for a DECIMAL(9,2), 'n/a' for an integer) the result is NULL: `isUnreadable` finds such values.
 */
export function convert(value: string, from: DataType, to: DataType): string {
  const target = formatType(to)
  if (from.kind === 'text' && to.kind === 'binary') return `encode(${value})`
  // An ENUM is text too, and hashed otherwise.
  if (from.kind === 'text') return to.kind === 'text' ? `CAST(${value} AS VARCHAR)` : readText(value, to)
  if (from.kind === 'float' && (to.kind === 'integer' || to.kind === 'decimal'))
    return readFloat(value, from, to)
  return formatType(from) === target ? value : `CAST(${value} AS ${target})`
}

/** SQL that is true for a value which its conversion loses. */
export const isUnreadable = (value: string, from: DataType, to: DataType): string =>
  `(${value} IS NOT NULL AND ${convert(value, from, to)} IS NULL)`

/** The number of the target's type that this float is the nearest float to, if there is one. */
function readFloat(value: string, from: DataType, to: DataType): string {
  const number =
    to.kind === 'integer'
      ? `try_cast(${value} AS ${formatType(to)})`
      : `try_cast(CAST(${value} AS VARCHAR) AS ${formatType(to)})`
  return `CASE WHEN try_cast(${number} AS ${formatType(from)}) = ${value} THEN ${number} END`
}

const SECOND = '\\d{4,}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d'

function patternOf(type: DataType): string {
  switch (type.kind) {
    case 'integer':
      return '[+-]?\\d+'
    case 'decimal':
      return `[+-]?(\\d+(\\.\\d{0,${type.scale}}0*)?|\\.\\d{1,${Math.max(1, type.scale)}}0*)`
    case 'float':
      return '(?i)[+-]?(\\d+\\.?\\d*(e[+-]?\\d+)?|\\.\\d+(e[+-]?\\d+)?|nan|inf|infinity)'
    case 'boolean':
      return '(?i)true|false'
    case 'date':
      return '\\d{4,}-\\d\\d-\\d\\d'
    case 'timestamp': {
      const fraction = `(\\.\\d{0,${type.unit === 'ns' ? 9 : 6}}0*)?`
      return `${SECOND}${fraction}${type.zoned ? '(Z|[+-]\\d\\d(:?\\d\\d)?)' : ''}`
    }
    default:
      return '.*'
  }
}

/** Text as a value of a type, where it says exactly that: a cast alone would round and would drop time zones. */
function readText(value: string, to: DataType): string {
  const read = `try_cast(${value} AS ${formatType(to)})`
  // A number too great for a float would become an infinity.
  const fits = to.kind === 'float' ? ` AND (isfinite(${read}) OR NOT regexp_matches(${value}, '[0-9]'))` : ''
  return `CASE WHEN regexp_full_match(${value}, '${patternOf(to)}')${fits} THEN ${read} END`
}
