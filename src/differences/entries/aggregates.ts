import type { Entry } from '../entry.ts'

/** Functions of a group's rows. */
export const AGGREGATES: readonly Entry[] = [
  {
    id: 'max-by-null',
    title: 'max_by and min_by where the value is NULL',
    what: 'Spark returns the value of the row with the greatest key, also if that value is NULL. DuckDB skips rows whose value is NULL, so «the latest status» is an older one.',
    triggers: ['function:max_by', 'function:min_by'],
    spark: "SELECT max_by(v, k) AS v FROM VALUES ('old', 1), (CAST(NULL AS STRING), 2) AS t(v, k)",
    ports: {
      duckdb: {
        plain: "SELECT max_by(v, k) AS v FROM (VALUES ('old', 1), (NULL, 2)) AS t(v, k)",
        agrees: "SELECT arg_max_null(v, k) AS v FROM (VALUES ('old', 1), (NULL, 2)) AS t(v, k)",
        write: 'arg_max_null(v, k), arg_min_null(v, k)',
      },
      polars: {
        plain:
          "pl.DataFrame({'v': ['old', None], 'k': [1, 2]}).select(pl.col('v').get(pl.col('k').arg_max()))",
      },
    },
  },
  {
    id: 'sum-of-integers',
    title: 'sum of 32-bit integers',
    what: 'Spark sums in 64 bits. DuckDB sums in 128 bits (HUGEINT), which it writes to Parquet as DOUBLE. Polars keeps 32 bits and wraps around.',
    triggers: ['function:sum'],
    spark: 'SELECT sum(x) AS s FROM VALUES (2147483647), (1) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT sum(x) AS s FROM (VALUES (2147483647::INT), (1::INT)) AS t(x)',
        agrees: 'SELECT CAST(sum(x) AS BIGINT) AS s FROM (VALUES (2147483647::INT), (1::INT)) AS t(x)',
        write: 'CAST(sum(x) AS BIGINT)',
      },
      polars: {
        plain: "pl.DataFrame({'x': [2147483647, 1]}, schema={'x': pl.Int32}).select(s=pl.col('x').sum())",
        agrees:
          "pl.DataFrame({'x': [2147483647, 1]}, schema={'x': pl.Int32}).select(s=pl.col('x').cast(pl.Int64).sum())",
        write: "pl.col('x').cast(pl.Int64).sum()",
      },
    },
  },
]
