import type { Entry } from '../entry.ts'

/** Window functions that number and pick rows. */
export const WINDOWS: readonly Entry[] = [
  {
    id: 'row-number',
    title: 'row_number over a unique order',
    what: 'The numbers are the same if the order has no NULL and no ties. Ties are numbered by chance, between runs of Spark too: add a unique column to the order.',
    triggers: ['function:row_number', 'method:over', 'clause:window', 'clause:partition-by'],
    spark:
      'SELECT k, x, row_number() OVER (PARTITION BY k ORDER BY x DESC) AS n FROM VALUES (1, 5), (1, 7), (2, 1) AS t(k, x) ORDER BY k, x',
    instead: 'SQL over a temporary view: row_number() OVER (PARTITION BY k ORDER BY t)',
    ports: {
      duckdb: {
        plain:
          'SELECT k, x, row_number() OVER (PARTITION BY k ORDER BY x DESC) AS n FROM (VALUES (1, 5), (1, 7), (2, 1)) AS t(k, x) ORDER BY k, x',
      },
      polars: {
        plain:
          "pl.DataFrame({'k': [1, 1, 2], 'x': [5, 7, 1]}).with_columns(n=pl.col('x').rank('ordinal', descending=True).over('k')).sort('k', 'x')",
      },
    },
  },
  {
    id: 'rank-of-null',
    title: 'rank, dense_rank and row_number where the order has NULL',
    what: 'NULL is first in Spark and last in DuckDB, so every rank moves by one. Polars gives NULL no rank.',
    triggers: ['function:rank', 'function:dense_rank', 'function:row_number'],
    spark:
      'SELECT x, rank() OVER (ORDER BY x) AS r, dense_rank() OVER (ORDER BY x) AS d FROM VALUES (20), (NULL), (10), (10) AS t(x) ORDER BY x NULLS FIRST',
    ports: {
      duckdb: {
        plain:
          'SELECT x, rank() OVER (ORDER BY x) AS r, dense_rank() OVER (ORDER BY x) AS d FROM (VALUES (20), (NULL), (10), (10)) AS t(x) ORDER BY x NULLS FIRST',
        agrees:
          'SELECT x, rank() OVER (ORDER BY x NULLS FIRST) AS r, dense_rank() OVER (ORDER BY x NULLS FIRST) AS d FROM (VALUES (20), (NULL), (10), (10)) AS t(x) ORDER BY x NULLS FIRST',
        write: 'OVER (ORDER BY x NULLS FIRST), and NULLS LAST for DESC',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [20, None, 10, 10]}).select('x', r=x.rank('min'), d=x.rank('dense')).sort('x')",
        agrees:
          "x = pl.col('x')\nnulls, some = x.null_count(), (x.null_count() > 0).cast(pl.UInt32)\npl.DataFrame({'x': [20, None, 10, 10]}).select('x', r=(x.rank('min') + nulls).fill_null(1), d=(x.rank('dense') + some).fill_null(1)).sort('x')",
        write: "(x.rank('min') + x.null_count()).fill_null(1)",
      },
    },
  },
  {
    id: 'rank-ties',
    title: 'rank and dense_rank with ties',
    what: "Spark and DuckDB give ties the lowest rank. Polars' rank() gives them the mean of their ranks unless told otherwise.",
    triggers: ['function:rank', 'function:dense_rank'],
    spark:
      'SELECT x, rank() OVER (ORDER BY x) AS r, dense_rank() OVER (ORDER BY x) AS d FROM VALUES (20), (10), (10) AS t(x) ORDER BY x',
    ports: {
      duckdb: {
        plain:
          'SELECT x, rank() OVER (ORDER BY x) AS r, dense_rank() OVER (ORDER BY x) AS d FROM (VALUES (20), (10), (10)) AS t(x) ORDER BY x',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [20, 10, 10]}).select('x', r=x.rank(), d=x.rank('dense')).sort('x')",
        agrees:
          "x = pl.col('x')\npl.DataFrame({'x': [20, 10, 10]}).select('x', r=x.rank('min'), d=x.rank('dense')).sort('x')",
        write: "x.rank('min'), x.rank('dense')",
      },
    },
  },
  {
    id: 'ntile',
    title: 'ntile',
    what: 'The first tiles are the longer ones. Polars has no function for it: it is a short formula of the row number.',
    triggers: ['function:ntile'],
    spark:
      'SELECT x, ntile(4) OVER (ORDER BY x) AS n FROM VALUES (1), (2), (3), (4), (5), (6) AS t(x) ORDER BY x',
    instead: 'SQL over a temporary view: ntile(4) OVER (ORDER BY t)',
    ports: {
      duckdb: {
        plain:
          'SELECT x, ntile(4) OVER (ORDER BY x) AS n FROM (VALUES (1), (2), (3), (4), (5), (6)) AS t(x) ORDER BY x',
      },
      polars: {
        plain:
          "row, rows = pl.col('x').rank('ordinal') - 1, pl.len()\npl.DataFrame({'x': [1, 2, 3, 4, 5, 6]}).select('x', n=row * 4 // rows + 1).sort('x')",
        agrees:
          "tiles, rows = 4, pl.len()\nrow = pl.col('x').rank('ordinal').cast(pl.Int64) - 1\nsize, longer = rows // tiles, rows % tiles\ntile = pl.when(row < longer * (size + 1)).then(row // (size + 1)).otherwise((row - longer) // size) + 1\npl.DataFrame({'x': [1, 2, 3, 4, 5, 6]}).select('x', n=tile).sort('x')",
        write:
          'pl.when(row < longer * (size + 1)).then(row // (size + 1)).otherwise((row - longer) // size) + 1, with size = pl.len() // tiles and longer = pl.len() % tiles',
      },
    },
  },
  {
    id: 'percent-rank',
    title: 'percent_rank and cume_dist',
    what: 'The results are the same in DuckDB. Polars has no function for them; in the short formula, its division by one number changes last digits.',
    triggers: ['function:percent_rank', 'function:cume_dist'],
    spark:
      'SELECT x, percent_rank() OVER (ORDER BY x) AS p, cume_dist() OVER (ORDER BY x) AS c FROM VALUES (1), (2), (3), (4), (5) AS t(x) ORDER BY x',
    instead: 'SQL over a temporary view: percent_rank() OVER (ORDER BY v)',
    ports: {
      duckdb: {
        plain:
          'SELECT x, percent_rank() OVER (ORDER BY x) AS p, cume_dist() OVER (ORDER BY x) AS c FROM (VALUES (1), (2), (3), (4), (5)) AS t(x) ORDER BY x',
      },
      polars: {
        plain:
          "x, rows = pl.col('x'), pl.len()\npl.DataFrame({'x': [1, 2, 3, 4, 5]}).select('x', p=(x.rank('min') - 1) / (rows - 1), c=x.rank('max') / rows).sort('x')",
        agrees:
          "x, rows = pl.col('x'), pl.len() + 0 * pl.col('x')\npl.DataFrame({'x': [1, 2, 3, 4, 5]}).select('x', p=(x.rank('min') - 1) / (rows - 1), c=x.rank('max') / rows).sort('x')",
        write: "(x.rank('min') - 1) / (rows - 1) and x.rank('max') / rows, with rows = pl.len() + 0 * x",
      },
    },
  },
  {
    id: 'lag-lead',
    title: 'lag and lead',
    what: 'Beyond the partition is NULL, or the default that was given. The order must have no ties.',
    triggers: ['function:lag', 'function:lead'],
    spark:
      'SELECT k, x, lag(x) OVER (ORDER BY k) AS a, lead(x, 2) OVER (ORDER BY k) AS b, lag(x, 1, 0) OVER (ORDER BY k) AS c FROM VALUES (1, 5), (2, NULL), (3, 7) AS t(k, x) ORDER BY k',
    instead: 'SQL over a temporary view: lag(v) OVER (PARTITION BY k ORDER BY t)',
    ports: {
      duckdb: {
        plain:
          'SELECT k, x, lag(x) OVER (ORDER BY k) AS a, lead(x, 2) OVER (ORDER BY k) AS b, lag(x, 1, 0) OVER (ORDER BY k) AS c FROM (VALUES (1, 5), (2, NULL), (3, 7)) AS t(k, x) ORDER BY k',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'k': [1, 2, 3], 'x': [5, None, 7]}).sort('k').with_columns(a=x.shift(1), b=x.shift(-2), c=x.shift(1, fill_value=0))",
      },
    },
  },
  {
    id: 'lag-ignoring-null',
    title: 'lag, lead, first and last that skip NULL in a window',
    what: 'lag(x) IGNORE NULLS is the nearest earlier value that is not NULL: filling forward, as Polars calls it.',
    triggers: ['clause:ignore-nulls', 'function:first.ignoring'],
    spark:
      'SELECT k, last(x, true) OVER (ORDER BY k) AS a, lag(x) IGNORE NULLS OVER (ORDER BY k) AS b FROM VALUES (1, 5), (2, NULL), (3, NULL), (4, 7) AS t(k, x) ORDER BY k',
    ports: {
      duckdb: {
        plain:
          'SELECT k, last_value(x IGNORE NULLS) OVER (ORDER BY k) AS a, lag(x IGNORE NULLS) OVER (ORDER BY k) AS b FROM (VALUES (1, 5), (2, NULL), (3, NULL), (4, 7)) AS t(k, x) ORDER BY k',
      },
      polars: {
        plain:
          "x = pl.col('x').forward_fill()\npl.DataFrame({'k': [1, 2, 3, 4], 'x': [5, None, None, 7]}).sort('k').select('k', a=x, b=x.shift(1))",
      },
    },
  },
  {
    id: 'last-value-frame',
    title: 'last_value and max in an ordered window',
    what: 'With an order and no frame, a window ends at the current row and its ties: last_value is the row itself. In Polars, last() and max() over a group see the whole group.',
    triggers: [
      'function:last',
      'function:last_value',
      'function:max',
      'function:min',
      'function:first',
      'clause:window-order',
    ],
    spark:
      'SELECT k, last_value(x) OVER (ORDER BY k) AS a, max(x) OVER (ORDER BY k) AS b FROM VALUES (1, 5), (2, 9), (3, 7) AS t(k, x) ORDER BY k',
    ports: {
      duckdb: {
        plain:
          'SELECT k, last_value(x) OVER (ORDER BY k) AS a, max(x) OVER (ORDER BY k) AS b FROM (VALUES (1, 5), (2, 9), (3, 7)) AS t(k, x) ORDER BY k',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'k': [1, 2, 3], 'x': [5, 9, 7]}).sort('k').select('k', a=x.last(), b=x.max())",
        agrees:
          "x = pl.col('x')\npl.DataFrame({'k': [1, 2, 3], 'x': [5, 9, 7]}).sort('k').select('k', a=x, b=x.cum_max())",
        write: 'x itself for last_value, x.cum_max() for max, if the order has no ties',
      },
    },
  },
  {
    id: 'window-of-calls',
    title: 'Windows of DataFrames: Window.partitionBy("k"), F.sum("v").over(w)',
    what: 'The rows are as those of the same window in SQL.',
    triggers: [
      ...['name:pyspark.sql.Window', 'name:pyspark.sql.window', 'name:pyspark.sql.window.Window'],
      ...['name:Window.partitionBy', 'name:Window.orderBy', 'name:Column.over'],
    ],
    spark: {
      python:
        "frame = spark.createDataFrame([('a', 1), ('a', 2)], ['k', 'v'])\nframe.select('v', F.sum('v').over(W.partitionBy('k').orderBy('v')).alias('s')).orderBy('v')",
    },
    instead: 'SQL over a temporary view: sum(v) OVER (PARTITION BY k ORDER BY v)',
    ports: {
      duckdb: {
        plain:
          "SELECT v, sum(v) OVER (PARTITION BY k ORDER BY v) AS s FROM (VALUES ('a', 1), ('a', 2)) AS t(k, v) ORDER BY v",
      },
      polars: {
        plain:
          "pl.DataFrame({'k': ['a', 'a'], 'v': [1, 2]}).sort('v').select('v', s=pl.col('v').cum_sum().over('k'))",
      },
    },
  },
]
