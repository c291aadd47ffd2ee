import { z } from 'zod'
import type { DuckDB } from '../../../duckdb/open.ts'
import { identifier, literal } from '../../../duckdb/sql.ts'
import { formatType } from '../../../types/data-type.ts'
import { FILE_COLUMN } from '../../columns/hive-keys.ts'
import { unreadable } from '../../read-error.ts'
import { distinctFooters, type Footer } from '../parquet/footers.ts'
import { BOUNDS_WITHOUT_NAN, describeFile } from '../parquet/parquet.ts'
import { fileList, type ReadFiles } from '../reader.ts'
import { icebergProjection, identified } from './iceberg-projection.ts'
import { type IcebergColumn, icebergColumns, icebergSchema } from './iceberg-schema.ts'

const placedFile = z.strictObject({
  path: z.string(),
  /** As the table's metadata and its deletes call it. */
  location: z.string(),
  /** The commit that it counts from. */
  sequence: z.int(),
  /** The same number for all files of one partition. */
  partition: z.int(),
})
type PlacedFile = z.infer<typeof placedFile>

/** The data files of one snapshot as they are, and what it takes to read them. */
export const placedFiles = z.strictObject({
  schema: icebergSchema,
  /** Ids of columns that a file may leave to its partition. */
  identity: z.array(z.int()),
  /** Ids of columns by their names, for files that have none. */
  names: z.array(z.tuple([z.string(), z.int()])),
  data: z.array(placedFile),
  /** Files with positions of rows that were deleted. */
  deletes: z.array(placedFile),
})
export type PlacedFiles = z.infer<typeof placedFiles>

type Read = Pick<ReadFiles, 'columns' | 'relation'>

/** What DuckDB calls a row's number within its file. */
const ROW_NUMBER = 'file_row_number'

/**
 * Reads the data files of an Iceberg table as they are: columns by their ids, without the rows that were deleted.
 *
 * @param path as the user gave it
 * @returns undefined where only a library knows how to read them
 * @throws UserError `sourceUnreadable`
 */
export async function readIcebergFiles(
  db: DuckDB,
  path: string,
  placed: PlacedFiles,
): Promise<Read | undefined> {
  const columns = icebergColumns(placed.schema)
  if (!columns || !areDistinct(columns)) return undefined
  try {
    return await readPlaced(db, columns, placed)
  } catch (error) {
    throw unreadable(path, error)
  }
}

async function readPlaced(
  db: DuckDB,
  columns: readonly IcebergColumn[],
  { data, deletes, identity, names }: PlacedFiles,
): Promise<Read | undefined> {
  const ids = { identity, names: new Map(names) }
  const gone = deletes.length > 0 ? deletedRows(data, deletes) : undefined
  const touched = gone === undefined ? new Set<string>() : await filesIn(db, gone)
  if (!touched) return undefined
  const parts: string[] = []
  for (const footer of data.length > 0 ? await distinctFooters(db, fileList(data)) : []) {
    const select = await projectionOf(db, columns, footer, ids)
    if (select === undefined) return undefined
    const whole = footer.files.filter((file) => !touched.has(file))
    const others = footer.files.filter((file) => touched.has(file))
    if (whole.length > 0) parts.push(`SELECT ${select} FROM ${readParquet(whole)}`)
    if (others.length > 0) parts.push(`SELECT ${select} FROM ${withoutDeleted(others, gone ?? '')}`)
  }
  const types = columns.map(({ name, type }) => ({ name, type: formatType(type) }))
  return { columns: types, relation: `(${parts.length > 0 ? parts.join(' UNION ALL ') : noRows(types)})` }
}

/** DuckDB would rename columns that differ by case alone. */
const areDistinct = (columns: readonly { name: string }[]): boolean =>
  new Set(columns.map(({ name }) => name.toLowerCase())).size === columns.length

async function projectionOf(
  db: DuckDB,
  columns: readonly IcebergColumn[],
  footer: Footer,
  { identity, names }: { identity: readonly number[]; names: ReadonlyMap<string, number> },
): Promise<string | undefined> {
  const reserved = [FILE_COLUMN, ROW_NUMBER].map((name) => ({ name }))
  if (!areDistinct([...footer.columns, ...reserved])) return undefined
  const described = await describeFile(db, footer)
  const file = identified(footer.columns, names).map((column, index) => ({
    ...column,
    type: described[index]?.type ?? '',
  }))
  return icebergProjection(columns, file, identity)
}

/**
 * SQL for the rows of data files that were deleted: a delete concerns the file that it names where that is of its
 * partition and no newer.
 */
function deletedRows(data: readonly PlacedFile[], deletes: readonly PlacedFile[]): string {
  const positions = `read_parquet(${fileList(deletes)}, hive_partitioning = false, filename = '${FILE_COLUMN}')`
  return `(SELECT data.path AS file, positions.pos AS row, data.partition = deletes.partition AS is_alike
    FROM ${positions} positions
    JOIN ${valuesOf(deletes)} deletes ON deletes.path = positions.${FILE_COLUMN}
    JOIN ${valuesOf(data)} data ON data.location = positions.file_path AND data.sequence <= deletes.sequence)`
}

const valuesOf = (files: readonly PlacedFile[]): string => {
  const rows = files.map(
    ({ path, location, sequence, partition }) =>
      `(${literal(path)}, ${literal(location)}, ${sequence}, ${partition})`,
  )
  return `(SELECT * FROM (VALUES ${rows.join(', ')}) files(path, location, sequence, partition))`
}

/** The files that have deleted rows; undefined where a delete is of another partition, which readers judge differently. */
async function filesIn(db: DuckDB, gone: string): Promise<Set<string> | undefined> {
  const rows = await db.rows(`SELECT DISTINCT file, is_alike FROM ${gone}`)
  return rows.every((row) => row.is_alike === true) ? new Set(rows.map((row) => String(row.file))) : undefined
}

const readParquet = (files: readonly string[], options = ''): string =>
  `read_parquet(${fileList(files.map((path) => ({ path })))}, hive_partitioning = false, ${BOUNDS_WITHOUT_NAN}${options})`

const withoutDeleted = (files: readonly string[], gone: string): string =>
  `${readParquet(files, `, filename = '${FILE_COLUMN}', file_row_number = true`)} rows
    ANTI JOIN ${gone} gone ON gone.file = rows.${FILE_COLUMN} AND gone.row = rows.${ROW_NUMBER}`

const noRows = (columns: Read['columns']): string =>
  `SELECT ${columns.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${identifier(name)}`).join(', ')} WHERE false`
