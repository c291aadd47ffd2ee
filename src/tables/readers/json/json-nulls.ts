import type { DuckDB } from '../../../duckdb/open.ts'
import { identifier, literal } from '../../../duckdb/sql.ts'
import { type Column, type DataType, parseType } from '../../../types/data-type.ts'
import type { ReadFiles } from '../reader.ts'
import { retyped } from './json-types.ts'

const NO_TYPE = '"NULL"'

/**
 * Columns that hold no value in any record have no type: DuckDB calls them JSON, as it does those whose values are of
 * several kinds.
 */
export async function withoutTypes(db: DuckDB, read: ReadFiles): Promise<ReadFiles> {
  const bare = retyped(read.columns, ['JSON'], NO_TYPE)
  const asked = bare.filter(({ type }, index) => type !== read.columns[index]?.type)
  if (asked.length === 0) return read
  const tests = asked.map(
    ({ name, type }, index) => `bool_or(${hasValue(identifier(name), parseType(type), 0)}) AS c${index}`,
  )
  const [row = {}] = await db.rows(`SELECT ${tests.join(', ')} FROM ${read.relation}`)
  const empty = asked.filter((_, index) => row[`c${index}`] !== true)
  return { ...read, columns: read.columns.map((column) => empty.find(sameName(column)) ?? column) }
}

const sameName =
  (column: Column) =>
  ({ name }: Column): boolean =>
    name === column.name

/** SQL that is true of a value which has one where its type has none. */
function hasValue(value: string, type: DataType, depth: number): string {
  const inAny = (list: string, element: DataType) => {
    const item = `e${depth}`
    return `len(list_filter(${list}, lambda ${item}: ${hasValue(item, element, depth + 1)})) > 0`
  }
  switch (type.kind) {
    case 'null':
      return `${value} IS NOT NULL`
    case 'list':
      return inAny(value, type.element)
    case 'map':
      return inAny(`map_values(${value})`, type.value)
    case 'struct':
      return type.fields
        .map((field) => hasValue(`struct_extract(${value}, ${literal(field.name)})`, field.type, depth))
        .join(' OR ')
    default:
      return 'false'
  }
}
