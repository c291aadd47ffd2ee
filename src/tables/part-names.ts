const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** How engines name the files of one table, whatever follows. None of these is a table's name. */
const PARTS: readonly RegExp[] = [
  // Spark, Delta, Iceberg, Trino, Flink, Hudi, DuckDB's {uuid}.
  new RegExp(`(?<![0-9a-z])${UUID}(?![0-9a-z])`, 'i'),
  // Spark, Hadoop's part-r-00000, pyarrow, Dask, Flink's part-0-0.
  /^part(?:[-_.][mr])?[-_.]?\d+(?![0-9a-z])/i,
  // DuckDB's data_0, Snowflake's data_0_0_0, Athena's and anybody's bare numbers; a word that says no more than that.
  /^(?:part|data|output|chunk|file)?(?:[-_.]?\d+)*$/i,
  // Polars counts in hexadecimal.
  /^0[0-9a-f]{7}$/,
  // pyarrow's write_to_dataset, Ray.
  /(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/i,
  // Hive's 000000_0_copy_1, Trino's buckets.
  /^\d{6}_\d+_/,
  /^bucket_\d{5}/,
  // Trino's query ids.
  /^\d{8}_\d{6}_\d{5}_[0-9a-z]{5}/,
  // Iceberg's streaming writes.
  /^\d{5}-\d+-/,
  // Flink's table sink.
  /^task-\d+-file-\d+/,
  // Beam, Redshift; both may have any prefix.
  /\d{5}-of-\d{5}$/,
  /\d{4}_part_\d{2,}$/,
  // BigQuery, which may have any prefix too. A day or month is no such number.
  /(?<![0-9a-z])0{4}\d{8}$/i,
]

/** Whether a name is one that an engine gives to a part of a table: `part-00000-9e95b4db-…-c000`, `data_0`. */
export const isPartName = (name: string): boolean => PARTS.some((pattern) => pattern.test(name))

/** A name without its numbers and hashes: `orders` for `orders-0017`. */
const withoutNumbers = (name: string): string =>
  name.replaceAll(/(?<![0-9a-z])(?:\d+|(?=[a-f]*\d)[0-9a-f]{8,})(?![0-9a-z])/gi, '')

/**
 * What names of parts say before what an engine gave them: `orders` and `sales` of `orders-00000-of-00002` and
 * `sales-00000-of-00002`. More than one are those of tables that lie in one folder.
 */
export const tablesOfParts = (names: readonly string[]): string[] =>
  [...new Set(names.filter(isPartName).map(wordsBefore))].filter((word) => word !== '').toSorted()

function wordsBefore(name: string): string {
  const starts = PARTS.map((pattern) => name.search(pattern)).filter((start) => start >= 0)
  return withoutNumbers(name.slice(0, Math.min(...starts))).replaceAll(/^[-_.]+|[-_.]+$/g, '')
}

/** Whether tables' names are rather those of one table's parts: given by engines, or alike but for numbers. */
export const areParts = (names: readonly string[]): boolean =>
  names.every(isPartName) || (names.length > 1 && new Set(names.map(withoutNumbers)).size === 1)
