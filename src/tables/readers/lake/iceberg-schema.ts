import { z } from 'zod'
import { type DataType, parseType } from '../../../types/data-type.ts'

interface Field {
  id: number
  name: string
  required: boolean
  type: IcebergType
}
type IcebergType =
  | string
  | { type: 'struct'; fields: Field[] }
  | { type: 'list'; 'element-id': number; element: IcebergType }
  | { type: 'map'; 'key-id': number; key: IcebergType; 'value-id': number; value: IcebergType }

const type: z.ZodType<IcebergType> = z.lazy(() =>
  z.union([
    z.string(),
    z.object({ type: z.literal('struct'), fields: z.array(field) }),
    z.object({ type: z.literal('list'), 'element-id': z.int(), element: type }),
    z.object({ type: z.literal('map'), 'key-id': z.int(), key: type, 'value-id': z.int(), value: type }),
  ]),
)
const field = z.object({ id: z.int(), name: z.string(), required: z.boolean(), type })

/** The columns of a table, as the format's specification has them in JSON. */
export const icebergSchema = z.object({ fields: z.array(field) })
export type IcebergSchema = z.infer<typeof icebergSchema>

/** A column as a table has it: files know it by its id. */
export interface IcebergColumn {
  id: number
  name: string
  required: boolean
  type: DataType
  /** Of all that is nested in it, outermost first. */
  nestedIds: number[]
}

/** Types as DuckDB reads them from files; durations are none of Iceberg's. */
const PRIMITIVES: Readonly<Record<string, string>> = {
  boolean: 'BOOLEAN',
  int: 'INTEGER',
  long: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMP WITH TIME ZONE',
  string: 'VARCHAR',
  uuid: 'UUID',
  binary: 'BLOB',
}
const FIXED = /^fixed\[\d+\]$/
const DECIMAL = /^decimal\((\d+), ?(\d+)\)$/

/** A table's columns; undefined where one has a type that is not known here. */
export function icebergColumns({ fields }: IcebergSchema): IcebergColumn[] | undefined {
  const columns = fields.map(({ id, name, required, type }) => {
    const known = dataTypeOf(type)
    return known && { id, name, required, type: known, nestedIds: idsWithin(type) }
  })
  return columns.every((column) => column !== undefined) ? columns : undefined
}

function dataTypeOf(type: IcebergType): DataType | undefined {
  if (typeof type === 'string') return primitiveOf(type)
  if (type.type === 'list') {
    const element = dataTypeOf(type.element)
    return element && { kind: 'list', element }
  }
  if (type.type === 'map') {
    const [key, value] = [dataTypeOf(type.key), dataTypeOf(type.value)]
    return key && value && { kind: 'map', key, value }
  }
  const fields = type.fields.flatMap(({ name, type: inner }) => {
    const known = dataTypeOf(inner)
    return known ? [{ name, type: known }] : []
  })
  return fields.length === type.fields.length ? { kind: 'struct', fields } : undefined
}

function primitiveOf(name: string): DataType | undefined {
  const [, precision, scale] = DECIMAL.exec(name) ?? []
  if (precision !== undefined) return { kind: 'decimal', precision: Number(precision), scale: Number(scale) }
  if (FIXED.test(name)) return { kind: 'binary' }
  const known = Object.hasOwn(PRIMITIVES, name) ? PRIMITIVES[name] : undefined
  return known === undefined ? undefined : parseType(known)
}

function idsWithin(type: IcebergType): number[] {
  if (typeof type === 'string') return []
  if (type.type === 'list') return [type['element-id'], ...idsWithin(type.element)]
  if (type.type === 'map')
    return [type['key-id'], ...idsWithin(type.key), type['value-id'], ...idsWithin(type.value)]
  return type.fields.flatMap(({ id, type: inner }) => [id, ...idsWithin(inner)])
}
