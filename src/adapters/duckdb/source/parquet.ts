import type { DuckDB } from '../open.ts'
import { calls, fileList, fileLiteral, type Reader } from './reader.ts'
import { describeRelation, type FileSchema, requireDistinctNames, requireSameColumns } from './schema.ts'

/** Reads Parquet files. Each distinct footer is described once, however many files have it. */
export const readParquet: Reader = async (db, path, files) => {
  const list = fileList(files)
  const schemas: FileSchema[] = []
  for (const { file, names } of await distinctFooters(db, list)) {
    requireDistinctNames(file, names)
    const relation = `read_parquet(${fileLiteral(file)}, hive_partitioning = false)`
    schemas.push({ file, columns: await describeRelation(db, relation) })
  }
  requireSameColumns(path, schemas)
  const byName = schemas.length > 1 ? ', union_by_name = true' : ''
  return {
    columns: schemas[0]?.columns ?? [],
    ...calls((options) => `read_parquet(${list}, ${options}${byName})`),
  }
}

interface Footer {
  file: string
  /** Of its columns, as the file has them: DuckDB renames those that differ by case alone. */
  names: string[]
}

async function distinctFooters(db: DuckDB, list: string): Promise<Footer[]> {
  const node =
    '(name, num_children, duckdb_type, type, type_length, converted_type, scale, precision, logical_type::VARCHAR)'
  const rows = await db.rows(`SELECT min(file_name) AS file, names, children FROM (
      SELECT file_name, list(name ORDER BY column_id) AS names,
        list(coalesce(num_children, 0)::INTEGER ORDER BY column_id) AS children,
        list(${node} ORDER BY column_id) AS layout
      FROM parquet_schema(${list}) GROUP BY file_name)
    GROUP BY layout, names, children ORDER BY file`)
  return rows.map((row) => ({
    file: String(row.file),
    names: topLevel(row.names as string[], row.children as number[]),
  }))
}

/** Names of the root's own children in a tree that is listed depth first. */
function topLevel(names: readonly string[], children: readonly number[]): string[] {
  const found: string[] = []
  for (let at = 1; at < names.length; at = after(at, children)) found.push(names[at] ?? '')
  return found
}

/** Where the subtree that begins at a node ends. */
function after(node: number, children: readonly number[]): number {
  let end = node + 1
  for (let child = 0; child < (children[node] ?? 0); child++) end = after(end, children)
  return end
}
