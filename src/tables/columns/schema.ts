import type { DuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import { type Column, type DataType, fillNulls, formatType, parseType } from '../../types/data-type.ts'
import { worstLoss } from '../../types/losses.ts'
import { differsInOrderOnly } from '../../types/relate.ts'

/** One file's columns. */
export interface FileSchema {
  file: string
  columns: Column[]
}

/** Columns of a relation, as DuckDB names and types them. */
export async function describeRelation(db: DuckDB, relation: string): Promise<Column[]> {
  const rows = await db.rows(`DESCRIBE SELECT * FROM ${relation}`)
  return rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }))
}

/** The same, where a column of NULLs alone may have no type: DESCRIBE calls that INTEGER. */
export async function describeStored(db: DuckDB, relation: string): Promise<Column[]> {
  const columns = await describeRelation(db, relation)
  const [row = {}] = await db.rows(
    `SELECT typeof(COLUMNS(t.*)) FROM (SELECT 1) LEFT JOIN (SELECT * FROM ${relation} LIMIT 0) t ON true`,
  )
  return columns.map(({ name, type }) => ({ name, type: String(row[name] ?? type) }))
}

/**
 * The columns that all files of a table have, in whatever order; where a file has NULLs alone, and so no type, by the
 * others' type. DuckDB would fill those that a file lacks with NULL.
 *
 * @throws UserError `sourceSchemasDiffer`
 */
export function columnsOfAll(path: string, schemas: readonly FileSchema[]): Column[] {
  const [first, ...others] = schemas
  if (!first) return []
  return others.reduce((all, other): FileSchema => {
    const difference = missing(all, other) ?? missing(other, all) ?? retyped(all, other)
    if (difference !== undefined) throw new UserError('sourceSchemasDiffer', { path, difference })
    return { file: all.file, columns: all.columns.map((column) => merged(column, other)) }
  }, first).columns
}

function merged(column: Column, { columns }: FileSchema): Column {
  const other = columns.find(({ name }) => name === column.name)
  const loses = worstLoss([column.loses, other?.loses])
  const type = other ? fillNulls(parseType(column.type), parseType(other.type)) : parseType(column.type)
  const isSame = formatType(type) === formatType(parseType(column.type))
  return { ...column, type: isSame ? column.type : formatType(type), ...(loses && { loses }) }
}

function missing(from: FileSchema, { file, columns }: FileSchema): string | undefined {
  const column = from.columns.find(({ name }) => !columns.some((each) => each.name === name))
  return column && `${file} has no column '${column.name}', which ${from.file} has`
}

function retyped(a: FileSchema, b: FileSchema): string | undefined {
  for (const { name, type } of a.columns) {
    const other = b.columns.find((each) => each.name === name)
    if (other && other.type !== type && !isOneType(parseType(type), parseType(other.type)))
      return `column '${name}' is ${type} in ${a.file} and ${other.type} in ${b.file}`
  }
  return undefined
}

const isOneType = (a: DataType, b: DataType): boolean => differsInOrderOnly(fillNulls(a, b), fillNulls(b, a))

/**
 * Requires names that differ by more than case. DuckDB would call the second one `a_1`.
 *
 * @throws UserError `sourceColumnsClash`
 */
export function requireDistinctNames(path: string, names: readonly string[]): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    const earlier = seen.get(name.toLowerCase())
    if (earlier !== undefined) throw new UserError('sourceColumnsClash', { path, names: [earlier, name] })
    seen.set(name.toLowerCase(), name)
  }
}

/**
 * Requires that some table has each column that is named: a misspelt one would silently do nothing.
 *
 * @throws UserError `columnUnknown`
 */
export function requireColumns(
  tables: readonly Pick<FileSchema, 'columns'>[],
  names: readonly string[],
): void {
  const found = new Set(tables.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const columns = names.filter((name) => !found.has(name))
  if (columns.length > 0) throw new UserError('columnUnknown', { columns, found: [...found] })
}
