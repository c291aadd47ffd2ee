import type { Entry } from '../entry.ts'

const NAMES = 'spark.createDataFrame([(name,) for name in frame.columns], ["name"])'
const SHOPS = "shops = spark.createDataFrame([('east', 1), ('west', 2)], ['shop', 'staff'])\n"
const MONTHS = "[(1, 'Jan', 10), (1, 'Jan', 5), (2, 'Feb', 7)]"
const POLARS_MONTHS =
  "pl.DataFrame({'id': [1, 1, 2], 'k': ['Jan', 'Jan', 'Feb'], 'v': [10, 5, 7]}).pivot('k', on_columns=['Jan', 'Feb'], index='id', values='v', aggregate_function=pl.when(pl.element().count() > 0).then(pl.element().sum())).sort('id')"
const DUCKDB_MONTHS = "PIVOT (FROM (VALUES (1, 'Jan', 10), (1, 'Jan', 5), (2, 'Feb', 7)) AS t(id, k, v))"

/** What a step of a DataFrame leaves to the next one. */
export const STEPS: readonly Entry[] = [
  {
    id: 'filled-values-later',
    title: 'fillna and replace, and the step after them',
    what: 'The next step computes from the filled and replaced values. In SQLFrame it computes from those of before, without an error.',
    triggers: ['method:fillna.then', 'method:replace.then'],
    spark: {
      python:
        "frame = spark.createDataFrame([(1, None, 'n'), (1, 5, 's')], ['id', 'v', 'side'])\nframe.fillna({'v': 0}).replace('n', 'north', subset=['side']).groupBy('id').agg(F.avg('v').alias('m'), F.min('side').alias('side'))",
    },
    instead: "Fill in a step of its own: withColumn('v', F.coalesce(F.col('v'), F.lit(0)))",
    ports: {
      duckdb: {
        plain:
          "SELECT id, avg(coalesce(v, 0)) AS m, min(CASE side WHEN 'n' THEN 'north' ELSE side END) AS side FROM (VALUES (1, NULL, 'n'), (1, 5, 's')) AS t(id, v, side) GROUP BY id",
      },
      polars: {
        plain:
          "pl.DataFrame({'id': [1, 1], 'v': [None, 5], 'side': ['n', 's']}).with_columns(pl.col('v').fill_null(0), pl.col('side').replace({'n': 'north'})).group_by('id').agg(m=pl.col('v').mean(), side=pl.col('side').min())",
      },
    },
  },
  {
    id: 'fillna-of-all-columns',
    title: 'fillna without its columns',
    what: 'Spark fills columns of the value’s type and leaves the others. SQLFrame raises an error where there are others: name the columns, as in fillna(0, subset=["v"]).',
    triggers: ['method:fillna.all'],
    spark: {
      python:
        "spark.createDataFrame([(1, None, 'x'), (2, 5, 'y')], ['id', 'v', 's']).fillna(0).orderBy('id')",
    },
    ports: {
      duckdb: {
        plain:
          "SELECT id, coalesce(v, 0) AS v, s FROM (VALUES (1, NULL, 'x'), (2, 5, 'y')) AS t(id, v, s) ORDER BY id",
      },
      polars: {
        plain: "pl.DataFrame({'id': [1, 2], 'v': [None, 5], 's': ['x', 'y']}).fill_null(0).sort('id')",
      },
    },
  },
  {
    id: 'left-join-key',
    title: 'Functions of the key of a left join by its name',
    what: 'Spark has one key column, that of the left side. In SQLFrame a function of it takes that of the right side, which is NULL where there is no partner.',
    triggers: ['clause:left-join.by-name'],
    spark: {
      python: `${SHOPS}sales = spark.createDataFrame([('east', 7)], ['shop', 'sold'])\nshops.join(sales, 'shop', 'left').select('shop', F.upper('shop').alias('name')).orderBy('shop')`,
    },
    instead: 'Compute from the key before the join.',
    ports: {
      duckdb: {
        plain:
          "SELECT shop, upper(shop) AS name FROM (VALUES ('east', 1), ('west', 2)) AS a(shop, staff) LEFT JOIN (VALUES ('east', 7)) AS b(shop, sold) USING (shop) ORDER BY shop",
      },
      polars: {
        plain:
          "pl.DataFrame({'shop': ['east', 'west'], 'staff': [1, 2]}).join(pl.DataFrame({'shop': ['east'], 'sold': [7]}), on='shop', how='left').select('shop', name=pl.col('shop').str.to_uppercase()).sort('shop')",
      },
    },
  },
  {
    id: 'outer-join-key',
    title: 'The key of a right or full join by its name',
    what: 'Spark has one key column, that of the side that has a row. In SQLFrame it may be NULL where one side has none.',
    triggers: ['clause:right-join.by-name', 'clause:full-join.by-name'],
    spark: {
      python: `${SHOPS}sales = spark.createDataFrame([('east', 7)], ['shop', 'sold'])\nsales.join(shops, 'shop', 'right').select('shop').orderBy('shop')`,
    },
    instead: 'A left join, with the other side first.',
    ports: {
      duckdb: {
        plain:
          "SELECT shop FROM (VALUES ('east', 7)) AS b(shop, sold) RIGHT JOIN (VALUES ('east', 1), ('west', 2)) AS a(shop, staff) USING (shop) ORDER BY shop",
      },
      polars: {
        plain:
          "pl.DataFrame({'shop': ['east'], 'sold': [7]}).join(pl.DataFrame({'shop': ['east', 'west'], 'staff': [1, 2]}), on='shop', how='right').select('shop').sort('shop')",
      },
    },
  },
  {
    id: 'drop-of-a-side',
    title: 'drop of a column of one side of a join: drop(b.id)',
    what: 'Spark drops that of the one side. An engine with Spark’s API may drop every column of this name.',
    triggers: ['clause:drop-of-a-side'],
    spark: {
      python:
        "a = spark.createDataFrame([(1, 'x')], ['id', 's'])\nb = spark.createDataFrame([(1, 'y')], ['id', 's'])\na.join(b, a.id == b.id).drop(b.id).drop(b.s)",
    },
    instead:
      "A join by the name, a.join(b, 'id'), or another name before it: b.withColumnRenamed('id', 'b_id')",
    ports: {
      duckdb: {
        plain:
          "SELECT a.id, a.s FROM (VALUES (1, 'x')) AS a(id, s) JOIN (VALUES (1, 'y')) AS b(id, s) USING (id)",
      },
      polars: {
        plain:
          "pl.DataFrame({'id': [1], 's': ['x']}).join(pl.DataFrame({'id': [1], 's': ['y']}), on='id').select('id', 's')",
      },
    },
  },
  {
    id: 'unaliased-to-df',
    title: 'toDF of columns that have no alias',
    what: 'It names them. SQLFrame loses columns of operators that have no alias, and so counts fewer.',
    triggers: ['clause:unaliased-to-df'],
    spark: {
      python:
        "spark.createDataFrame([(1, 2)], ['a', 'b']).select(F.col('a') * 2, F.col('b') + 1).toDF('c', 'd')",
    },
    instead: "An alias for each column: (F.col('a') * 2).alias('c')",
    ports: {
      duckdb: { plain: 'SELECT a * 2 AS c, b + 1 AS d FROM (VALUES (1, 2)) AS t(a, b)' },
      polars: { plain: "pl.DataFrame({'a': [1], 'b': [2]}).select(c=pl.col('a') * 2, d=pl.col('b') + 1)" },
    },
  },
  {
    id: 'distinct-frame',
    title: 'distinct, and dropDuplicates without columns',
    what: 'Rows that are the same in all columns are kept once.',
    triggers: ['method:distinct'],
    form: 'call',
    spark: {
      python:
        "spark.createDataFrame([(1, 'a'), (1, 'a'), (2, 'b')], ['k', 's']).dropDuplicates().distinct().orderBy('k')",
    },
    ports: {
      duckdb: { plain: "SELECT DISTINCT * FROM (VALUES (1, 'a'), (1, 'a'), (2, 'b')) AS t(k, s) ORDER BY k" },
      polars: { plain: "pl.DataFrame({'k': [1, 1, 2], 's': ['a', 'a', 'b']}).unique().sort('k')" },
    },
  },
  {
    id: 'rows-as-dicts',
    title: 'createDataFrame of dictionaries',
    what: 'A row for each dictionary, with a column for each key. DuckDB’s Spark API takes the keys for values.',
    triggers: ['clause:rows-as-dicts'],
    spark: { python: "spark.createDataFrame([{'a': 1, 'b': 'x'}])" },
    instead: "Rows as tuples: createDataFrame([(1, 'x')], ['a', 'b'])",
    ports: {
      duckdb: { plain: "SELECT 1 AS a, 'x' AS b" },
      polars: { plain: "pl.DataFrame([{'a': 1, 'b': 'x'}])" },
    },
  },
  {
    id: 'dtypes',
    title: 'Names of types in dtypes',
    what: 'Spark’s are those of its SQL: bigint, string. A program that compares them finds none in DuckDB’s Spark API.',
    triggers: ['method:dtypes'],
    spark: {
      python:
        "frame = spark.createDataFrame([(1, 'x')], ['i', 's'])\nspark.createDataFrame([(kind,) for _, kind in frame.dtypes], ['kind']).orderBy('kind')",
    },
    instead:
      'Types in place of their names: isinstance(field.dataType, StringType) for field in df.schema.fields',
    ports: {
      duckdb: {
        plain: "SELECT column_type AS kind FROM (DESCRIBE SELECT 1::BIGINT AS i, 'x' AS s) ORDER BY kind",
        write: 'Compare with DuckDB’s names: BIGINT, VARCHAR',
      },
      polars: {
        plain: "pl.DataFrame({'kind': [str(kind) for kind in pl.DataFrame({'i': [1], 's': ['x']}).dtypes]})",
        write: 'Compare with types: frame.schema[name] == pl.String',
      },
    },
  },
  {
    id: 'capitals-in-agg',
    title: 'Capital letters in an alias of agg',
    what: 'Spark keeps them. SQLFrame writes them small, also in files: what reads TotalV by another tool does not find it.',
    triggers: ['clause:capitals-in-agg'],
    spark: {
      python: `frame = spark.createDataFrame([('a', 1)], ['k', 'v']).groupBy('k').agg(F.sum('v').alias('TotalV'))\n${NAMES}`,
    },
    instead: "withColumnRenamed('totalv', 'TotalV') after agg, or small letters",
    ports: {
      duckdb: {
        plain:
          "SELECT column_name AS name FROM (DESCRIBE SELECT k, sum(v) AS TotalV FROM (VALUES ('a', 1)) AS t(k, v) GROUP BY k)",
      },
      polars: {
        plain:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by('k').agg(TotalV=pl.col('v').sum()).columns})",
      },
    },
  },
  {
    id: 'capitals-in-sql',
    title: 'Capital letters in an alias of SQL',
    what: 'Spark keeps them. SQLFrame writes them small, also in files.',
    triggers: ['clause:capitals-in-sql'],
    spark: {
      python: `spark.createDataFrame([('a', 1)], ['k', 'v']).createOrReplaceTempView('probe_capitals')\nframe = spark.sql('SELECT k AS Kind, sum(v) AS TotalV FROM probe_capitals GROUP BY k')\n${NAMES}`,
    },
    instead: "withColumnRenamed('totalv', 'TotalV') after the query, or small letters",
    ports: {
      duckdb: {
        plain:
          "SELECT column_name AS name FROM (DESCRIBE SELECT k AS Kind, sum(v) AS TotalV FROM (VALUES ('a', 1)) AS t(k, v) GROUP BY k)",
      },
      polars: {
        plain:
          "pl.DataFrame({'name': pl.DataFrame({'k': ['a'], 'v': [1]}).group_by(Kind='k').agg(TotalV=pl.col('v').sum()).columns})",
      },
    },
  },
  {
    id: 'pivot-call',
    title: 'pivot of groups, with a list of values',
    what: 'A combination without rows is NULL, for a sum too.',
    triggers: ['method:pivot'],
    form: 'call',
    spark: {
      python: `spark.createDataFrame(${MONTHS}, ['id', 'k', 'v']).groupBy('id').pivot('k', ['Jan', 'Feb']).agg(F.sum('v')).orderBy('id')`,
    },
    ports: {
      duckdb: { plain: `${DUCKDB_MONTHS} ON k IN ('Jan', 'Feb') USING sum(v) ORDER BY id` },
      polars: { plain: POLARS_MONTHS },
    },
  },
]
