import type { Entry } from '../entry.ts'

/** Unions, intersections, distinct rows. */
export const SETS: readonly Entry[] = [
  {
    id: 'union',
    title: 'UNION ALL of tables with the same types',
    what: 'Columns meet by position, rows that occur twice stay. Polars takes columns by name and raises an error where the names differ.',
    triggers: ['clause:union', 'clause:union-all', 'method:union', 'method:unionAll'],
    spark: "SELECT * FROM (SELECT 1 AS a, 'x' AS b UNION ALL SELECT 1 AS c, 'x' AS d)",
    ports: {
      duckdb: { plain: "SELECT * FROM (SELECT 1 AS a, 'x' AS b UNION ALL SELECT 1 AS c, 'x' AS d)" },
      polars: {
        plain: "pl.concat([pl.DataFrame({'a': [1], 'b': ['x']}), pl.DataFrame({'c': [1], 'd': ['x']})])",
        agrees:
          "first, second = pl.DataFrame({'a': [1], 'b': ['x']}), pl.DataFrame({'c': [1], 'd': ['x']})\npl.concat([first, second.rename(dict(zip(second.columns, first.columns)))])",
        write: 'second.rename(dict(zip(second.columns, first.columns))) before pl.concat',
      },
    },
  },
  {
    id: 'union-decimals',
    title: 'UNION ALL of decimals wider than 38 digits together',
    what: 'Spark and DuckDB shorten the scale: DECIMAL(38,10) and DECIMAL(38,0) make DECIMAL(38,0), and 1.5 becomes 2. Polars keeps the longer scale.',
    triggers: ['clause:union', 'clause:union-all', 'method:union', 'method:unionByName'],
    shows: 'rarely',
    spark:
      'SELECT x FROM (SELECT CAST(1.5 AS DECIMAL(38, 10)) AS x UNION ALL SELECT CAST(7 AS DECIMAL(38, 0))) ORDER BY x',
    ports: {
      duckdb: {
        plain:
          'SELECT x FROM (SELECT CAST(1.5 AS DECIMAL(38, 10)) AS x UNION ALL SELECT CAST(7 AS DECIMAL(38, 0))) ORDER BY x',
      },
      polars: {
        plain:
          "parts = [pl.DataFrame({'x': ['1.5']}).cast(pl.Decimal(38, 10)), pl.DataFrame({'x': ['7']}).cast(pl.Decimal(38, 0))]\npl.concat(parts, how='vertical_relaxed').sort('x')",
        write: 'Cast both sides to one decimal in both jobs: the Spark job rounds amounts.',
      },
    },
  },
  {
    id: 'union-integer-and-double',
    title: 'UNION ALL of integers and doubles',
    what: 'The result is a double: integers above 2^53 lose digits in every engine.',
    triggers: ['clause:union', 'clause:union-all', 'method:union', 'method:unionByName'],
    spark: 'SELECT x FROM (SELECT 9007199254740993 AS x UNION ALL SELECT 0.5D) ORDER BY x',
    ports: {
      duckdb: {
        plain: 'SELECT x FROM (SELECT 9007199254740993 AS x UNION ALL SELECT 0.5::DOUBLE) ORDER BY x',
      },
      polars: {
        plain:
          "pl.concat([pl.DataFrame({'x': [9007199254740993]}), pl.DataFrame({'x': [0.5]})], how='vertical_relaxed').sort('x')",
      },
    },
  },
  {
    id: 'union-number-and-text',
    title: 'UNION ALL of numbers and text',
    what: 'Spark casts the text to a number, and raises an error where it is none. DuckDB makes text of both, Polars too if asked.',
    triggers: ['clause:union', 'clause:union-all', 'method:union', 'method:unionByName'],
    spark: "SELECT x FROM (SELECT 1 AS x UNION ALL SELECT '2') ORDER BY x",
    ports: {
      duckdb: {
        plain: "SELECT x FROM (SELECT 1 AS x UNION ALL SELECT '2'::VARCHAR) ORDER BY x",
        agrees: "SELECT x FROM (SELECT 1 AS x UNION ALL SELECT CAST('2' AS BIGINT)) ORDER BY x",
        write: 'CAST(x AS BIGINT) on the side of the text',
      },
      polars: {
        plain:
          "pl.concat([pl.DataFrame({'x': [1]}), pl.DataFrame({'x': ['2']})], how='vertical_relaxed').sort('x')",
        agrees: "pl.concat([pl.DataFrame({'x': [1]}), pl.DataFrame({'x': ['2']}).cast(pl.Int64)]).sort('x')",
        write: 'Cast the text to pl.Int64 before pl.concat.',
      },
    },
  },
  {
    id: 'union-by-name',
    title: 'unionByName, with and without missing columns',
    what: 'Columns meet by name; one that a side lacks is NULL there.',
    triggers: ['clause:union-by-name', 'method:unionByName'],
    spark: {
      python:
        "a = spark.createDataFrame([(1, 'x')], ['id', 's'])\nb = spark.createDataFrame([('y', 2, True)], ['s', 'id', 'f'])\na.unionByName(b, allowMissingColumns=True).orderBy('id')",
    },
    ports: {
      duckdb: {
        plain:
          "SELECT * FROM (SELECT 1 AS id, 'x' AS s UNION ALL BY NAME SELECT 'y' AS s, 2 AS id, true AS f) ORDER BY id",
      },
      polars: {
        plain:
          "a = pl.DataFrame({'id': [1], 's': ['x']})\nb = pl.DataFrame({'s': ['y'], 'id': [2], 'f': [True]})\npl.concat([a, b], how='diagonal').sort('id')",
      },
    },
  },
  {
    id: 'distinct',
    title: 'DISTINCT and UNION with NULL, NaN and -0.0',
    what: 'NULL equals NULL, NaN equals NaN, 0.0 equals -0.0.',
    triggers: [
      'clause:distinct',
      'method:distinct',
      'clause:union-distinct',
      'method:dropDuplicates',
      'method:drop_duplicates',
    ],
    spark:
      "SELECT x + 0 AS x FROM (SELECT DISTINCT x FROM VALUES (double('NaN')), (double('NaN')), (NULL), (NULL), (0D), (-0.0D) AS t(x)) ORDER BY x NULLS FIRST",
    ports: {
      duckdb: {
        plain:
          "SELECT x + 0 AS x FROM (SELECT DISTINCT x FROM (VALUES ('NaN'::DOUBLE), ('NaN'), (NULL), (NULL), (0), ('-0.0'::DOUBLE)) AS t(x)) ORDER BY x NULLS FIRST",
      },
      polars: {
        plain:
          "nan = float('nan')\npl.DataFrame({'x': [nan, nan, None, None, 0.0, -0.0]}).unique().sort('x')",
      },
    },
  },
  {
    id: 'drop-duplicates-columns',
    title: 'dropDuplicates over some columns',
    what: 'Which row stays is left to chance in Spark, in DuckDB and in Polars, unless the order decides.',
    triggers: ['method:dropDuplicates', 'method:drop_duplicates', 'clause:distinct-on'],
    spark: {
      python:
        "w = W.partitionBy('k').orderBy(F.desc('t'))\nframe = spark.createDataFrame([(1, 1, 'old'), (1, 2, 'new'), (2, 1, 'only')], 'k int, t int, s string')\nframe.withColumn('n', F.row_number().over(w)).filter('n = 1').drop('n').orderBy('k')",
    },
    instead: 'SQL over a temporary view, with row_number() and WHERE n = 1',
    ports: {
      duckdb: {
        plain:
          "SELECT DISTINCT ON (k) k, t, s FROM (VALUES (1, 1, 'old'), (1, 2, 'new'), (2, 1, 'only')) AS t(k, t, s) ORDER BY k, t DESC",
      },
      polars: {
        plain:
          "pl.DataFrame({'k': [1, 1, 2], 't': [1, 2, 1], 's': ['old', 'new', 'only']}).sort('t', descending=True).unique('k', keep='first').sort('k')",
      },
    },
  },
  {
    id: 'intersect-except',
    title: 'INTERSECT and EXCEPT in SQL',
    what: 'Rows that occur twice come once; NULL equals NULL. In Polars they are semi and anti joins of distinct rows.',
    triggers: ['clause:intersect', 'clause:except', 'clause:minus'],
    spark:
      "WITH l AS (SELECT * FROM VALUES (1), (1), (2), (NULL) AS t(x)), r AS (SELECT * FROM VALUES (1), (NULL) AS t(x)) SELECT x, 'both' AS s FROM (SELECT x FROM l INTERSECT SELECT x FROM r) UNION ALL SELECT x, 'left' FROM (SELECT x FROM l EXCEPT SELECT x FROM r) ORDER BY s, x NULLS FIRST",
    ports: {
      duckdb: {
        plain:
          "WITH l AS (FROM (VALUES (1), (1), (2), (NULL)) AS t(x)), r AS (FROM (VALUES (1), (NULL)) AS t(x)) SELECT x, 'both' AS s FROM (SELECT x FROM l INTERSECT SELECT x FROM r) UNION ALL SELECT x, 'left' FROM (SELECT x FROM l EXCEPT SELECT x FROM r) ORDER BY s, x NULLS FIRST",
      },
      polars: {
        plain:
          "l, r = pl.DataFrame({'x': [1, 1, 2, None]}).unique(), pl.DataFrame({'x': [1, None]})\npl.concat([l.join(r, on='x', how=how, nulls_equal=True).select('x', s=pl.lit(s)) for s, how in [('both', 'semi'), ('left', 'anti')]]).sort('s', 'x')",
      },
    },
  },
  {
    id: 'intersect-method',
    title: 'intersect of DataFrames',
    what: 'Rows that both have, each once; NULL equals NULL. In Polars it is a semi join of distinct rows.',
    triggers: ['method:intersect'],
    spark: {
      python:
        "a = spark.createDataFrame([(1,), (1,), (2,), (None,)], ['x'])\nb = spark.createDataFrame([(1,), (None,)], ['x'])\na.intersect(b).orderBy(F.col('x').asc_nulls_first())",
    },
    instead: "a.distinct().join(b.distinct(), columns, 'left_semi'), where no column is NULL",
    ports: {
      duckdb: {
        plain:
          'SELECT x FROM (FROM (VALUES (1), (1), (2), (NULL)) AS a(x) INTERSECT FROM (VALUES (1), (NULL)) AS b(x)) ORDER BY x NULLS FIRST',
      },
      polars: {
        plain:
          "a, b = pl.DataFrame({'x': [1, 1, 2, None]}), pl.DataFrame({'x': [1, None]})\na.unique().join(b, on='x', how='semi', nulls_equal=True).sort('x')",
      },
    },
  },
  {
    id: 'subtract-method',
    title: 'subtract of DataFrames',
    what: 'Rows that only the first has, each once; NULL equals NULL. In Polars it is an anti join of distinct rows.',
    triggers: ['method:subtract'],
    spark: {
      python:
        "a = spark.createDataFrame([(1,), (2,), (2,)], ['x'])\nb = spark.createDataFrame([(1,), (None,)], ['x'])\na.subtract(b).orderBy('x')",
    },
    instead: 'a.distinct().exceptAll(b.distinct())',
    ports: {
      duckdb: {
        plain:
          'SELECT x FROM (FROM (VALUES (1), (2), (2)) AS a(x) EXCEPT FROM (VALUES (1), (NULL)) AS b(x)) ORDER BY x',
      },
      polars: {
        plain:
          "a, b = pl.DataFrame({'x': [1, 2, 2]}), pl.DataFrame({'x': [1, None]})\na.unique().join(b, on='x', how='anti', nulls_equal=True).sort('x')",
      },
    },
  },
  {
    id: 'except-all',
    title: 'EXCEPT ALL, INTERSECT ALL, exceptAll, intersectAll',
    what: 'A row counts as often as it occurs. Polars has neither.',
    triggers: ['clause:except-all', 'clause:intersect-all', 'method:exceptAll', 'method:intersectAll'],
    spark: 'SELECT x FROM (SELECT * FROM VALUES (1), (1), (2) AS t(x) EXCEPT ALL SELECT 1) ORDER BY x',
    ports: {
      duckdb: { plain: 'SELECT x FROM (FROM (VALUES (1), (1), (2)) AS t(x) EXCEPT ALL SELECT 1) ORDER BY x' },
      polars: {
        lacks:
          'Number equal rows, pl.int_range(pl.len()).over(columns), and join on the number too: how="anti" or how="semi", nulls_equal=True.',
      },
    },
  },
]
