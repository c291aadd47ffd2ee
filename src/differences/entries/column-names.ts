import type { Entry } from '../entry.ts'

const ALIAS = 'An alias in both programs: sum(v) AS total'
const NAMES = 'spark.createDataFrame([(name,) for name in frame.columns], ["name"])'

/** Names of columns that a program leaves to the engine. */
export const COLUMN_NAMES: readonly Entry[] = [
  {
    id: 'unaliased-function',
    title: 'Columns of functions without an alias, such as agg(F.sum("v"))',
    what: 'Spark names the column sum(v). Others name it otherwise, also in files that they write: what reads sum(v) later does not find it.',
    triggers: ['clause:unaliased-function'],
    spark: {
      python: `frame = spark.createDataFrame([('a', 1)], ['k', 'v']).groupBy('k').agg(F.sum('v'))\n${NAMES}`,
    },
    instead: "An alias: F.sum('v').alias('total')",
    ports: {
      duckdb: {
        plain:
          "SELECT column_name AS name FROM (DESCRIBE SELECT k, sum(v) FROM (VALUES ('a', 1)) AS t(k, v) GROUP BY k)",
      },
      polars: {
        plain:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by('k').agg(pl.col('v').sum()).columns})",
        agrees:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by('k').agg(pl.col('v').sum().alias('sum(v)')).columns})",
        write: ALIAS,
      },
    },
  },
  {
    id: 'unaliased-operator',
    title: 'Columns of operators without an alias, such as select("k", F.col("v") + 1)',
    what: 'Spark names the column (v + 1). SQLFrame leaves it out of columns and of what follows.',
    triggers: ['clause:unaliased-operator'],
    spark: {
      python: `frame = spark.createDataFrame([('a', 1)], ['k', 'v']).select('k', F.col('v') + 1)\n${NAMES}`,
    },
    instead: "An alias: (F.col('v') + 1).alias('next')",
    ports: {
      duckdb: {
        plain: "SELECT column_name AS name FROM (DESCRIBE SELECT k, v + 1 FROM (VALUES ('a', 1)) AS t(k, v))",
      },
      polars: {
        plain:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).select('k', pl.col('v') + 1).columns})",
        agrees:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).select('k', (pl.col('v') + 1).alias('(v + 1)')).columns})",
        write: ALIAS,
      },
    },
  },
  {
    id: 'unaliased-sql',
    title: 'Columns without an alias in SQL, such as SELECT count(*)',
    what: 'Spark names the column count(1), DuckDB count_star(). What reads it by its name does not find it.',
    triggers: ['clause:unaliased-sql'],
    spark: {
      python: `spark.createDataFrame([('a', 1)], ['k', 'v']).createOrReplaceTempView('probe_unnamed')\nframe = spark.sql('SELECT k, count(*), max(v) + 1 FROM probe_unnamed GROUP BY k')\n${NAMES}`,
    },
    instead: 'An alias: SELECT count(*) AS n',
    ports: {
      duckdb: {
        plain:
          "SELECT column_name AS name FROM (DESCRIBE SELECT k, count(*), max(v) + 1 FROM (VALUES ('a', 1)) AS t(k, v) GROUP BY k)",
        agrees:
          'SELECT column_name AS name FROM (DESCRIBE SELECT k, count(*) AS "count(1)", max(v) + 1 FROM (VALUES (\'a\', 1)) AS t(k, v) GROUP BY k)',
        write: ALIAS,
      },
      polars: {
        plain:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by('k').agg(pl.len(), pl.col('v').max() + 1).columns})",
        agrees:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by('k').agg(pl.len().alias('count(1)'), (pl.col('v').max() + 1).alias('(max(v) + 1)')).columns})",
        write: ALIAS,
      },
    },
  },
  {
    id: 'unaliased-grouped',
    title: 'Columns of groupBy("k").sum("v") without an alias',
    what: 'Spark names the column sum(v). Polars keeps v.',
    triggers: ['clause:unaliased-grouped'],
    spark: {
      python: `frame = spark.createDataFrame([('a', 1)], ['k', 'v']).groupBy('k').sum('v')\n${NAMES}`,
    },
    instead: "agg(F.sum('v').alias('total'))",
    ports: {
      duckdb: {
        plain:
          "SELECT column_name AS name FROM (DESCRIBE SELECT k, sum(v) FROM (VALUES ('a', 1)) AS t(k, v) GROUP BY k)",
      },
      polars: {
        plain: "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by('k').sum().columns})",
        agrees:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by('k').sum().rename({'v': 'sum(v)'}).columns})",
        write: ALIAS,
      },
    },
  },
  {
    id: 'agg-of-map',
    title: 'agg with a map: agg({"v": "max"})',
    what: 'Spark names the column max(v).',
    triggers: ['method:agg.map'],
    spark: {
      python: `frame = spark.createDataFrame([('a', 1)], ['k', 'v']).groupBy('k').agg({'v': 'max'}).orderBy('k')\n${NAMES}`,
    },
    instead: "agg(F.max('v').alias('most'))",
    ports: {
      duckdb: {
        plain:
          "SELECT column_name AS name FROM (DESCRIBE SELECT k, max(v) FROM (VALUES ('a', 1)) AS t(k, v) GROUP BY k)",
      },
      polars: {
        plain: "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by('k').max().columns})",
        agrees:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by('k').max().rename({'v': 'max(v)'}).columns})",
        write: ALIAS,
      },
    },
  },
  {
    id: 'unaliased-cast',
    title: 'Columns that are cast, without an alias',
    what: 'They keep their names in Spark and Polars.',
    triggers: ['clause:unaliased-cast'],
    spark: {
      python: `frame = spark.createDataFrame([('a', 1)], ['k', 'v']).select(F.col('v').cast('string'))\n${NAMES}`,
    },
    instead: "An alias: F.col('v').cast('string').alias('v')",
    ports: {
      duckdb: {
        plain:
          "SELECT column_name AS name FROM (DESCRIBE SELECT CAST(v AS VARCHAR) FROM (VALUES ('a', 1)) AS t(k, v))",
        agrees:
          "SELECT column_name AS name FROM (DESCRIBE SELECT CAST(v AS VARCHAR) AS v FROM (VALUES ('a', 1)) AS t(k, v))",
        write: 'CAST(v AS VARCHAR) AS v',
      },
      polars: {
        plain: "pl.DataFrame({'name': pl.DataFrame({'v': [1]}).select(pl.col('v').cast(pl.String)).columns})",
      },
    },
  },
  {
    id: 'unaliased-cast-sql',
    title: 'Columns that are cast in SQL, without an alias',
    what: 'They keep their names in Spark.',
    triggers: ['clause:unaliased-cast-sql'],
    spark: {
      python: `spark.createDataFrame([('a', 1)], ['k', 'v']).createOrReplaceTempView('probe_cast')\nframe = spark.sql('SELECT CAST(v AS STRING) FROM probe_cast')\n${NAMES}`,
    },
    instead: 'An alias: CAST(v AS STRING) AS v',
    ports: {
      duckdb: {
        plain:
          "SELECT column_name AS name FROM (DESCRIBE SELECT CAST(v AS VARCHAR) FROM (VALUES ('a', 1)) AS t(k, v))",
        agrees:
          "SELECT column_name AS name FROM (DESCRIBE SELECT CAST(v AS VARCHAR) AS v FROM (VALUES ('a', 1)) AS t(k, v))",
        write: 'CAST(v AS VARCHAR) AS v',
      },
      polars: {
        plain: "pl.DataFrame({'name': pl.DataFrame({'v': [1]}).select(pl.col('v').cast(pl.String)).columns})",
      },
    },
  },
  {
    id: 'field-by-text',
    title: 'A field of a structure, or a column of a side of a join, by one text: select("x.a")',
    what: 'Spark names the column a.',
    triggers: ['clause:field-by-text'],
    spark: {
      python: `frame = spark.createDataFrame([(1, 'y')], ['a', 'b']).select(F.struct('a', 'b').alias('x')).select('x.a')\n${NAMES}`,
    },
    instead: "An alias: F.col('x')['a'].alias('a')",
    ports: {
      duckdb: { plain: "SELECT column_name AS name FROM (DESCRIBE SELECT x.a FROM (SELECT {'a': 1} AS x))" },
      polars: {
        plain:
          "pl.DataFrame({'name': pl.DataFrame({'x': [{'a': 1}]}).select(pl.col('x').struct.field('a')).columns})",
      },
    },
  },
  {
    id: 'unaliased-field',
    title: 'Fields of a structure in brackets, without an alias: F.col("x")["a"]',
    what: 'Spark names the column x.a, DuckDB and Polars a. SQLFrame leaves it out of columns.',
    triggers: ['clause:unaliased-field'],
    spark: {
      python: `frame = spark.createDataFrame([(1, 'y')], ['a', 'b']).select(F.struct('a', 'b').alias('x')).select(F.col('x')['a'])\n${NAMES}`,
    },
    instead: "An alias: F.col('x')['a'].alias('a')",
    ports: {
      duckdb: {
        plain: "SELECT column_name AS name FROM (DESCRIBE SELECT x['a'] FROM (SELECT {'a': 1} AS x))",
        agrees:
          "SELECT column_name AS name FROM (DESCRIBE SELECT x['a'] AS \"x.a\" FROM (SELECT {'a': 1} AS x))",
        write: ALIAS,
      },
      polars: {
        plain:
          "pl.DataFrame({'name': pl.DataFrame({'x': [{'a': 1}]}).select(pl.col('x').struct.field('a')).columns})",
        agrees:
          "pl.DataFrame({'name': pl.DataFrame({'x': [{'a': 1}]}).select(pl.col('x').struct.field('a').alias('x.a')).columns})",
        write: ALIAS,
      },
    },
  },
  {
    id: 'range-column',
    title: 'The column of spark.range',
    what: 'It is id in Spark, range in DuckDB.',
    triggers: ['method:range'],
    spark: { python: `frame = spark.range(2)\n${NAMES}` },
    instead: "spark.range(2).toDF('id')",
    ports: {
      duckdb: {
        plain: 'SELECT column_name AS name FROM (DESCRIBE FROM range(2))',
        agrees: 'SELECT column_name AS name FROM (DESCRIBE FROM range(2) AS t(id))',
        write: 'FROM range(2) AS t(id)',
      },
      polars: {
        plain: "pl.DataFrame({'name': pl.select(pl.int_range(2)).columns})",
        agrees: "pl.DataFrame({'name': pl.select(id=pl.int_range(2)).columns})",
        write: 'pl.select(id=pl.int_range(2))',
      },
    },
  },
]
