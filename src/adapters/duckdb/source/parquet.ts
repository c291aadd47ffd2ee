import { type Column, type Loss, worstLoss } from '../../../core/parity/data-type.ts'
import type { DuckDB } from '../open.ts'
import { calls, fileList, fileLiteral, type Reader } from './reader.ts'
import { describeRelation, type FileSchema, requireDistinctNames, requireSameColumns } from './schema.ts'

/** Reads Parquet files. Each distinct footer is described once, however many files have it. */
export const readParquet: Reader = async (db, path, files) => {
  const list = fileList(files)
  const schemas: FileSchema[] = []
  const losses = new Map<string, Loss>()
  for (const { file, names, cut } of await distinctFooters(db, list)) {
    requireDistinctNames(file, names)
    for (const [name, loss] of cut) losses.set(name, worstLoss([loss, losses.get(name)]) ?? loss)
    const relation = `read_parquet(${fileLiteral(file)}, hive_partitioning = false)`
    schemas.push({ file, columns: await describeRelation(db, relation) })
  }
  requireSameColumns(path, schemas)
  const byName = schemas.length > 1 ? ', union_by_name = true' : ''
  return {
    columns: (schemas[0]?.columns ?? []).map((column) => withLoss(column, losses.get(column.name))),
    ...calls((options) => `read_parquet(${list}, ${options}${byName})`),
  }
}

const withLoss = (column: Column, loses: Loss | undefined): Column => (loses ? { ...column, loses } : column)

interface Footer {
  file: string
  /** Of its columns, as the file has them: DuckDB renames those that differ by case alone. */
  names: string[]
  /** What DuckDB cuts off values of these columns. */
  cut: [string, Loss][]
}

const IS_NANOS = `layout_type LIKE '%NanoSeconds()%'`
/** DuckDB reads all of these in microseconds, and a decimal of many digits as a double. Spark's INT96 has no finer unit. */
const LOSS = `CASE
  WHEN type = 'INT96' AND NOT is_spark THEN 'nanoseconds'
  WHEN layout_type LIKE 'TimestampType(isAdjustedToUTC=1%' AND ${IS_NANOS} THEN 'nanoseconds'
  WHEN layout_type LIKE 'TimeType(%' AND ${IS_NANOS} THEN 'nanoseconds-of-day'
  WHEN precision > 38 THEN 'digits' END`

async function distinctFooters(db: DuckDB, list: string): Promise<Footer[]> {
  const node =
    '(name, num_children, duckdb_type, type, type_length, converted_type, scale, precision, logical_type::VARCHAR)'
  const rows = await db.rows(`SELECT min(file_name) AS file, names, children, losses FROM (
      SELECT file_name, list(name ORDER BY column_id) AS names,
        list(coalesce(num_children, 0)::INTEGER ORDER BY column_id) AS children,
        list(${node} ORDER BY column_id) AS layout,
        list(${LOSS} ORDER BY column_id) AS losses
      FROM (SELECT *, logical_type::VARCHAR AS layout_type, file_name IN (${sparkFiles(list)}) AS is_spark
        FROM parquet_schema(${list}))
      GROUP BY file_name)
    GROUP BY layout, names, children, losses ORDER BY file`)
  return rows.map((row) => {
    const tops = topLevel(row.names as string[], row.children as number[])
    const losses = row.losses as (Loss | null)[]
    return {
      file: String(row.file),
      names: tops.map(({ name }) => name),
      cut: tops.flatMap(({ name, from, to }) => {
        const loss = worstLoss(losses.slice(from, to))
        return loss ? [[name, loss]] : []
      }),
    }
  })
}

const sparkFiles = (list: string): string =>
  `SELECT file_name FROM parquet_kv_metadata(${list}) WHERE starts_with(key::VARCHAR, 'org.apache.spark.')`

/** The root's own children in a tree that is listed depth first, each with the part of the list that it takes. */
function topLevel(names: readonly string[], children: readonly number[]) {
  const found: { name: string; from: number; to: number }[] = []
  for (let from = 1; from < names.length; ) {
    const to = after(from, children)
    found.push({ name: names[from] ?? '', from, to })
    from = to
  }
  return found
}

/** Where the subtree that begins at a node ends. */
function after(node: number, children: readonly number[]): number {
  let end = node + 1
  for (let child = 0; child < (children[node] ?? 0); child++) end = after(end, children)
  return end
}
