import type { Entry } from '../entry.ts'

/** Functions of a group's rows that return one of them, their number or their sum. */
export const AGGREGATES: readonly Entry[] = [
  {
    id: 'aggregates',
    title: 'count, min, max, sum and avg of integers and doubles',
    what: 'NULL is skipped, count(*) counts it.',
    triggers: [
      'function:count',
      'function:min',
      'function:max',
      'function:avg',
      'function:mean',
      'method:agg',
      'method:count',
      'method:min',
      'method:max',
      'method:avg',
      'method:mean',
      'function:count_if',
    ],
    spark:
      'SELECT count(*) AS a, count(x) AS b, min(x) AS c, max(x) AS d, avg(x) AS e, sum(y) AS f, avg(y) AS g, count_if(x > 1) AS h FROM VALUES (1, 0.5D), (2, NULL), (NULL, 0.25D) AS t(x, y)',
    ports: {
      duckdb: {
        plain:
          'SELECT count(*) AS a, count(x) AS b, min(x) AS c, max(x) AS d, avg(x) AS e, sum(y) AS f, avg(y) AS g, count_if(x > 1) AS h FROM (VALUES (1, 0.5::DOUBLE), (2, NULL), (NULL, 0.25)) AS t(x, y)',
      },
      polars: {
        plain:
          "x, y = pl.col('x'), pl.col('y')\npl.DataFrame({'x': [1, 2, None], 'y': [0.5, None, 0.25]}).select(a=pl.len(), b=x.count(), c=x.min(), d=x.max(), e=x.mean(), f=y.sum(), g=y.mean(), h=(x > 1).sum())",
      },
    },
  },
  {
    id: 'sum-of-integers',
    title: 'sum of 32-bit integers',
    what: 'Spark sums in 64 bits. DuckDB sums in 128 bits (HUGEINT), which it writes to Parquet as DOUBLE. Polars keeps 32 bits and wraps around.',
    triggers: ['function:sum', 'method:sum'],
    spark: 'SELECT sum(x) AS s FROM VALUES (2147483647), (1) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT sum(x) AS s FROM (VALUES (2147483647::INT), (1::INT)) AS t(x)',
        write: 'CAST(sum(x) AS BIGINT), so that Parquet has integers',
      },
      polars: {
        plain: "pl.DataFrame({'x': [2147483647, 1]}, schema={'x': pl.Int32}).select(s=pl.col('x').sum())",
        agrees:
          "pl.DataFrame({'x': [2147483647, 1]}, schema={'x': pl.Int32}).select(s=pl.col('x').cast(pl.Int64).sum())",
        write: "pl.col('x').cast(pl.Int64).sum()",
      },
    },
  },
  {
    id: 'sum-overflow',
    title: 'sum of integers past the end of 64 bits',
    what: 'Spark raises an error. DuckDB returns the sum, in 128 bits. Polars wraps around.',
    triggers: ['function:sum', 'method:sum'],
    shows: 'rarely',
    spark: 'SELECT sum(x) AS s FROM VALUES (9223372036854775807), (1) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT sum(x) AS s FROM (VALUES (9223372036854775807), (1)) AS t(x)',
        agrees: 'SELECT CAST(sum(x) AS BIGINT) AS s FROM (VALUES (9223372036854775807), (1)) AS t(x)',
        write: 'CAST(sum(x) AS BIGINT)',
      },
      polars: {
        plain: "pl.DataFrame({'x': [9223372036854775807, 1]}).select(s=pl.col('x').sum())",
        agrees:
          "pl.DataFrame({'x': [9223372036854775807, 1]}).select(s=pl.col('x').cast(pl.Int128).sum().cast(pl.Int64))",
        write: 'x.cast(pl.Int128).sum().cast(pl.Int64)',
      },
    },
  },
  {
    id: 'sum-of-nothing',
    title: 'sum over no rows, or over NULL alone',
    what: "Spark's and DuckDB's sum is NULL. Polars' is 0.",
    triggers: ['function:sum', 'method:sum'],
    spark: 'SELECT sum(x) AS s FROM VALUES (CAST(NULL AS INT)) AS t(x)',
    ports: {
      duckdb: { plain: 'SELECT sum(x) AS s FROM (VALUES (NULL::INT)) AS t(x)' },
      polars: {
        plain: "pl.DataFrame({'x': [None]}, schema={'x': pl.Int32}).select(s=pl.col('x').sum())",
        agrees:
          "x = pl.col('x')\npl.DataFrame({'x': [None]}, schema={'x': pl.Int32}).select(s=pl.when(x.count() > 0).then(x.sum()))",
        write: 'pl.when(x.count() > 0).then(x.sum())',
      },
    },
  },
  {
    id: 'sum-of-doubles',
    title: 'sum and avg of doubles, rows in another order',
    what: 'Addition of doubles depends on the order of rows, which no parallel engine promises. The last digits differ, between runs of Spark too.',
    triggers: ['function:sum', 'function:avg', 'function:mean', 'method:sum', 'method:avg', 'method:mean'],
    spark: 'SELECT sum(x) AS s FROM VALUES (1e16D), (1D), (1D), (-1e16D) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT sum(x) AS s FROM (VALUES (1e16), (-1e16), (1), (1)) AS t(x)',
        write: 'Sum decimals, or accept a tolerance for the column.',
      },
      polars: {
        plain: "pl.DataFrame({'x': [1e16, -1e16, 1.0, 1.0]}).select(s=pl.col('x').sum())",
        write: 'Sum decimals, or accept a tolerance for the column.',
      },
    },
  },
  {
    id: 'max-nan',
    title: 'max over NaN',
    what: 'For Spark and DuckDB, NaN is the greatest number. Polars skips it.',
    triggers: ['function:max', 'function:min', 'method:max', 'method:min'],
    shows: 'rarely',
    spark: "SELECT max(x) AS a, min(x) AS b FROM VALUES (1D), (double('NaN')), (NULL) AS t(x)",
    ports: {
      duckdb: {
        plain: "SELECT max(x) AS a, min(x) AS b FROM (VALUES (1::DOUBLE), ('NaN'::DOUBLE), (NULL)) AS t(x)",
      },
      polars: {
        plain:
          "pl.DataFrame({'x': [1.0, float('nan'), None]}).select(a=pl.col('x').max(), b=pl.col('x').min())",
        agrees:
          "x = pl.col('x')\npl.DataFrame({'x': [1.0, float('nan'), None]}).select(a=x.nan_max(), b=x.min())",
        write: 'x.nan_max() for max, x.min() for min',
      },
    },
  },
  {
    id: 'count-distinct',
    title: 'count(DISTINCT x) with NULL, NaN and -0.0',
    what: 'Spark and DuckDB skip NULL and take all NaN as one value, 0.0 and -0.0 as one. Polars does too, but counts NULL.',
    triggers: [
      'function:count_distinct',
      'function:countdistinct',
      'function:countDistinct',
      'clause:count-distinct',
    ],
    spark:
      "SELECT count(DISTINCT x) AS n FROM VALUES (double('NaN')), (double('NaN')), (NULL), (0D), (-0.0D) AS t(x)",
    ports: {
      duckdb: {
        plain:
          "SELECT count(DISTINCT x) AS n FROM (VALUES ('NaN'::DOUBLE), ('NaN'), (NULL), (0), ('-0.0'::DOUBLE)) AS t(x)",
      },
      polars: {
        plain:
          "nan = float('nan')\npl.DataFrame({'x': [nan, nan, None, 0.0, -0.0]}).select(n=pl.col('x').n_unique())",
        agrees:
          "nan = float('nan')\npl.DataFrame({'x': [nan, nan, None, 0.0, -0.0]}).select(n=pl.col('x').drop_nulls().n_unique())",
        write: 'x.drop_nulls().n_unique()',
      },
    },
  },
  {
    id: 'count-distinct-several',
    title: 'count(DISTINCT a, b) with NULL',
    what: 'Spark skips pairs in which either is NULL. DuckDB and Polars count pairs as structs, which are not NULL.',
    triggers: [
      'function:count_distinct',
      'function:countdistinct',
      'function:countDistinct',
      'clause:count-distinct',
    ],
    spark: 'SELECT count(DISTINCT a, b) AS n FROM VALUES (1, 1), (1, NULL), (1, 1) AS t(a, b)',
    ports: {
      duckdb: {
        plain: 'SELECT count(DISTINCT (a, b)) AS n FROM (VALUES (1, 1), (1, NULL), (1, 1)) AS t(a, b)',
        agrees:
          'SELECT count(DISTINCT (a, b)) FILTER (a IS NOT NULL AND b IS NOT NULL) AS n FROM (VALUES (1, 1), (1, NULL), (1, 1)) AS t(a, b)',
        write: 'count(DISTINCT (a, b)) FILTER (a IS NOT NULL AND b IS NOT NULL)',
      },
      polars: {
        plain: "pl.DataFrame({'a': [1, 1, 1], 'b': [1, None, 1]}).select(n=pl.struct('a', 'b').n_unique())",
        agrees:
          "pl.DataFrame({'a': [1, 1, 1], 'b': [1, None, 1]}).drop_nulls(['a', 'b']).select(n=pl.struct('a', 'b').n_unique())",
        write: "frame.drop_nulls(['a', 'b']) before pl.struct('a', 'b').n_unique()",
      },
    },
  },
  {
    id: 'distinct-aggregates',
    title: 'sum(DISTINCT x), avg(DISTINCT x)',
    what: 'Each value counts once.',
    triggers: ['function:sum_distinct', 'function:sumDistinct', 'clause:aggregate-distinct'],
    spark: 'SELECT sum(DISTINCT x) AS s, avg(DISTINCT x) AS a FROM VALUES (1), (1), (4), (NULL) AS t(x)',
    ports: {
      duckdb: {
        plain:
          'SELECT sum(DISTINCT x) AS s, avg(DISTINCT x) AS a FROM (VALUES (1), (1), (4), (NULL)) AS t(x)',
      },
      polars: {
        plain: "x = pl.col('x').unique()\npl.DataFrame({'x': [1, 1, 4, None]}).select(s=x.sum(), a=x.mean())",
      },
    },
  },
  {
    id: 'bool-and-or',
    title: 'bool_and, every, bool_or, any, some',
    what: "Spark and DuckDB skip NULL and return NULL if there is nothing else. Polars' all() and any() skip it and return true and false then.",
    triggers: ['function:bool_and', 'function:every', 'function:bool_or', 'function:any', 'function:some'],
    spark:
      'SELECT bool_and(x) AS a, bool_or(x) AS b, bool_and(y) AS c FROM VALUES (true, CAST(NULL AS BOOLEAN)), (NULL, NULL) AS t(x, y)',
    ports: {
      duckdb: {
        plain:
          'SELECT bool_and(x) AS a, bool_or(x) AS b, bool_and(y) AS c FROM (VALUES (true, NULL::BOOLEAN), (NULL, NULL)) AS t(x, y)',
      },
      polars: {
        plain:
          "x, y = pl.col('x'), pl.col('y')\npl.DataFrame({'x': [True, None], 'y': [None, None]}, schema={'x': pl.Boolean, 'y': pl.Boolean}).select(a=x.all(), b=x.any(), c=y.all())",
        agrees:
          "x, y = pl.col('x'), pl.col('y')\npl.DataFrame({'x': [True, None], 'y': [None, None]}, schema={'x': pl.Boolean, 'y': pl.Boolean}).select(a=x.min(), b=x.max(), c=y.min())",
        write: 'x.min() for bool_and, x.max() for bool_or',
      },
    },
  },
  {
    id: 'approx-count-distinct',
    title: 'approx_count_distinct',
    what: 'Every engine estimates in its own way, so the numbers differ by a few per cent once there are many values.',
    triggers: ['function:approx_count_distinct', 'function:approxCountDistinct'],
    spark: 'SELECT approx_count_distinct(id) AS n FROM range(10000) AS t(id)',
    ports: {
      duckdb: {
        plain: 'SELECT approx_count_distinct(id) AS n FROM range(10000) AS t(id)',
        write: 'Count exactly in both jobs, or accept a tolerance for the column.',
      },
      polars: {
        plain: "pl.select(id=pl.int_range(10000)).select(n=pl.col('id').approx_n_unique())",
        write: 'Count exactly in both jobs, or accept a tolerance for the column.',
      },
    },
  },
]
