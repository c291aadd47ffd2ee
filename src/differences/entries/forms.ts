import type { Entry } from '../entry.ts'

/** Operations that engines with Spark's API know in some forms of the call, and not in others. */
export const FORMS: readonly Entry[] = [
  {
    id: 'arguments-of-pyspark',
    title: 'Arguments of PySpark’s calls',
    what: 'An engine with Spark’s API may take fewer arguments than Spark does. A program ends at the call, whatever its data.',
    triggers: ['name:arguments-of-pyspark'],
    spark: { python: "frame = spark.createDataFrame([(1,)], ['a'])\nframe.show(truncate=False, n=1)\nframe" },
    instead: 'Leave the argument out, or do what it does in a call of its own.',
    ports: {
      duckdb: { plain: 'SELECT 1 AS a' },
      polars: { plain: "pl.DataFrame({'a': [1]})" },
    },
  },
  {
    id: 'show-rows',
    title: 'show with a number of rows',
    what: 'It prints the first rows.',
    triggers: ['name:DataFrame.show(n)'],
    spark: { python: "frame = spark.createDataFrame([(1,)], ['a'])\nframe.show(1)\nframe" },
    instead: 'df.limit(5).show()',
    ports: {
      duckdb: {
        plain: { python: "con.sql('SELECT 1 AS a').show(max_rows=1)\ncon.execute('SELECT 1 AS a')" },
      },
      polars: { plain: "frame = pl.DataFrame({'a': [1]})\nprint(frame.head(1))\nframe" },
    },
  },
  {
    id: 'options-of-files',
    title: 'Options of files',
    what: 'An engine with Spark’s API may refuse options of a reader or a writer that Spark takes. A program ends there, whatever its data.',
    triggers: ['name:options-of-files'],
    spark: {
      python:
        "with open(f'{folder}/t.csv', 'w') as file:\n    file.write('a\\n1\\n')\nspark.read.csv(f'{folder}/t.csv', header=True, maxColumns=20)",
    },
    instead:
      'Leave it out where the default will do. Else change the data after they are read, or before they are written.',
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 1 AS a) TO '{folder}/t.csv'; FROM read_csv('{folder}/t.csv', header = true, all_varchar = true)",
      },
      polars: {
        plain:
          "with open(f'{folder}/t.csv', 'w') as file:\n    file.write('a\\n1\\n')\npl.read_csv(f'{folder}/t.csv', infer_schema=False)",
      },
    },
  },
  {
    id: 'file-schema-text',
    title: 'A schema as text of the files that are read',
    what: 'The names and types of the columns, as one text.',
    triggers: ['option:file-schema-text'],
    spark: {
      python:
        "with open(f'{folder}/t.csv', 'w') as file:\n    file.write('1,x\\n')\nspark.read.csv(f'{folder}/t.csv', schema='a int, b string')",
    },
    instead: "StructType([StructField('a', IntegerType()), StructField('b', StringType())])",
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 1 AS a, 'x' AS b) TO '{folder}/t.csv' (HEADER false); FROM read_csv('{folder}/t.csv', header = false, columns = {'a': 'INTEGER', 'b': 'VARCHAR'})",
      },
      polars: {
        plain:
          "with open(f'{folder}/t.csv', 'w') as file:\n    file.write('1,x\\n')\npl.read_csv(f'{folder}/t.csv', has_header=False, schema={'a': pl.Int32, 'b': pl.String})",
      },
    },
  },
  {
    id: 'path-as-table',
    title: 'A path as a table in SQL: FROM parquet.`/data/orders`',
    what: 'Spark reads the files below the path. DuckDB takes a path between quotes.',
    triggers: ['clause:path-as-table'],
    spark: {
      python:
        "spark.createDataFrame([(1,)], ['id']).write.parquet(f'{folder}/o.parquet')\nspark.sql(f'SELECT id FROM parquet.`{folder}/o.parquet`')",
    },
    instead: "spark.read.parquet(path).createOrReplaceTempView('orders'), and FROM orders",
    ports: {
      duckdb: { plain: "COPY (SELECT 1 AS id) TO '{folder}/o.parquet'; SELECT id FROM '{folder}/o.parquet'" },
      polars: {
        plain:
          "pl.DataFrame({'id': [1]}).write_parquet(f'{folder}/o.parquet')\npl.read_parquet(f'{folder}/o.parquet')",
      },
    },
  },
  {
    id: 'count-star',
    title: 'F.count("*")',
    what: 'The number of rows, as of count(*) in SQL.',
    triggers: ['function:count.star'],
    spark: {
      python:
        "spark.createDataFrame([('a', 1), ('a', 2)], ['k', 'v']).groupBy('k').agg(F.count('*').alias('n'))",
    },
    instead: 'F.count(F.lit(1))',
    ports: {
      duckdb: { plain: "SELECT k, count(*) AS n FROM (VALUES ('a', 1), ('a', 2)) AS t(k, v) GROUP BY k" },
      polars: { plain: "pl.DataFrame({'k': ['a', 'a'], 'v': [1, 2]}).group_by('k').agg(n=pl.len())" },
    },
  },
  {
    id: 'aggregate-in-select',
    title: 'An aggregate of all rows by select: select(F.sum("v"))',
    what: 'One row, as of agg.',
    triggers: ['clause:aggregate-in-select'],
    spark: { python: "spark.createDataFrame([(1,), (2,)], ['v']).select(F.sum('v').alias('n'))" },
    instead: 'SQL over a temporary view: SELECT sum(v) AS n FROM …',
    ports: {
      duckdb: { plain: 'SELECT sum(v) AS n FROM (VALUES (1), (2)) AS t(v)' },
      polars: { plain: "pl.DataFrame({'v': [1, 2]}).select(n=pl.col('v').sum())" },
    },
  },
  {
    id: 'approx-quantile-method',
    title: 'approxQuantile of a DataFrame',
    what: 'A list of numbers in the program itself, exact where the error is 0.',
    triggers: ['method:approxQuantile'],
    spark: {
      python:
        "found = spark.createDataFrame([(1,), (2,), (9,)], ['v']).approxQuantile('v', [0.5], 0.0)\nspark.createDataFrame([(found[0],)], ['v'])",
    },
    instead: "An aggregate: agg(F.percentile_approx('v', 0.5))",
    ports: {
      duckdb: { plain: 'SELECT quantile_disc(v, 0.5) AS v FROM (VALUES (1), (2), (9)) AS t(v)' },
      polars: { plain: "pl.DataFrame({'v': [1, 2, 9]}).select(pl.col('v').quantile(0.5, 'lower'))" },
    },
  },
  {
    id: 'describe-frame',
    title: 'describe and summary of a DataFrame',
    what: 'A row for each figure, as texts: count, mean, stddev, min and max, in this order in Spark, and in an order of its own at each call in Sail.',
    triggers: ['method:describe', 'method:summary'],
    spark: {
      python: "spark.createDataFrame([(1,), (3,)], ['v']).describe('v').select('summary').orderBy('summary')",
    },
    instead: "Aggregates: agg(F.count('v').alias('count'), F.avg('v').alias('mean'))",
    ports: {
      duckdb: {
        plain:
          'SELECT column_name AS summary FROM (DESCRIBE FROM (SUMMARIZE SELECT v FROM (VALUES (1), (3)) AS t(v)))',
        write:
          'SUMMARIZE has a row for each column. The aggregates by themselves: SELECT count(v), avg(v), stddev(v)',
      },
      polars: {
        plain: "pl.DataFrame({'v': [1, 3]}).describe().select(summary='statistic')",
        write: 'The aggregates by themselves: df.select(pl.len(), pl.col("v").mean())',
      },
    },
  },
  {
    id: 'struct-star',
    title: 'All fields of a structure: select("x.*")',
    what: 'Each field becomes a column of its name.',
    triggers: ['clause:struct-star'],
    spark: {
      python:
        "spark.createDataFrame([(1, 'y')], ['a', 'b']).select(F.struct('a', 'b').alias('x')).select('x.*')",
    },
    instead: "Each field by its name: F.col('x')['a'].alias('a')",
    ports: {
      duckdb: { plain: "SELECT x.* FROM (SELECT {'a': 1, 'b': 'y'} AS x)" },
      polars: { plain: "pl.DataFrame({'x': [{'a': 1, 'b': 'y'}]}).unnest('x')" },
    },
  },
  {
    id: 'alias-star',
    title: 'All columns of one side of a join: select("a.*")',
    what: 'The columns of the DataFrame that has this alias.',
    triggers: ['clause:alias-star'],
    spark: {
      python:
        "a = spark.createDataFrame([(1, 2)], ['id', 'n']).alias('a')\nb = spark.createDataFrame([(1, 3)], ['id', 'm']).alias('b')\na.join(b, F.col('a.id') == F.col('b.id')).select('a.*')",
    },
    instead: "Each column by its name: select('id', 'n')",
    ports: {
      duckdb: {
        plain: 'SELECT a.* FROM (VALUES (1, 2)) AS a(id, n) JOIN (VALUES (1, 3)) AS b(id, m) ON a.id = b.id',
      },
      polars: {
        plain:
          "a = pl.DataFrame({'id': [1], 'n': [2]})\na.join(pl.DataFrame({'id': [1], 'm': [3]}), on='id').select(a.columns)",
      },
    },
  },
  {
    id: 'self-join',
    title: 'A join of a DataFrame with itself',
    what: 'Both sides are made of one DataFrame, and neither has an alias.',
    triggers: ['clause:self-join'],
    spark: {
      python:
        "rows = spark.createDataFrame([(1, 2), (2, 3)], ['id', 'n'])\nrows.join(rows.select('id'), 'id').orderBy('id')",
    },
    instead: "An alias for each side: df.alias('a').join(df.alias('b'), 'id')",
    ports: {
      duckdb: {
        plain:
          'WITH rows_ AS (FROM (VALUES (1, 2), (2, 3)) AS t(id, n)) SELECT id, a.n FROM rows_ AS a JOIN (SELECT id FROM rows_) AS b USING (id) ORDER BY id',
      },
      polars: {
        plain:
          "rows = pl.DataFrame({'id': [1, 2], 'n': [2, 3]})\nrows.join(rows.select('id'), on='id').sort('id')",
      },
    },
  },
  {
    id: 'self-join-of-one',
    title: 'A join of the very same DataFrame: df.join(df, "id")',
    what: 'Both sides are one DataFrame, as it is.',
    triggers: ['clause:self-join-of-one'],
    spark: {
      python:
        "rows = spark.createDataFrame([(1, 2), (2, 3)], ['id', 'n'])\nrows.join(rows, 'id').select('id').orderBy('id')",
    },
    instead: "An alias for each side: df.alias('a').join(df.alias('b'), 'id')",
    ports: {
      duckdb: {
        plain:
          'WITH rows_ AS (FROM (VALUES (1, 2), (2, 3)) AS t(id, n)) SELECT id FROM rows_ AS a JOIN rows_ AS b USING (id) ORDER BY id',
      },
      polars: {
        plain:
          "rows = pl.DataFrame({'id': [1, 2], 'n': [2, 3]})\nrows.join(rows, on='id').select('id').sort('id')",
      },
    },
  },
]
