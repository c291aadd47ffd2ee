import type { Entry } from '../entry.ts'

/** What a program is made of besides its functions: columns, queries, Python. */
export const PROGRAMS: readonly Entry[] = [
  {
    id: 'columns',
    title: 'Choosing, adding, renaming and dropping columns',
    what: 'Columns keep their order; a new one comes last, one that is replaced stays in its place.',
    triggers: [
      'method:select',
      'method:selectExpr',
      'method:withColumn',
      'method:withColumns',
      'method:withColumnRenamed',
      'method:withColumnsRenamed',
      'method:drop',
      'method:alias',
      'method:toDF',
      'function:col',
      'function:column',
      'function:expr',
      'function:lit',
    ],
    spark: {
      python:
        "spark.createDataFrame([(1, 2, 3)], ['a', 'b', 'c']).withColumn('a', F.col('b') + 1).withColumn('d', F.lit('x')).withColumnRenamed('b', 'e').drop('c', 'unknown')",
    },
    ports: {
      duckdb: { plain: "SELECT b + 1 AS a, b AS e, 'x' AS d FROM (VALUES (1, 2, 3)) AS t(a, b, c)" },
      polars: {
        plain:
          "pl.DataFrame({'a': [1], 'b': [2], 'c': [3]}).with_columns(a=pl.col('b') + 1, d=pl.lit('x')).rename({'b': 'e'}).drop('c')",
      },
    },
  },
  {
    id: 'column-names-by-case',
    title: 'Column names in another case',
    what: 'Spark and DuckDB find a column whatever the case of its name. Polars raises an error.',
    triggers: ['clause:column-names-by-case', 'setting:spark.sql.caseSensitive'],
    spark: 'SELECT ID FROM VALUES (1) AS t(id)',
    ports: {
      duckdb: { plain: 'SELECT ID FROM (VALUES (1)) AS t(id)' },
      polars: {
        plain: "pl.DataFrame({'id': [1]}).select('ID')",
        agrees: "pl.DataFrame({'ID': [1]}).rename(str.lower).select('id')",
        write: 'frame.rename(str.lower) once after reading, and lower-case names in the program',
      },
    },
  },
  {
    id: 'queries',
    title: 'Common table expressions, subqueries, VALUES, views',
    what: 'The rows are the same. A scalar subquery without a row is NULL.',
    triggers: [
      'clause:cte',
      'clause:subquery',
      'clause:scalar-subquery',
      'clause:values',
      'method:createOrReplaceTempView',
      'method:createTempView',
    ],
    spark:
      'WITH t AS (SELECT * FROM VALUES (1), (2) AS v(x)) SELECT x, (SELECT max(x) FROM t) AS m, (SELECT x FROM t WHERE x > 5) AS n FROM (SELECT x FROM t WHERE x > 1)',
    ports: {
      duckdb: {
        plain:
          'WITH t AS (FROM (VALUES (1), (2)) AS v(x)) SELECT x, (SELECT max(x) FROM t) AS m, (SELECT x FROM t WHERE x > 5) AS n FROM (SELECT x FROM t WHERE x > 1)',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [1, 2]}).with_columns(m=x.max(), n=x.filter(x > 5).first()).filter(x > 1)",
      },
    },
  },
  {
    id: 'scalar-subquery-of-several-rows',
    title: 'Scalar subqueries that find several rows',
    what: 'Spark and DuckDB raise an error. In Polars, .first() takes one without saying so; .item() raises.',
    triggers: ['clause:scalar-subquery'],
    shows: 'rarely',
    spark: 'SELECT (SELECT x FROM VALUES (1), (2) AS t(x)) AS v',
    ports: {
      duckdb: { plain: 'SELECT (SELECT x FROM (VALUES (1), (2)) AS t(x)) AS v' },
      polars: { plain: "pl.select(v=pl.lit(pl.DataFrame({'x': [1, 2]}).select('x').item()))" },
    },
  },
  {
    id: 'calls-without-effect-on-data',
    title: 'cache, repartition, coalesce, hints, show, explain',
    what: 'They change how a job runs, what it prints and how many files it writes, not its rows. A port leaves them out.',
    triggers: [
      'method:cache',
      'method:persist',
      'method:unpersist',
      'method:checkpoint',
      'method:localCheckpoint',
      'method:repartition',
      'method:repartitionByRange',
      'method:coalesce',
      'method:hint',
      'method:show',
      'method:printSchema',
      'method:explain',
    ],
    spark: {
      python: "spark.createDataFrame([(1,)], ['x']).repartition(2).cache().hint('broadcast').coalesce(1)",
    },
    ports: {
      duckdb: { plain: 'SELECT x FROM (VALUES (1)) AS t(x)' },
      polars: { plain: "pl.DataFrame({'x': [1]})" },
    },
  },
  {
    id: 'python-function-of-null',
    title: 'Python functions (udf) of NULL',
    what: 'Spark calls the function with None. Polars does not call it and returns NULL, unless it is asked to.',
    triggers: ['function:udf', 'method:udf.register'],
    spark: {
      python:
        "name = F.udf(lambda s: 'none' if s is None else s.upper())\nspark.createDataFrame([(1, 'a'), (2, None)], 'id int, s string').select('id', name('s')).orderBy('id')",
    },
    instead: 'Functions of columns: when, transform, regexp_replace, aggregate.',
    ports: {
      duckdb: {
        lacks:
          "Write it in SQL: CASE, list functions, a macro. con.create_function(…, null_handling='special') runs Python, and needs numpy.",
      },
      polars: {
        plain:
          "pl.DataFrame({'id': [1, 2], 's': ['a', None]}).with_columns(pl.col('s').map_elements(lambda s: 'none' if s is None else s.upper(), pl.String))",
        agrees:
          "pl.DataFrame({'id': [1, 2], 's': ['a', None]}).with_columns(pl.col('s').map_elements(lambda s: 'none' if s is None else s.upper(), pl.String, skip_nulls=False))",
        write: 'x.map_elements(function, dtype, skip_nulls=False)',
      },
    },
  },
  {
    id: 'python-function-type',
    title: 'Python functions (udf) that return an undeclared type',
    what: "Spark returns NULL where the value's type isn't the declared one, so an int declared as a double is NULL. Polars raises an error.",
    triggers: ['function:udf', 'method:udf.register'],
    spark: {
      python:
        "half = F.udf(lambda x: x // 2, 'double')\nspark.createDataFrame([(4,)], 'x int').select(half('x').alias('y'))",
    },
    instead: 'Functions of columns: when, transform, regexp_replace, aggregate.',
    ports: {
      duckdb: {
        lacks: 'Write it in SQL, and return the declared type in the Spark job: it loses these values.',
      },
      polars: {
        plain: "pl.DataFrame({'x': [4]}).select(y=pl.col('x').map_elements(lambda x: x // 2, pl.Float64))",
        write: 'Return the declared type in both jobs: the Spark job loses these values.',
      },
    },
  },
  {
    id: 'python-per-group',
    title: 'A Python function for each group: applyInPandas, applyInArrow, cogroup',
    what: 'Spark hands the rows of each group to Python as a pandas frame or an Arrow table. In Polars, map_groups does so with Polars frames. DuckDB calls no Python for a group.',
    triggers: ['method:applyInPandas', 'method:applyInArrow', 'method:cogroup', 'method:apply'],
    spark: {
      python:
        "rows = spark.createDataFrame([(1, 1.0), (1, 3.0), (2, 5.0)], 'k int, v double')\nrows.groupBy('k').applyInPandas(lambda f: f.assign(v=f.v - f.v.mean()), 'k int, v double').orderBy('k', 'v')",
    },
    instead: 'Windows and aggregates of DataFrames, or a loop over the groups of collect().',
    ports: {
      duckdb: {
        plain:
          'SELECT k, v - avg(v) AS v FROM (VALUES (1, 1.0::DOUBLE), (1, 3.0), (2, 5.0)) AS t(k, v) GROUP BY k ORDER BY k, v',
        agrees:
          'SELECT k, v - avg(v) OVER (PARTITION BY k) AS v FROM (VALUES (1, 1.0::DOUBLE), (1, 3.0), (2, 5.0)) AS t(k, v) ORDER BY k, v',
        write:
          'The function as SQL: v - avg(v) OVER (PARTITION BY k), list functions, a macro. If it must stay Python, hand the rows to Polars, con.sql(…).pl(), or keep Spark for this step.',
      },
      polars: {
        plain:
          "rows = pl.DataFrame({'k': [1, 1, 2], 'v': [1.0, 3.0, 5.0]})\nrows.group_by('k').map_groups(lambda f: f.assign(v=f['v'] - f['v'].mean())).sort('k', 'v')",
        agrees:
          "rows = pl.DataFrame({'k': [1, 1, 2], 'v': [1.0, 3.0, 5.0]})\nrows.group_by('k').map_groups(lambda f: f.with_columns(v=pl.col('v') - pl.col('v').mean())).sort('k', 'v')",
        write:
          "frame.group_by('k').map_groups(f), with f written for Polars frames; better expressions over the group: pl.col('v').mean().over('k')",
      },
    },
  },
  {
    id: 'python-per-batch',
    title: 'A Python function for each batch of rows: mapInPandas, mapInArrow',
    what: 'Spark hands batches of rows to Python. In Polars, map_batches hands over the whole frame. DuckDB calls no Python for a batch.',
    triggers: ['method:mapInPandas', 'method:mapInArrow'],
    spark: {
      python:
        "spark.range(3).mapInPandas(lambda frames: (f.assign(id=f.id * 2) for f in frames), 'id long').orderBy('id')",
    },
    instead: 'Functions of columns, or a loop over toLocalIterator() or collect().',
    ports: {
      duckdb: {
        lacks:
          'Write the function as SQL. If it must stay Python, hand the rows to Polars, con.sql(…).pl(), or keep Spark for this step.',
      },
      polars: {
        plain:
          "pl.select(id=pl.int_range(3)).lazy().map_batches(lambda f: f.assign(id=f['id'] * 2)).sort('id')",
        agrees:
          "pl.select(id=pl.int_range(3)).lazy().map_batches(lambda f: f.with_columns(pl.col('id') * 2)).sort('id')",
        write: 'frame.lazy().map_batches(f), with f written for Polars frames; better expressions',
      },
    },
  },
  {
    id: 'python-per-row',
    title: 'A Python function for each row: foreach, foreachPartition',
    what: 'Spark calls it on its executors and returns nothing. Elsewhere it is a loop.',
    triggers: ['method:foreach', 'method:foreachPartition'],
    spark: {
      python:
        "import os\nplace = folder\nspark.range(2).foreach(lambda row: open(f'{place}/{row.id}', 'w').close())\nspark.createDataFrame([(len(os.listdir(folder)),)], 'n int')",
    },
    instead: 'A loop over toLocalIterator() or collect().',
    ports: {
      duckdb: {
        plain: {
          python:
            "for (row,) in con.execute('FROM range(2)').fetchall():\n    open(f'{folder}/{row}', 'w').close()\ncon.execute(f\"SELECT count(*) AS n FROM glob('{folder}/*')\")",
        },
      },
      polars: {
        plain:
          "import os\nfor (row,) in pl.select(id=pl.int_range(2)).iter_rows():\n    open(f'{folder}/{row}', 'w').close()\npl.DataFrame({'n': [len(os.listdir(folder))]})",
      },
    },
  },
]
