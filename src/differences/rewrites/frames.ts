import type { Rewrites } from '../rewrite.ts'

/** Of methods of DataFrames. */
export const OF_FRAMES: Rewrites = {
  views: {
    on: ['duckdb_spark'],
    write: "spark.range(3).toDF('id'), since its column is called range",
    code: {
      python:
        "spark.range(3).toDF('id').createOrReplaceTempView('probe_view')\nspark.sql('SELECT max(id) AS m FROM probe_view')",
    },
  },
  actions: {
    on: ['duckdb_spark'],
    write: 'df.count() == 0 in place of isEmpty()',
    code: {
      python:
        "frame = spark.range(3)\nspark.createDataFrame([(frame.count(), frame.count() == 0)], ['n', 'e'])",
    },
  },
  'calls-without-effect-on-data': {
    on: ['duckdb_spark'],
    write: 'Leave repartition, coalesce and hint out',
    code: { python: "spark.createDataFrame([(1,)], ['x']).cache()" },
  },
  partitioning: {
    on: ['duckdb_spark'],
    write: 'Leave repartition, coalesce and hint out',
    code: { python: "spark.range(3).toDF('id').cache().orderBy('id')" },
  },
}
