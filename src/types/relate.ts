import { type ComparedTypes, fieldType, innerTypes, leafTypes } from './compared-types.ts'
import { type DataType, formatType, isExact, mapInner, mapLeaves, type TimeUnit } from './data-type.ts'

/**
 * How two columns' types relate: `target` is the type in which both sides' values are compared, losing nothing;
 * `reasons` name how the types differ (none: they are the same). Null: they can't be compared.
 */
export interface TypeRelation {
  target: DataType
  reasons: string[]
}

const WIDE_INTEGERS = ['UBIGINT', 'HUGEINT', 'UHUGEINT']
const WIDEST_PRECISION = 38
/** Decimals of so many digits are 64-bit integers to DuckDB, which hashes them faster. */
const NARROW_PRECISION = 18
const INTEGER_DIGITS = 19
const WIDE_INTEGER_DIGITS: Record<string, number> = { UBIGINT: 20, HUGEINT: 39, UHUGEINT: 39 }
const UNSIGNED_WIDEST = 'UHUGEINT'

/**
 * The type in which values are compared: one for all widths of integers, precisions of decimals and units of
 * timestamps down to the microsecond, so that equal values have equal hashes. Fields of a struct are in order of name.
 */
export const canonicalType = (type: DataType): DataType => sortFields(mapLeaves(type, canonicalLeaf))

function canonicalLeaf(type: DataType): DataType {
  switch (type.kind) {
    case 'integer':
      if (type.name === UNSIGNED_WIDEST) return type
      return { kind: 'integer', name: WIDE_INTEGERS.includes(type.name) ? 'HUGEINT' : 'BIGINT' }
    case 'decimal':
      return { ...type, precision: type.precision <= NARROW_PRECISION ? NARROW_PRECISION : WIDEST_PRECISION }
    case 'float':
      return { kind: 'float', name: 'DOUBLE' }
    case 'timestamp':
      return type.unit === 'ns' ? type : { ...type, unit: 'us' }
    case 'duration':
      return secondsIn(type.unit)
    default:
      return type
  }
}

const DECIMALS: Record<TimeUnit, number> = { s: 0, ms: 3, us: 6, ns: 9 }

/** Durations are compared as exact numbers of seconds. */
const secondsIn = (unit: TimeUnit): DataType => ({
  kind: 'decimal',
  precision: WIDEST_PRECISION,
  scale: DECIMALS[unit],
})

/** Relates the types of one column on both sides. Integers and decimals are never compared as floats. */
export function relateTypes(a: DataType, b: DataType): TypeRelation | null {
  if (a.kind === 'duration' || b.kind === 'duration') return relateDurations(a, b)
  const [left, right] = [canonicalType(a), canonicalType(b)]
  if (formatType(left) === formatType(right)) {
    const isSame = formatType(a) === formatType(b) || differsInOrderOnly(a, b)
    return { target: left, reasons: isSame ? [] : widthReasons(a, b) }
  }
  return (
    relateNulls(a, b) ??
    relateNested(a, b) ??
    relateNumbers(a, b) ??
    relateTimes(left, right) ??
    relateTexts(a, b)
  )
}

function relateDurations(a: DataType, b: DataType): TypeRelation | null {
  if (a.kind !== 'duration' || b.kind !== 'duration') return relateNulls(a, b)
  if (a.unit === b.unit) return { target: secondsIn(a.unit), reasons: [] }
  const finer = DECIMALS[a.unit] > DECIMALS[b.unit] ? a.unit : b.unit
  return { target: secondsIn(finer), reasons: ['duration-unit'] }
}

/** A column of NULLs alone, without a type, is compared as the other side's. */
function relateNulls(a: DataType, b: DataType): TypeRelation | null {
  if (a.kind === 'null') return { target: canonicalType(b), reasons: ['null-type'] }
  return b.kind === 'null' ? { target: canonicalType(a), reasons: ['null-type'] } : null
}

/** Reasons of conversions that a value may fail. */
const CHECKED_REASONS = ['text-for-type', 'float-for-integer', 'float-for-decimal', 'date-for-timestamp']

/** Whether a value of one of the types, or one inside, may have no place in the type that both are compared in. */
export const mayLose = (types: ComparedTypes): boolean => leafTypes(types).some(mayLoseItself)

function mayLoseItself({ a, b, target }: ComparedTypes): boolean {
  const isChecked = relateTypes(a, b)?.reasons.some((reason) => CHECKED_REASONS.includes(reason)) ?? false
  return isChecked || [a, b].some((type) => isExact(type) && !fitsDigits(type, target))
}

/** The type in which values are compared where some have no place in the target: text for all that may have none. */
export function textWhereLost(types: ComparedTypes): DataType {
  const { target } = types
  const inside = (step: string) => innerTypes(types).find((each) => each.step === step)?.types ?? types
  if (target.kind === 'list') return { ...target, element: textWhereLost(inside('[]')) }
  if (target.kind === 'map') return { ...target, value: textWhereLost(inside('[]')) }
  if (target.kind !== 'struct') return mayLoseItself(types) ? { kind: 'text' } : target
  const fields = target.fields.map(({ name }) => ({ name, type: textWhereLost(inside(`.${name}`)) }))
  return { ...target, fields }
}

/** Whether a decimal has room for all digits before the point that an integer or decimal may have. */
export const fitsDigits = (from: DataType, to: DataType): boolean =>
  to.kind !== 'decimal' || wholeDigits(from) <= to.precision - to.scale

/** Relates the types of maps' keys, none of which may be lost. */
function relateKeys(a: DataType, b: DataType): TypeRelation | null {
  const relation = relateTypes(a, b)
  return relation && !mayLose({ a, b, target: relation.target }) ? relation : null
}

/** Whether types are the same but for the order of fields, which means nothing. */
export const differsInOrderOnly = (a: DataType, b: DataType): boolean =>
  formatType(sortFields(a)) === formatType(sortFields(b))

/** A struct's fields in order of name; their types as they are. */
function sortFields(type: DataType): DataType {
  const sorted = mapInner(type, sortFields)
  if (sorted.kind !== 'struct') return sorted
  return { ...sorted, fields: sorted.fields.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }
}

/** Why types differ that have one canonical type. */
function widthReasons(a: DataType, b: DataType): string[] {
  if (formatType(a) === formatType(b)) return []
  switch (a.kind) {
    case 'integer':
      return ['integer-width']
    case 'decimal':
      return ['decimal-precision']
    case 'float':
      return ['float-width']
    case 'timestamp':
      return ['timestamp-unit']
    default:
      return relateNested(a, b)?.reasons ?? []
  }
}

function relateNested(a: DataType, b: DataType): TypeRelation | null {
  if (a.kind === 'list' && b.kind === 'list') {
    const element = relateTypes(a.element, b.element)
    return element && { target: { kind: 'list', element: element.target }, reasons: element.reasons }
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const [key, value] = [relateKeys(a.key, b.key), relateTypes(a.value, b.value)]
    if (!key || !value) return null
    return {
      target: { kind: 'map', key: key.target, value: value.target },
      reasons: distinct([...key.reasons, ...value.reasons]),
    }
  }
  return a.kind === 'struct' && b.kind === 'struct' ? relateStructs(a, b) : null
}

type Struct = Extract<DataType, { kind: 'struct' }>

function relateStructs(a: Struct, b: Struct): TypeRelation | null {
  if (a.fields.length !== b.fields.length) return null
  const fields: Struct['fields'] = []
  const reasons: string[] = []
  for (const { name, type } of a.fields) {
    const other = fieldType(b, name)
    const relation = other === b ? null : relateTypes(type, other)
    if (!relation) return null
    fields.push({ name, type: relation.target })
    reasons.push(...relation.reasons)
  }
  return {
    target: { kind: 'struct', fields: fields.toSorted((x, y) => (x.name < y.name ? -1 : 1)) },
    reasons: distinct(reasons),
  }
}

/** Integers and decimals meet in a decimal that holds both, or both as far as their values allow; a float is read as the shortest number that it stands for. */
function relateNumbers(a: DataType, b: DataType): TypeRelation | null {
  const exact = [a, b].filter(isExact)
  const floats = [a, b].filter(({ kind }) => kind === 'float')
  if (exact.length === 1 && floats.length === 1) {
    const [number] = exact
    const reason = number?.kind === 'integer' ? 'float-for-integer' : 'float-for-decimal'
    return { target: canonicalType(number ?? a), reasons: [reason] }
  }
  if (exact.length < 2) return null
  // No signed type holds all of it.
  if (exact.some((type) => type.kind === 'integer' && type.name === UNSIGNED_WIDEST))
    return { target: { kind: 'text' }, reasons: ['integer-width'] }
  if (a.kind === 'integer' && b.kind === 'integer')
    return { target: { kind: 'integer', name: 'HUGEINT' }, reasons: ['integer-width'] }
  const scale = Math.max(scaleOf(a), scaleOf(b))
  const reason = scaleOf(a) === scaleOf(b) ? 'decimal-precision' : 'decimal-scale'
  return { target: { kind: 'decimal', precision: WIDEST_PRECISION, scale }, reasons: [reason] }
}

const scaleOf = (type: DataType): number => (type.kind === 'decimal' ? type.scale : 0)

/** Digits before the point that a type may hold. */
function wholeDigits(type: DataType): number {
  if (type.kind === 'decimal') return type.precision - type.scale
  return type.kind === 'integer' ? (WIDE_INTEGER_DIGITS[type.name] ?? INTEGER_DIGITS) : INTEGER_DIGITS
}

/** A naive time is read as UTC, a date as its midnight. Nanoseconds meet coarser units as text, since they span less. */
function relateTimes(a: DataType, b: DataType): TypeRelation | null {
  const dates = [a, b].filter(({ kind }) => kind === 'date')
  const times = [a, b].filter((type) => type.kind === 'timestamp')
  const [first, second] = times
  if (first && second) {
    const isUnit = first.unit !== second.unit
    const isZone = first.zoned !== second.zoned
    if (isUnit && isZone) return null
    if (isUnit) return { target: { kind: 'text' }, reasons: ['timestamp-unit'] }
    return { target: { ...first, zoned: false }, reasons: ['naive-timestamp'] }
  }
  if (first && dates.length === 1 && first.unit === 'us' && !first.zoned)
    return { target: first, reasons: ['date-for-timestamp'] }
  return null
}

const READABLE_FROM_TEXT = ['integer', 'decimal', 'float', 'boolean', 'date', 'timestamp', 'uuid']

/** Text against a typed column, as a CSV against a Parquet file: read as that type, where every value can be. */
function relateTexts(a: DataType, b: DataType): TypeRelation | null {
  const typed = a.kind === 'text' ? b : b.kind === 'text' ? a : null
  if (!typed) return null
  if (typed.kind === 'binary') return { target: typed, reasons: ['binary-for-text'] }
  if (!READABLE_FROM_TEXT.includes(typed.kind)) return null
  // The shortest text of 0.1 in 32 bits is another one in 64.
  return { target: typed.kind === 'float' ? typed : canonicalType(typed), reasons: ['text-for-type'] }
}

const distinct = (texts: string[]): string[] => [...new Set(texts)]
