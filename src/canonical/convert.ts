import { identifier, literal } from '../duckdb/sql.ts'
import { fieldType } from '../types/compared-types.ts'
import { type DataType, formatType, isExact, storedType, type TimeUnit } from '../types/data-type.ts'
import { fitsDigits } from '../types/relate.ts'
import { digitsThatCount } from './digits.ts'
import { canonicalText } from './text.ts'

/**
 * SQL that gives a value in the type in which both sides are compared. Where a float, a text, a date or a wider
 * number stands for nothing of that type (0.125 for a DECIMAL(9,2), 'n/a' for an integer) the result is NULL:
 * `isUnreadable` finds such values.
 *
 * @param through where `to` is text though values are of a type: equal texts for equal values of that type
 * @param depth of nesting: lambdas in lambdas need names of their own
 */
export function convert(value: string, from: DataType, to: DataType, through = to, depth = 0): string {
  const parts = partsOf(value, from, to, through, depth)
  if (parts === undefined)
    return to.kind === 'text' && through.kind !== 'text'
      ? convertThrough(value, from, through)
      : convertItself(value, from, to)
  if ([from, through].every((type) => formatType(type) === formatType(to))) return value
  const converted = parts.map((part) => ({
    ...part,
    sql: convert(part.value, part.from, part.to, part.through, depth + 1),
  }))
  const isCast = converted.every((part) => [part.value, castOf(part.value, part.to)].includes(part.sql))
  return isCast ? castOf(value, to) : rebuilt(value, to, converted, depth)
}

/** A part of a nested value, with its types. */
interface Part {
  name: string
  value: string
  from: DataType
  to: DataType
  through: DataType
}

const ELEMENT = 'element'

/** The parts of nested values; undefined of others. */
function partsOf(
  value: string,
  from: DataType,
  to: DataType,
  through: DataType,
  depth: number,
): Part[] | undefined {
  const item = `c${depth}`
  if (from.kind === 'list' && to.kind === 'list' && through.kind === 'list')
    return [{ name: ELEMENT, value: item, from: from.element, to: to.element, through: through.element }]
  if (from.kind === 'map' && to.kind === 'map' && through.kind === 'map')
    return (['key', 'value'] as const).map((name) => ({
      name,
      value: `struct_extract(${item}, '${name}')`,
      from: from[name],
      to: to[name],
      through: through[name],
    }))
  if (from.kind !== 'struct' || to.kind !== 'struct' || through.kind !== 'struct') return undefined
  return to.fields.map(({ name, type }) => ({
    name,
    value: `struct_extract(${value}, ${literal(name)})`,
    from: fieldType(from, name),
    to: type,
    through: fieldType(through, name),
  }))
}

/** A nested value of converted parts. */
function rebuilt(
  value: string,
  to: DataType,
  parts: readonly (Part & { sql: string })[],
  depth: number,
): string {
  const fields = parts.map(({ name, sql }) => `${identifier(name)} := ${sql}`).join(', ')
  const each = (list: string, sql: string) => `list_transform(${list}, lambda c${depth}: ${sql})`
  if (to.kind === 'list') return each(value, parts[0]?.sql ?? value)
  const whole =
    to.kind === 'map'
      ? `map_from_entries(${each(`map_entries(${value})`, `struct_pack(${fields})`)})`
      : `struct_pack(${fields})`
  return `CASE WHEN ${value} IS NOT NULL THEN ${whole} END`
}

const castOf = (value: string, to: DataType): string => `CAST(${value} AS ${storedType(to)})`

function convertItself(value: string, from: DataType, to: DataType): string {
  const target = storedType(to)
  if (from.kind === 'null') return castOf(value, to)
  if (from.kind === 'duration') return `CAST(${seconds(value, from.unit)} AS ${target})`
  if (from.kind === 'text') return convertText(value, to)
  if (from.kind === 'float' && (to.kind === 'integer' || to.kind === 'decimal'))
    return readFloat(value, from, to)
  if (from.kind === 'date' && to.kind === 'timestamp') return `try_cast(${value} AS ${target})`
  if (to.kind === 'text') return spelling(value, from)
  if (isExact(from) && !fitsDigits(from, to)) return `try_cast(${value} AS ${target})`
  return storedType(from) === target ? value : castOf(value, to)
}

function convertText(value: string, to: DataType): string {
  if (to.kind === 'binary') return `encode(${value})`
  // An ENUM is text too, and hashed otherwise.
  return to.kind === 'text' ? castOf(value, to) : readText(value, to)
}

const SECOND_IN: Record<TimeUnit, string> = {
  s: '1::DECIMAL(1,0)',
  ms: '0.001::DECIMAL(4,3)',
  us: '0.000001::DECIMAL(7,6)',
  ns: '0.000000001::DECIMAL(10,9)',
}

/** SQL for the exact number of seconds that a 64-bit integer of a unit stands for. */
const seconds = (value: string, unit: TimeUnit): string => `(${value}::DECIMAL(19,0) * ${SECOND_IN[unit]})`

/** SQL that is true for a value which its conversion loses, or a value inside which it does. */
export function isUnreadable(value: string, from: DataType, to: DataType, depth = 0): string {
  const parts = partsOf(value, from, to, to, depth)
  if (parts === undefined) return `(${value} IS NOT NULL AND ${convertItself(value, from, to)} IS NULL)`
  const lost = parts.map((part) => isUnreadable(part.value, part.from, part.to, depth + 1)).join(' OR ')
  if (to.kind === 'struct') return `(${lost})`
  const items = to.kind === 'map' ? `map_entries(${value})` : value
  return `coalesce(list_bool_or(list_transform(${items}, lambda c${depth}: ${lost})), false)`
}

/**
 * SQL for the text of what a value says in a type, or its own text where it says nothing there: equal for equal values
 * of that type however they are written, and for the same text.
 */
const convertThrough = (value: string, from: DataType, through: DataType): string =>
  `coalesce(${spelling(`(${convertItself(value, from, through)})`, through)}, ${spelling(value, from)})`

/** SQL for one text a value: a float's zero and NaN have no sign, an exact number ends in no zeros. */
function spelling(value: string, type: DataType): string {
  if (type.kind === 'integer' || type.kind === 'decimal') return canonicalText(value, type)
  const text = `CAST(${value} AS VARCHAR)`
  // A cast of the first hours that there are in nanoseconds fails.
  if (type.kind === 'timestamp' && type.unit === 'ns')
    return `coalesce(try(${text}), epoch_ns(${value})::VARCHAR)`
  if (type.kind !== 'float') return text
  return `CASE WHEN isnan(${value}) THEN 'nan' WHEN ${value} = 0 THEN '0.0' ELSE ${text} END`
}

/** The number of an exact type that this float's shortest spelling rounds to, if that is nearest to this float. */
function readFloat(value: string, from: DataType, to: DataType): string {
  const number =
    to.kind === 'integer'
      ? `try_cast(${value} AS ${formatType(to)})`
      : `try_cast(CAST(${value} AS VARCHAR) AS ${formatType(to)})`
  // As text: DuckDB's cast of a decimal to a float may miss the nearest.
  return `CASE WHEN try_cast(CAST(${number} AS VARCHAR) AS ${formatType(from)}) = ${value} THEN ${number} END`
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
  const cast = `try_cast(${value} AS ${formatType(to)})`
  // A cast to the last hours of the last year that there is fails, though it is tried only.
  const read = to.kind === 'timestamp' && to.zoned ? `try(${cast})` : cast
  const isExact = to.kind === 'float' ? ` AND ${isSpelling(value, read)}` : ''
  return `CASE WHEN regexp_full_match(${value}, '${patternOf(to)}')${isExact} THEN ${read} END`
}

/** Whether a text has the digits of the float that it is read as; NaN and infinities have none. */
const isSpelling = (text: string, float: string): string =>
  `CASE WHEN ${text} = ${float}::VARCHAR OR NOT regexp_matches(${text}, '[0-9]') THEN true
    ELSE ${digitsThatCount(text)} = ${digitsThatCount(`${float}::VARCHAR`)} END`
