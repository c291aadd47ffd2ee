import { literal } from '../duckdb/sql.ts'
import type { DataType, TimeUnit } from '../types/data-type.ts'
import { fieldsByName, isTimeOfDay } from '../types/family.ts'

/**
 * SQL for the canonical text of a value, as docs/fingerprint.md specifies it: equal for equal values whatever
 * their width, scale or unit, different for different values of one family. NULL for NULL.
 *
 * @param value SQL of the value; it is repeated, so better a column than a computation
 * @param type its type as DuckDB has it, not a canonical one
 * @param depth of nesting: lambdas in lambdas need names of their own
 */
export function canonicalText(value: string, type: DataType, depth = 0): string {
  switch (type.kind) {
    case 'decimal':
      return decimalText(value, type)
    case 'float':
      return floatText(`${value}::DOUBLE`)
    case 'boolean':
      return `CASE WHEN ${value} THEN 't' WHEN NOT ${value} THEN 'f' END`
    case 'date':
      return finiteText(value, `(${value} - DATE '1970-01-01')::VARCHAR`, "DATE '1970-01-01'")
    case 'timestamp':
      return timestampText(value, type)
    case 'duration':
      return durationText(value, type.unit)
    case 'binary':
      return `lower(hex(${value}))`
    case 'list':
      return listText(value, type.element, depth)
    case 'struct':
      return structText(value, type, depth)
    case 'map':
      return mapText(value, type, depth)
    case 'other':
      return otherText(value, type.name)
    default:
      return `${value}::VARCHAR`
  }
}

/** Kinds whose texts may hold what stands between texts. */
const OPEN = ['text', 'binary', 'null', 'other']

/**
 * SQL for a value's canonical text among others: `~` for NULL, and with its length in bytes before it (`4:text`)
 * where it could hold anything.
 */
export function embeddedText(value: string, type: DataType, depth = 0): string {
  const text = canonicalText(value, type, depth)
  const isPlain = !OPEN.includes(type.kind) || (type.kind === 'other' && isTimeOfDay(type.name))
  return `coalesce(${isPlain ? text : `strlen(${text}) || ':' || ${text}`}, '~')`
}

/** SQL for a list's elements as canonical texts, in their order. */
export const sortedTexts = (list: string, element: DataType): string =>
  `list_sort(list_transform(${list}, lambda element: ${embeddedText('element', element)}))`

const MOST_DIGITS = 38

/** DuckDB writes DECIMAL(2,2) as `.50` and DECIMAL(3,2) as `0.50`. */
function decimalText(value: string, { precision, scale }: Extract<DataType, { kind: 'decimal' }>): string {
  if (scale === 0) return `${value}::VARCHAR`
  if (precision > scale) return shortest(`${value}::VARCHAR`)
  if (precision < MOST_DIGITS) return shortest(`${value}::DECIMAL(${precision + 1},${scale})::VARCHAR`)
  return shortest(`regexp_replace(${value}::VARCHAR, '^(-?)[.]', '\\10.')`)
}

/** Without the zeros that end it; rtrim is slow, and few numbers need it. */
const shortest = (text: string): string =>
  `CASE WHEN suffix(${text}, '0') THEN rtrim(rtrim(${text}, '0'), '.') ELSE ${text} END`

/** The bits, since how a float is written depends on DuckDB's version. */
function floatText(double: string): string {
  return `CASE WHEN isnan(${double}) THEN 'fnan' ELSE 'f' || (${double} + 0.0::DOUBLE)::BIT::BIGINT END`
}

function timestampText(value: string, { unit }: Extract<DataType, { kind: 'timestamp' }>): string {
  return finiteText(value, unit === 'ns' ? microsOfNanos(value) : microsText(value), "TIMESTAMP '1970-01-01'")
}

const microsText = (value: string): string => `epoch_us(${value})::VARCHAR`

const microsOfNanos = (value: string): string => thousandths(`epoch_ns(${value})`)

const thousandths = (integer: string): string =>
  decimalText(`(${integer}::DECIMAL(19,0) * 0.001::DECIMAL(4,3))`, {
    kind: 'decimal',
    precision: 23,
    scale: 3,
  })

const MICROSECONDS_IN: Record<Exclude<TimeUnit, 'ns'>, number> = { s: 1_000_000, ms: 1000, us: 1 }

const durationText = (value: string, unit: TimeUnit): string =>
  unit === 'ns' ? thousandths(value) : `(${value}::HUGEINT * ${MICROSECONDS_IN[unit]})::VARCHAR`

function otherText(value: string, name: string): string {
  if (name.startsWith('UNION(')) return unionText(value)
  if (!isTimeOfDay(name)) return `${value}::VARCHAR`
  return name === 'TIME_NS' ? microsOfNanos(value) : microsText(value)
}

/** With the name of the member that it holds, alone where that is NULL. */
const unionText = (value: string): string =>
  `CASE WHEN ${value} IS NOT NULL THEN concat(union_tag(${value}), '=' || ${value}::VARCHAR) END`

const finiteText = (value: string, text: string, epoch: string): string =>
  `CASE WHEN isfinite(${value}) THEN ${text} ` +
  `WHEN ${value} > ${epoch} THEN 'infinity' WHEN ${value} < ${epoch} THEN '-infinity' END`

function listText(value: string, element: DataType, depth: number): string {
  const item = `e${depth}`
  const texts = `list_transform(${value}, lambda ${item}: ${embeddedText(item, element, depth + 1)})`
  return joined(value, '[', texts, ']')
}

function structText(value: string, type: Extract<DataType, { kind: 'struct' }>, depth: number): string {
  const fields = fieldsByName(type).map(({ name, label, type: field }) => {
    const text = embeddedText(`struct_extract(${value}, ${literal(name)})`, field, depth)
    return `${literal(`${label}:`)}, ${text}`
  })
  return `CASE WHEN ${value} IS NOT NULL THEN concat('{', ${fields.join(", ',', ")}, '}') END`
}

function mapText(value: string, type: Extract<DataType, { kind: 'map' }>, depth: number): string {
  const entry = `e${depth}`
  const key = embeddedText(`struct_extract(${entry}, 'key')`, type.key, depth + 1)
  const item = embeddedText(`struct_extract(${entry}, 'value')`, type.value, depth + 1)
  const texts = `list_transform(map_entries(${value}), lambda ${entry}: concat(${key}, '=', ${item}))`
  return joined(value, '<', `list_sort(${texts}, 'ASC')`, '>')
}

const joined = (value: string, open: string, texts: string, close: string): string =>
  `CASE WHEN ${value} IS NOT NULL THEN concat('${open}', array_to_string(${texts}, ','), '${close}') END`
