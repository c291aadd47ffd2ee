import type { Loss } from './losses.ts'

/** A column as DuckDB reads it. */
export interface Column {
  name: string
  /** As DuckDB spells it: `DECIMAL(18,2)`, `STRUCT(a INTEGER)[]`. */
  type: string
  /** What its values lose where DuckDB reads them. */
  loses?: Loss
  /** The format that leaves it out since it has no value: `json`. */
  leftOutBy?: string
}

export type TimeUnit = 's' | 'ms' | 'us' | 'ns'

/** A DuckDB type, taken apart as far as comparing values needs it; durations and columns without a type are not DuckDB's. */
export type DataType =
  | { kind: 'integer'; name: string }
  | { kind: 'decimal'; precision: number; scale: number }
  | { kind: 'float'; name: 'FLOAT' | 'DOUBLE' }
  | { kind: 'timestamp'; unit: TimeUnit; zoned: boolean }
  /** 64-bit integers that count a unit: Arrow's and Polars' durations, Spark's intervals of days and seconds. */
  | { kind: 'duration'; unit: TimeUnit }
  | { kind: 'text' | 'boolean' | 'binary' | 'date' | 'uuid' | 'null' }
  | { kind: 'list'; element: DataType }
  | { kind: 'struct'; fields: { name: string; type: DataType }[] }
  | { kind: 'map'; key: DataType; value: DataType }
  /** Compared as it is: TIME, INTERVAL, BIT, UNION and whatever a later DuckDB brings. */
  | { kind: 'other'; name: string }

const NAMED: Record<string, DataType> = {
  ...Object.fromEntries(
    'TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT'
      .split(' ')
      .map((name) => [name, { kind: 'integer', name } as const]),
  ),
  FLOAT: { kind: 'float', name: 'FLOAT' },
  DOUBLE: { kind: 'float', name: 'DOUBLE' },
  TIMESTAMP_S: { kind: 'timestamp', unit: 's', zoned: false },
  TIMESTAMP_MS: { kind: 'timestamp', unit: 'ms', zoned: false },
  TIMESTAMP: { kind: 'timestamp', unit: 'us', zoned: false },
  TIMESTAMP_NS: { kind: 'timestamp', unit: 'ns', zoned: false },
  'TIMESTAMP WITH TIME ZONE': { kind: 'timestamp', unit: 'us', zoned: true },
  'TIMESTAMP_NS WITH TIME ZONE': { kind: 'timestamp', unit: 'ns', zoned: true },
  'DURATION(s)': { kind: 'duration', unit: 's' },
  'DURATION(ms)': { kind: 'duration', unit: 'ms' },
  'DURATION(us)': { kind: 'duration', unit: 'us' },
  'DURATION(ns)': { kind: 'duration', unit: 'ns' },
  VARCHAR: { kind: 'text' },
  JSON: { kind: 'text' },
  BOOLEAN: { kind: 'boolean' },
  BLOB: { kind: 'binary' },
  DATE: { kind: 'date' },
  UUID: { kind: 'uuid' },
  '"NULL"': { kind: 'null' },
}

/** Reads a type as DuckDB spells it. */
export function parseType(text: string): DataType {
  const named = NAMED[text]
  if (named) return named
  const list = /^(.*)\[\d*\]$/s.exec(text)
  if (list) return { kind: 'list', element: parseType(list[1] ?? '') }
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(text)
  if (decimal) return { kind: 'decimal', precision: Number(decimal[1]), scale: Number(decimal[2]) }
  const nested = /^(STRUCT|MAP|ENUM)\((.*)\)$/s.exec(text)
  const parts = splitParts(nested?.[2] ?? '')
  if (nested?.[1] === 'STRUCT') {
    const fields = parts.flatMap((part) => parseField(part) ?? [])
    // `row(1, 2)`, which only a view can have, has no names.
    return fields.length < parts.length ? { kind: 'other', name: text } : { kind: 'struct', fields }
  }
  if (nested?.[1] === 'MAP') {
    const [key = '', value = ''] = parts
    return { kind: 'map', key: parseType(key), value: parseType(value) }
  }
  return nested ? { kind: 'text' } : { kind: 'other', name: text }
}

/** Splits at the commas outside of parentheses and quotes. */
function splitParts(text: string): string[] {
  const parts: string[] = []
  let [depth, start] = [0, 0]
  for (const { 0: token, index } of text.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[(),]/g)) {
    if (token === '(') depth += 1
    else if (token === ')') depth -= 1
    else if (token === ',' && depth === 0) {
      parts.push(text.slice(start, index).trim())
      start = index + 1
    }
  }
  return [...parts, text.slice(start).trim()].filter((part) => part !== '')
}

function parseField(text: string): { name: string; type: DataType } | null {
  const [, quoted, plain = '', type = ''] = /^(?:"((?:[^"]|"")*)"|(\S+))\s+(.*)$/s.exec(text) ?? []
  if (type === '' || type === 'WITH TIME ZONE') return null
  return { name: quoted?.replaceAll('""', '"') ?? plain, type: parseType(type) }
}

/** The SQL type that values of a type have in a relation: nested ones too, so that a cast finds each part alike. */
export function storedType(type: DataType): string {
  return formatType(mapLeaves(type, (leaf) => STORED[leaf.kind] ?? leaf))
}

const STORED: Partial<Record<DataType['kind'], DataType>> = {
  duration: { kind: 'integer', name: 'BIGINT' },
  // Which can be cast to anything, as NULL can.
  null: { kind: 'text' },
}

/** Whether there are values inside values of a type. */
export const isNested = ({ kind }: DataType): boolean => ['list', 'struct', 'map'].includes(kind)

/** A nested type with each type right inside it changed, in their order; any other as it is. */
export function mapInner(type: DataType, change: (inner: DataType) => DataType): DataType {
  if (type.kind === 'list') return { ...type, element: change(type.element) }
  if (type.kind === 'map') return { ...type, key: change(type.key), value: change(type.value) }
  if (type.kind !== 'struct') return type
  return { ...type, fields: type.fields.map((field) => ({ ...field, type: change(field.type) })) }
}

/** A type with each of its leaves changed: itself, or those within lists, structs and maps, in their order. */
export const mapLeaves = (type: DataType, change: (leaf: DataType) => DataType): DataType =>
  isNested(type) ? mapInner(type, (inner) => mapLeaves(inner, change)) : change(type)

/** Spells a type as DuckDB does. */
export function formatType(type: DataType): string {
  switch (type.kind) {
    case 'integer':
    case 'float':
    case 'other':
      return type.name
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`
    case 'timestamp':
      return formatTimestamp(type)
    case 'duration':
      return `DURATION(${type.unit})`
    case 'list':
      return `${formatType(type.element)}[]`
    case 'struct':
      return `STRUCT(${type.fields.map(({ name, type: field }) => `"${name.replaceAll('"', '""')}" ${formatType(field)}`).join(', ')})`
    case 'map':
      return `MAP(${formatType(type.key)}, ${formatType(type.value)})`
    default:
      return {
        text: 'VARCHAR',
        boolean: 'BOOLEAN',
        binary: 'BLOB',
        date: 'DATE',
        uuid: 'UUID',
        null: '"NULL"',
      }[type.kind]
  }
}

function formatTimestamp({ unit, zoned }: Extract<DataType, { kind: 'timestamp' }>): string {
  const name = unit === 'us' ? 'TIMESTAMP' : `TIMESTAMP_${unit.toUpperCase()}`
  return zoned ? `${name} WITH TIME ZONE` : name
}

/** A type with what it lacks, being of NULLs alone, as another has it; both of one column. */
export function fillNulls(type: DataType, other: DataType): DataType {
  if (type.kind === 'null') return other
  if (type.kind === 'list' && other.kind === 'list')
    return { kind: 'list', element: fillNulls(type.element, other.element) }
  if (type.kind === 'map' && other.kind === 'map')
    return { kind: 'map', key: fillNulls(type.key, other.key), value: fillNulls(type.value, other.value) }
  if (type.kind !== 'struct' || other.kind !== 'struct') return type
  const fields = type.fields.map(({ name, type: field }) => {
    const same = other.fields.find((each) => each.name === name)
    return { name, type: same ? fillNulls(field, same.type) : field }
  })
  return { kind: 'struct', fields }
}

export const isNumber = ({ kind }: DataType): boolean => ['integer', 'decimal', 'float'].includes(kind)

/** Whether its values are never compared as floats. */
export const isExact = ({ kind }: DataType): boolean => kind === 'integer' || kind === 'decimal'

/** Whether it has a struct without names, such as `row(1, 2)`: DuckDB can neither store nor take apart such. */
export function hasUnnamedFields(type: DataType): boolean {
  if (type.kind === 'list') return hasUnnamedFields(type.element)
  if (type.kind === 'map') return hasUnnamedFields(type.key) || hasUnnamedFields(type.value)
  if (type.kind === 'struct') return type.fields.some((field) => hasUnnamedFields(field.type))
  return type.kind === 'other' && type.name.startsWith('STRUCT(')
}
