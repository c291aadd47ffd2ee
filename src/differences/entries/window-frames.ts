import type { Entry } from '../entry.ts'

/** Rows by their numbers in an order that has NULL. */
const NUMBERED: Entry['ports'] = {
  duckdb: {
    plain: 'SELECT x, row_number() OVER (ORDER BY x) AS n FROM (VALUES (2), (NULL), (1)) AS t(x) ORDER BY n',
    agrees:
      'SELECT x, row_number() OVER (ORDER BY x NULLS FIRST) AS n FROM (VALUES (2), (NULL), (1)) AS t(x) ORDER BY n',
    write: 'OVER (ORDER BY x NULLS FIRST)',
  },
  polars: {
    plain: "pl.DataFrame({'x': [2, None, 1]}).sort('x').with_columns(n=pl.int_range(1, pl.len() + 1))",
  },
}

/** Sums over windows: which rows they hold. */
export const WINDOW_FRAMES: readonly Entry[] = [
  {
    id: 'window-partition',
    title: 'Aggregates over a whole partition',
    what: 'Without an order, every row gets the total of its partition.',
    triggers: ['method:over', 'clause:window', 'clause:partition-by'],
    spark:
      'SELECT k, x, sum(x) OVER (PARTITION BY k) AS s, count(*) OVER (PARTITION BY k) AS n, x / sum(x) OVER (PARTITION BY k) AS share FROM VALUES (1, 1), (1, 3), (NULL, 5), (NULL, 5) AS t(k, x) ORDER BY k NULLS FIRST, x',
    ports: {
      duckdb: {
        plain:
          'SELECT k, x, sum(x) OVER (PARTITION BY k) AS s, count(*) OVER (PARTITION BY k) AS n, x / sum(x) OVER (PARTITION BY k) AS share FROM (VALUES (1, 1), (1, 3), (NULL, 5), (NULL, 5)) AS t(k, x) ORDER BY k NULLS FIRST, x',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'k': [1, 1, None, None], 'x': [1, 3, 5, 5]}).with_columns(s=x.sum().over('k'), n=pl.len().over('k'), share=x / x.sum().over('k')).sort('k', 'x')",
      },
    },
  },
  {
    id: 'running-sum-ties',
    title: 'Running sums where the order has ties',
    what: "With an order and no frame, Spark's and DuckDB's running sum includes all rows that tie with the current one. Polars' cum_sum adds row by row.",
    triggers: ['clause:window-order', 'function:sum', 'method:over', 'method:orderBy'],
    spark:
      'SELECT k, v, sum(v) OVER (ORDER BY k) AS s FROM VALUES (1, 10), (2, 20), (2, 30), (3, 40) AS t(k, v) ORDER BY k, v',
    ports: {
      duckdb: {
        plain:
          'SELECT k, v, sum(v) OVER (ORDER BY k) AS s FROM (VALUES (1, 10), (2, 20), (2, 30), (3, 40)) AS t(k, v) ORDER BY k, v',
      },
      polars: {
        plain:
          "pl.DataFrame({'k': [1, 2, 2, 3], 'v': [10, 20, 30, 40]}).sort('k', 'v').with_columns(s=pl.col('v').cum_sum())",
        agrees:
          "pl.DataFrame({'k': [1, 2, 2, 3], 'v': [10, 20, 30, 40]}).sort('k', 'v').with_columns(s=pl.col('v').cum_sum()).with_columns(pl.col('s').last().over('k'))",
        write: ".with_columns(s=v.cum_sum()).with_columns(pl.col('s').last().over('k'))",
      },
    },
  },
  {
    id: 'running-sum-null',
    title: 'Running sums over NULL',
    what: 'Spark and DuckDB keep the last sum in rows whose value is NULL. Polars returns NULL there.',
    triggers: ['clause:window-order', 'clause:window-rows', 'method:rowsBetween'],
    spark:
      'SELECT k, sum(v) OVER (ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS s FROM VALUES (1, NULL), (2, 10), (3, NULL), (4, 5) AS t(k, v) ORDER BY k',
    ports: {
      duckdb: {
        plain:
          'SELECT k, sum(v) OVER (ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS s FROM (VALUES (1, NULL), (2, 10), (3, NULL), (4, 5)) AS t(k, v) ORDER BY k',
      },
      polars: {
        plain:
          "pl.DataFrame({'k': [1, 2, 3, 4], 'v': [None, 10, None, 5]}).sort('k').select('k', s=pl.col('v').cum_sum())",
        agrees:
          "pl.DataFrame({'k': [1, 2, 3, 4], 'v': [None, 10, None, 5]}).sort('k').select('k', s=pl.col('v').cum_sum().forward_fill())",
        write: 'v.cum_sum().forward_fill()',
      },
    },
  },
  {
    id: 'window-rows',
    title: 'Frames of rows',
    what: "ROWS BETWEEN 1 PRECEDING AND CURRENT ROW sums as many rows as there are. Polars' rolling_sum is NULL until the window is full, and where it holds a NULL.",
    triggers: ['clause:window-rows', 'method:rowsBetween'],
    spark:
      'SELECT k, sum(v) OVER (ORDER BY k ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM VALUES (1, 10), (2, 20), (3, NULL), (4, 5) AS t(k, v) ORDER BY k',
    ports: {
      duckdb: {
        plain:
          'SELECT k, sum(v) OVER (ORDER BY k ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM (VALUES (1, 10), (2, 20), (3, NULL), (4, 5)) AS t(k, v) ORDER BY k',
      },
      polars: {
        plain:
          "pl.DataFrame({'k': [1, 2, 3, 4], 'v': [10, 20, None, 5]}).sort('k').select('k', s=pl.col('v').rolling_sum(2))",
        agrees:
          "pl.DataFrame({'k': [1, 2, 3, 4], 'v': [10, 20, None, 5]}).sort('k').select('k', s=pl.col('v').rolling_sum(2, min_samples=1))",
        write: 'v.rolling_sum(2, min_samples=1)',
      },
    },
  },
  {
    id: 'window-range-days',
    title: 'Frames of a range of days',
    what: 'RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW includes the row one day before. A rolling window of one day in Polars leaves it out.',
    triggers: ['clause:window-range', 'method:rangeBetween'],
    spark:
      "SELECT d, sum(v) OVER (ORDER BY d RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW) AS s FROM VALUES (DATE '2024-01-01', 1), (DATE '2024-01-02', 10), (DATE '2024-01-04', 100) AS t(d, v) ORDER BY d",
    ports: {
      duckdb: {
        plain:
          "SELECT d, sum(v) OVER (ORDER BY d RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW) AS s FROM (VALUES (DATE '2024-01-01', 1), (DATE '2024-01-02', 10), (DATE '2024-01-04', 100)) AS t(d, v) ORDER BY d",
      },
      polars: {
        plain:
          "days = [dt.date(2024, 1, 1), dt.date(2024, 1, 2), dt.date(2024, 1, 4)]\npl.DataFrame({'d': days, 'v': [1, 10, 100]}).sort('d').select('d', s=pl.col('v').rolling_sum_by('d', '1d'))",
        agrees:
          "days = [dt.date(2024, 1, 1), dt.date(2024, 1, 2), dt.date(2024, 1, 4)]\npl.DataFrame({'d': days, 'v': [1, 10, 100]}).sort('d').select('d', s=pl.col('v').rolling_sum_by('d', '1d', closed='both'))",
        write: "v.rolling_sum_by('d', '1d', closed='both')",
      },
    },
  },
  {
    id: 'window-range-numbers',
    title: 'Frames of a range of numbers',
    what: 'RANGE BETWEEN 5 PRECEDING AND CURRENT ROW over a number, often seconds since 1970, includes the row 5 before. Polars leaves it out.',
    triggers: ['clause:window-range', 'method:rangeBetween'],
    spark:
      'SELECT t, sum(v) OVER (ORDER BY t RANGE BETWEEN 5 PRECEDING AND CURRENT ROW) AS s FROM VALUES (0, 1), (5, 10), (11, 100), (11, 1000) AS t(t, v) ORDER BY t, s',
    ports: {
      duckdb: {
        plain:
          'SELECT t, sum(v) OVER (ORDER BY t RANGE BETWEEN 5 PRECEDING AND CURRENT ROW) AS s FROM (VALUES (0, 1), (5, 10), (11, 100), (11, 1000)) AS t(t, v) ORDER BY t, s',
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [0, 5, 11, 11], 'v': [1, 10, 100, 1000]}).sort('t').select('t', s=pl.col('v').rolling_sum_by('t', '5i'))",
        agrees:
          "pl.DataFrame({'t': [0, 5, 11, 11], 'v': [1, 10, 100, 1000]}).sort('t').select('t', s=pl.col('v').rolling_sum_by('t', '5i', closed='both'))",
        write: "v.rolling_sum_by('t', '5i', closed='both')",
      },
    },
  },
  {
    id: 'window-order-null',
    title: 'NULL in the order of a window in SQL',
    what: 'NULL is first in Spark and in Polars, last in DuckDB: another row has the number 1.',
    triggers: ['clause:window-order-by'],
    form: 'sql',
    spark: 'SELECT x, row_number() OVER (ORDER BY x) AS n FROM VALUES (2), (NULL), (1) AS t(x) ORDER BY n',
    instead: 'ORDER BY x NULLS FIRST',
    ports: NUMBERED,
  },
  {
    id: 'window-order-null-call',
    title: 'NULL in the order of a window: Window.orderBy',
    what: 'NULL is first in Spark and in Polars, last in DuckDB: another row has the number 1.',
    triggers: ['clause:window-order-by'],
    form: 'call',
    spark: {
      python:
        "frame = spark.createDataFrame([(2,), (None,), (1,)], ['x'])\nframe.select('x', F.row_number().over(W.orderBy('x')).alias('n')).orderBy('n')",
    },
    instead: "Window.orderBy(F.asc_nulls_first('x'))",
    ports: NUMBERED,
  },
]
