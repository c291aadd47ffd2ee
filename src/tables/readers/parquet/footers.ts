import type { DuckDB } from '../../../duckdb/open.ts'
import type { TimeUnit } from '../../../types/data-type.ts'
import { type Loss, worstLoss } from '../../../types/losses.ts'
import { arrowLeaves } from './arrow-schema.ts'
import { sparkLeaves } from './spark-schema.ts'

/** What a Parquet file says of its columns beyond the types that DuckDB reads them as. */
export interface Footer {
  /** Those that have it. */
  files: readonly [string, ...string[]]
  columns: FooterColumn[]
}

export interface FooterColumn {
  /** As the file has it: DuckDB renames those that differ by case alone. */
  name: string
  /** What DuckDB cuts off its values. */
  loses?: Loss
  leaves: Leaf[]
  /** By which a table's format may know it, whatever it is called, and the same of all that is nested in it, outermost first. */
  id: number | null
  nestedIds: number[]
}

/** A value that a column's values consist of, in the order of its type: the column itself, or within lists, structs and maps. */
export interface Leaf {
  /** Whether it is an instant in Parquet's old form, which knows no zone and is always UTC. */
  isInt96: boolean
  /** Of a duration, stored as an integer. */
  duration: TimeUnit | null
}

const NO_ID = -1
const IS_NANOS = `layout_type LIKE '%NanoSeconds()%'`
/** DuckDB reads all of these in microseconds, and a decimal of many digits as a double. Spark's INT96 has no finer unit. */
const LOSS = `CASE
  WHEN type = 'INT96' AND NOT is_spark THEN 'nanoseconds'
  WHEN layout_type LIKE 'TimestampType(isAdjustedToUTC=1%' AND ${IS_NANOS} THEN 'nanoseconds'
  WHEN layout_type LIKE 'TimeType(%' AND ${IS_NANOS} THEN 'nanoseconds-of-day'
  WHEN precision > 38 THEN 'digits' END`

/** The distinct footers of files. */
export async function distinctFooters(db: DuckDB, list: string): Promise<Footer[]> {
  const node =
    '(name, num_children, duckdb_type, type, type_length, converted_type, scale, precision, field_id, logical_type::VARCHAR)'
  const rows =
    await db.rows(`SELECT list(file_name ORDER BY file_name) AS files, md5(layout::VARCHAR) AS layout,
        names, types, children, ids, losses, arrow, spark FROM (
      SELECT file_name, list(name ORDER BY column_id) AS names,
        list(coalesce(type, '') ORDER BY column_id) AS types,
        list(coalesce(num_children, 0)::INTEGER ORDER BY column_id) AS children,
        list(coalesce(field_id, ${NO_ID})::INTEGER ORDER BY column_id) AS ids,
        list(${node} ORDER BY column_id) AS layout,
        list(${LOSS} ORDER BY column_id) AS losses,
        any_value(arrow) AS arrow, any_value(spark) AS spark
      FROM (SELECT *, logical_type::VARCHAR AS layout_type, coalesce(is_of_spark, false) AS is_spark
        FROM parquet_schema(${list}) LEFT JOIN (${metadata(list)}) USING (file_name))
      GROUP BY file_name)
    GROUP BY layout, names, types, children, ids, losses, arrow, spark ORDER BY files[1]`)
  // Writers keep more in these schemas than types, such as how many rows of an index a file has.
  const distinct = Map.groupBy(rows, (row) => JSON.stringify([row.layout, columnsOf(row)]))
  return [...distinct.values()].map((alike) => ({
    files: alike.flatMap((row) => row.files) as [string, ...string[]],
    columns: columnsOf(alike[0] ?? {}),
  }))
}

/** A file's schemas of Arrow and Spark, and whether Spark wrote it. */
const metadata = (list: string): string => `SELECT file_name,
    any_value(try(decode(value))) FILTER (key::VARCHAR = 'ARROW:schema') AS arrow,
    any_value(try(decode(value))) FILTER (key::VARCHAR = 'org.apache.spark.sql.parquet.row.metadata') AS spark,
    bool_or(starts_with(key::VARCHAR, 'org.apache.spark.')) AS is_of_spark
  FROM parquet_kv_metadata(${list}) GROUP BY file_name`

function columnsOf(row: Record<string, unknown>): FooterColumn[] {
  const { names, types, children, ids, losses } = row as {
    names: string[]
    types: string[]
    children: number[]
    ids: number[]
    losses: (Loss | null)[]
  }
  const tops = topLevel(names, children)
  const units = unitsOf(row, tops.length)
  return tops.map(({ name, from, to }, index) => {
    const loses = worstLoss(losses.slice(from, to))
    const nodes = types.slice(from, to).filter((_, node) => children[from + node] === 0)
    const durations = units?.[index]?.length === nodes.length ? units[index] : undefined
    const leaves = nodes.map((type, leaf) => ({
      isInt96: type === 'INT96',
      duration: durations?.[leaf] ?? null,
    }))
    const [id = NO_ID, ...nested] = ids.slice(from, to)
    return {
      name,
      leaves,
      id: id === NO_ID ? null : id,
      nestedIds: nested.filter((each) => each !== NO_ID),
      ...(loses && { loses }),
    }
  })
}

/** What the file's own schema of Arrow or Spark says of each column's leaves, where it is one of these columns. */
function unitsOf({ arrow, spark }: Record<string, unknown>, columns: number) {
  const known = [
    typeof arrow === 'string' ? arrowLeaves(arrow) : null,
    typeof spark === 'string' ? sparkLeaves(spark) : null,
  ]
  return known.find((each) => each?.length === columns)
}

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
