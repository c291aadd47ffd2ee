import type { DataType } from './data-type.ts'

/**
 * What a type holds, whatever its width, scale, unit or spelling: `number` for all integers and decimals,
 * `list<struct<a:number,b:text>>`. Types of one family whose values are equal have equal canonical texts.
 */
export function typeFamily(type: DataType): string {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return 'number'
    case 'timestamp':
      return type.zoned ? 'timestamptz' : 'timestamp'
    case 'list':
      return `list<${typeFamily(type.element)}>`
    case 'struct':
      return `struct<${fieldsByName(type).map(({ label, type: field }) => `${label}:${typeFamily(field)}`)}>`
    case 'map':
      return `map<${typeFamily(type.key)},${typeFamily(type.value)}>`
    case 'other':
      return isTimeOfDay(type.name) ? 'time' : type.name
    default:
      return type.kind
  }
}

/** Whether a type that DataType calls `other` is a time of day without a zone, in either unit. */
export const isTimeOfDay = (name: string): boolean => name === 'TIME' || name === 'TIME_NS'

/** A field of a struct; `label` is its name, in double quotes unless it is a plain word. */
export interface LabelledField {
  name: string
  label: string
  type: DataType
}

/** The fields of a struct in order of name. */
export function fieldsByName({ fields }: Extract<DataType, { kind: 'struct' }>): LabelledField[] {
  return fields.map((field) => ({ ...field, label: label(field.name) })).toSorted(byName)
}

const label = (name: string): string => (/^\w+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`)

/** Order of names: that of their bytes in UTF-8, on every machine and in every language the same. */
export function byName(a: { name: string }, b: { name: string }): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))
}
