import type { Entry } from '../entry.ts'

/** Methods of DataFrames that choose rows and columns. */
export const FRAMES: readonly Entry[] = [
  {
    id: 'frame-basics',
    title: 'select, withColumn, filter, alias, drop',
    what: 'The same rows and columns.',
    triggers: [
      'method:select',
      'method:selectExpr',
      'method:withColumn',
      'method:withColumns',
      'method:withColumnRenamed',
      'method:withColumnsRenamed',
      'method:toDF',
      'method:filter',
      'method:where',
      'method:drop',
      'method:alias',
      'method:cast',
      'method:transform',
      'function:col',
      'function:column',
      'function:lit',
      'function:expr',
      'clause:select',
      'clause:where',
      'clause:cte',
      'clause:subquery',
    ],
    spark: {
      python:
        "spark.createDataFrame([(1, 'a', 10), (2, 'b', 20), (3, None, 30)], ['i', 's', 'n']).withColumn('m', F.col('n') * F.lit(2)).filter(F.col('i') > 1).withColumnRenamed('s', 't').drop('n').select('i', 't', F.col('m').alias('x')).orderBy('i')",
    },
    ports: {
      duckdb: {
        plain:
          "SELECT i, t, m AS x FROM (SELECT i, s AS t, n * 2 AS m FROM (VALUES (1, 'a', 10), (2, 'b', 20), (3, NULL, 30)) AS v(i, s, n) WHERE i > 1) ORDER BY i",
      },
      polars: {
        plain:
          "pl.DataFrame({'i': [1, 2, 3], 's': ['a', 'b', None], 'n': [10, 20, 30]}).with_columns(m=pl.col('n') * 2).filter(pl.col('i') > 1).rename({'s': 't'}).drop('n').select('i', 't', x='m')",
      },
    },
  },
  {
    id: 'drop-missing',
    title: 'drop and withColumnRenamed of a column that is not there',
    what: 'Spark ignores it. DuckDB and Polars raise.',
    triggers: ['method:drop', 'method:withColumnRenamed', 'method:withColumnsRenamed'],
    shows: 'rarely',
    spark: { python: "spark.sql('SELECT 1 AS a').drop('z').withColumnRenamed('y', 'x')" },
    ports: {
      duckdb: {
        plain: 'SELECT * EXCLUDE (z) FROM (SELECT 1 AS a)',
        agrees: "SELECT COLUMNS(c -> c <> 'z') FROM (SELECT 1 AS a)",
        write: "COLUMNS(c -> c <> 'z')",
      },
      polars: {
        plain: "pl.DataFrame({'a': [1]}).drop('z').rename({'y': 'x'})",
        agrees: "pl.DataFrame({'a': [1]}).drop('z', strict=False).rename({'y': 'x'}, strict=False)",
        write: "df.drop('z', strict=False), df.rename({'y': 'x'}, strict=False)",
      },
    },
  },
  {
    id: 'with-column-earlier',
    title: 'A column that uses one made in the same step',
    what: 'Spark’s select and DuckDB’s SELECT can use an alias of the same list. Polars evaluates all expressions of a step on the frame before it.',
    triggers: ['clause:lateral-alias', 'method:selectExpr'],
    spark: 'SELECT x + 1 AS y, y * 2 AS z FROM VALUES (1) AS t(x)',
    ports: {
      duckdb: { plain: 'SELECT x + 1 AS y, y * 2 AS z FROM (VALUES (1)) AS t(x)' },
      polars: {
        plain: "pl.DataFrame({'x': [1]}).select(y=pl.col('x') + 1, z=pl.col('y') * 2)",
        agrees: "pl.DataFrame({'x': [1]}).select(y=pl.col('x') + 1).with_columns(z=pl.col('y') * 2)",
        write: 'A with_columns of its own for each step',
      },
    },
  },
  {
    id: 'limit-ordered',
    title: 'limit and offset after a sort',
    what: 'The same rows if the order is complete. Without an order any rows may come, in every engine.',
    triggers: [
      'method:limit',
      'method:offset',
      'method:head',
      'method:take',
      'method:first',
      'method:tail',
      'clause:limit',
      'clause:offset',
    ],
    spark: 'SELECT id FROM range(10) AS t(id) ORDER BY id DESC LIMIT 2 OFFSET 1',
    ports: {
      duckdb: { plain: 'SELECT range AS id FROM range(10) ORDER BY id DESC LIMIT 2 OFFSET 1' },
      polars: { plain: "pl.select(id=pl.int_range(10)).sort('id', descending=True).slice(1, 2)" },
    },
  },
  {
    id: 'range',
    title: 'spark.range and literal rows',
    what: 'The end is left out, in all engines.',
    triggers: ['method:range', 'method:createDataFrame', 'function:range', 'clause:values'],
    spark: { python: 'spark.range(2, 8, 3)' },
    ports: {
      duckdb: { plain: 'SELECT range AS id FROM range(2, 8, 3)' },
      polars: { plain: 'pl.select(id=pl.int_range(2, 8, 3))' },
    },
  },
  {
    id: 'views',
    title: 'Temporary views and spark.sql',
    what: 'A view by name, in a DuckDB connection or a Polars SQLContext.',
    triggers: [
      'method:createOrReplaceTempView',
      'method:createTempView',
      'method:createGlobalTempView',
      'method:createOrReplaceGlobalTempView',
      'method:registerTempTable',
    ],
    spark: {
      python:
        "spark.range(3).createOrReplaceTempView('probe_view')\nspark.sql('SELECT max(id) AS m FROM probe_view')",
    },
    ports: {
      duckdb: { plain: 'CREATE TEMP VIEW v AS SELECT range AS id FROM range(3); SELECT max(id) AS m FROM v' },
      polars: {
        plain:
          "v = pl.select(id=pl.int_range(3))\npl.SQLContext(v=v).execute('SELECT max(id) AS m FROM v', eager=True)",
      },
    },
  },
  {
    id: 'python-udf',
    title: 'Python functions: udf and pandas_udf',
    what: 'Spark calls a udf for NULL too, as None. map_elements in Polars and create_function in DuckDB do not unless asked to.',
    triggers: ['function:udf', 'function:pandas_udf', 'method:udf.register', 'method:registerFunction'],
    spark: {
      python:
        "f = F.udf(lambda s: 'none' if s is None else s.upper(), 'string')\nspark.createDataFrame([(1, 'a'), (2, None)], 'i int, s string').orderBy('i').select(f('s').alias('v'))",
    },
    instead: 'Functions of columns: when, transform, regexp_replace, aggregate.',
    ports: {
      duckdb: {
        plain:
          "SELECT coalesce(upper(s), 'none') AS v FROM (VALUES (1, 'a'), (2, NULL)) AS t(i, s) ORDER BY i",
        write: "An SQL expression; else con.create_function(…, null_handling='special'), which needs NumPy",
      },
      polars: {
        plain:
          "f = lambda s: 'none' if s is None else s.upper()\npl.DataFrame({'s': ['a', None]}).select(v=pl.col('s').map_elements(f, return_dtype=pl.String))",
        agrees:
          "f = lambda s: 'none' if s is None else s.upper()\npl.DataFrame({'s': ['a', None]}).select(v=pl.col('s').map_elements(f, return_dtype=pl.String, skip_nulls=False))",
        write: 'map_elements(f, skip_nulls=False), or better an expression',
      },
    },
  },
  {
    id: 'row-numbers',
    title: 'monotonically_increasing_id',
    what: 'Spark’s numbers have gaps between partitions and depend on how the data are split. Row numbers in DuckDB and Polars have none.',
    triggers: ['function:monotonically_increasing_id'],
    spark: {
      python: "spark.range(0, 4, 1, 2).select(F.monotonically_increasing_id().alias('v')).orderBy('v')",
    },
    instead: 'row_number() over an order, where the engine has windows',
    ports: {
      duckdb: {
        plain: 'SELECT row_number() OVER () - 1 AS v FROM range(4)',
        write: 'row_number() OVER (ORDER BY key) in both programs, if the number is kept.',
      },
      polars: {
        plain: "pl.select(id=pl.int_range(4)).with_row_index('v').select('v')",
        write: 'Sort by a key and number the rows in both programs, if the number is kept.',
      },
    },
  },
]
