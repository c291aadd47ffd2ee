/** Folders of the stacks, by what launch.py calls their engines. */
export const PYTHON = {
  sail: 'docker/sail',
  sqlframe_duckdb: 'docker/sqlframe',
  duckdb_spark: 'docker/duckdb',
}

/** How a program begins a session of its own, in two lines. */
export const SESSION = `from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", "2").getOrCreate()
`
