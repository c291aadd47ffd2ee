import { describe, expect, it } from 'vitest'
import { usesIn } from '../../tests/program-uses.ts'

const BEGIN = `from pyspark.sql import SparkSession, functions as F, types as T
df = spark.createDataFrame([])
`
async function uses(text: string): Promise<string[]> {
  const [program] = Object.values(await usesIn({ 'job.py': BEGIN + text }))
  return (program?.uses ?? []).map((use) => use.slice(2))
}

describe('columns without a name', () => {
  it.each([
    ['of functions', 'df.groupBy("k").agg(F.sum("v"))', 'clause:unaliased-function'],
    ['of groups', 'df.groupBy("k").sum("v")', 'clause:unaliased-grouped'],
    ['of casts', 'df.select(df.v.cast("int"))', 'clause:unaliased-cast'],
    ['of fields in brackets', 'df.select(F.col("x")["a"])', 'clause:unaliased-field'],
    [
      'of casts in SQL',
      'spark.sql("SELECT CAST(a AS INT) FROM VALUES (1) AS t(a)")',
      'clause:unaliased-cast-sql',
    ],
    ['of operators', 'df.select("k", F.col("v") + 1)', 'clause:unaliased-operator'],
    ['through a name', 'x = df.v * 2\ndf.select(x)', 'clause:unaliased-operator'],
    ['of SQL', 'spark.sql("SELECT count(*), a FROM VALUES (1) AS t(a)")', 'clause:unaliased-sql'],
    [
      'of a query within SQL',
      'spark.sql("SELECT a FROM (SELECT max(x) FROM VALUES (1) AS t(x))")',
      'clause:unaliased-sql',
    ],
  ])('are found: %s', async (_, text, use) => {
    expect(await uses(text)).toContain(use)
  })

  it.each([
    ['with an alias', 'df.agg(F.sum("v").alias("n")).select((F.col("n") + 1).alias("m"))'],
    ['that are columns', 'df.select("k", df.v, df["w"], F.col("x"), F.col("z").a)'],
    ['that withColumn names', 'df.withColumn("m", F.col("n") + 1)'],
    ['of conditions', 'df.filter("a IN (SELECT max(x) FROM VALUES (1) AS t(x))")'],
    ['of SQL with names', 'spark.sql("SELECT count(*) AS n, t.a, x.b FROM VALUES (1) AS t(a)")'],
    ['of values of SQL', 'spark.sql("SELECT (SELECT max(x) FROM VALUES (1) AS t(x)) AS m")'],
  ])('are not those %s', async (_, text) => {
    expect((await uses(text)).filter((use) => use.includes('unaliased'))).toEqual([])
  })
})

describe('forms of calls', () => {
  it.each([
    ['a limit of split', 'F.split("a", ",", 2)', 'function:split.limit'],
    ['a limit of split by name', 'F.split("a", ",", limit=n)', 'function:split.limit'],
    ['a limit of split in SQL', `spark.sql("SELECT split('a', ',', 2) AS x")`, 'function:split.limit'],
    ['count of a star', 'F.count("*")', 'function:count.star'],
    ['aggregates of all rows', 'df.select("k", F.sum("v").alias("n"))', 'clause:aggregate-in-select'],
    ['aggregates by a map', 'df.groupBy("k").agg({"v": "max"})', 'method:agg.map'],
    ['a field by one text', 'df.select("x.a")', 'clause:field-by-text'],
    ['a column of a side', 'df.alias("a").select("a.k")', 'clause:field-by-text'],
    [
      'the day of the week by extract',
      `spark.sql("SELECT extract(DOW FROM d) AS w FROM v")`,
      'function:extract.dayofweek',
    ],
    [
      'and by date_part',
      `spark.sql("SELECT date_part('dayofweek', d) AS w FROM v")`,
      'function:extract.dayofweek',
    ],
    ['the month by extract', 'spark.sql("SELECT extract(MONTH FROM d) AS m FROM v")', 'function:month'],
    ['groups in a replacement', `F.regexp_replace("s", "(a)", "$1")`, 'function:regexp_replace.group'],
    ['a replacement that is not known', 'F.regexp_replace("s", "a", to)', 'function:regexp_replace.group'],
    ['a look ahead', 'df.filter(df.s.rlike("a(?=b)"))', 'function:regexp.lookaround'],
    ['classes of letters in SQL', `df.filter("s RLIKE '\\\\\\\\d'")`, 'function:regexp.classes'],
    ['a wildcard of JSON', 'F.get_json_object("j", "$.a[*].b")', 'function:get_json_object.wildcard'],
    ['values that skip NULL', 'F.first("a", ignorenulls=True)', 'function:first.ignoring'],
    ['and in SQL', 'spark.sql("SELECT last(a, true) AS l FROM v")', 'function:first.ignoring'],
    [
      'IGNORE NULLS',
      'spark.sql("SELECT lag(a) IGNORE NULLS OVER (ORDER BY b) AS l FROM v")',
      'clause:ignore-nulls',
    ],
    [
      'a percentile in SQL',
      'spark.sql("SELECT percentile_approx(x, 0.5) AS p FROM v")',
      'function:percentile_approx',
    ],
    ['a schema in steps', 'T.StructType().add("a", "int")', 'clause:empty-schema'],
    ['a setting of the session', 'spark.conf.set("spark.sql.shuffle.partitions", 8)', 'method:conf.set'],
    ['USE of a database', 'spark.sql("USE DATABASE d")', 'clause:use-database'],
    ['DROP', 'spark.sql("DROP TABLE IF EXISTS t")', 'clause:drop'],
    ['SHOW', 'spark.sql("SHOW TABLES")', 'clause:show'],
    ['DESCRIBE', 'spark.sql("DESCRIBE TABLE t")', 'clause:describe'],
    ['fields of a structure', 'df.select(F.struct("a").alias("x")).select("x.*")', 'clause:struct-star'],
    ['columns of a side', 'df.alias("a").join(df.alias("b"), "k").select("a.*")', 'clause:alias-star'],
    ['a type as an object', 'spark.udf.register("f", f, T.IntegerType())', 'method:udf.register.type'],
    ['no type', 'spark.udf.register("f", lambda x: x)', 'method:udf.register.untyped'],
    ['a schema as text', 'spark.read.schema("a INT").csv("x")', 'option:file-schema-text'],
    ['a schema as text in a call', 'spark.read.json("x", "a INT")', 'option:file-schema-text'],
    ['a path as a table', 'spark.sql("SELECT a FROM parquet.`/data/x`")', 'clause:path-as-table'],
    ['the column of a range', 'spark.range(3)', 'method:range'],
    ['a database', 'spark.sql("CREATE DATABASE IF NOT EXISTS d")', 'clause:create-database'],
    ['a schema of tables', 'spark.sql("CREATE SCHEMA d")', 'clause:create-schema'],
  ])('are told: %s', async (_, text, use) => {
    expect(await uses(text)).toContain(use)
  })

  it.each([
    ['with its groups', 'df.filter("a > 1").join(df.groupBy("k").agg(F.max("v").alias("m")), "k")'],
    ['of a parameter', 'def f(rows: "DataFrame"):\n  return rows.join(rows.select("k"), "k")'],
  ])('a join of a DataFrame %s is told', async (_, text) => {
    expect(await uses(text)).toContain('clause:self-join')
  })

  it('a join of the very same DataFrame is told besides', async () => {
    const told = ['clause:self-join', 'clause:self-join-of-one']
    expect(await uses('df.join(df, "k")')).toEqual(expect.arrayContaining(told))
    expect(await uses('df.join(df.select("k"), "k")')).not.toContain('clause:self-join-of-one')
  })

  it.each([
    ['with an alias', 'df.alias("a").join(df.alias("b"), "k")'],
    ['of two DataFrames', 'df.join(spark.read.parquet("x"), "k")'],
  ])('a join %s is not one', async (_, text) => {
    expect(await uses(text)).not.toContain('clause:self-join')
  })

  it('split without a limit, count of a column and a schema of types are none of them', async () => {
    const text =
      'F.split("a", ",", -1); F.count("a"); F.regexp_replace("a", "b", "c"); F.get_json_object("j", "$.a"); F.first("a"); spark.read.csv("x", T.StructType([])); spark.udf.register("f", f, "int"); F.conv("h", 16, 10); spark.conf.set("spark.sql.session.timeZone", "UTC"); df.groupBy("k").agg(F.sum("v").alias("n"))'
    const told = [
      ...['function:split.limit', 'function:count.star', 'function:conv.number', 'option:file-schema-text'],
      ...['clause:empty-schema', 'method:conf.set', 'clause:aggregate-in-select'],
      ...['function:regexp_replace.group', 'function:get_json_object.wildcard', 'function:first.ignoring'],
    ]
    expect((await uses(text)).filter((use) => told.includes(use) || use.includes('register.'))).toEqual([])
  })
})

describe('what is no part of Spark', () => {
  it.each([
    ['tools of a platform', 'dbutils.fs.ls("/")', ['name:dbutils']],
    ['packages', 'from delta.tables import DeltaTable', ['name:delta']],
    ['other parts of PySpark', 'from pyspark.ml.feature import VectorAssembler', ['name:pyspark.ml']],
    ['a name that the program has', 'dbutils = get()\ndbutils.fs.ls("/")', []],
    ['a package that is tried', 'try:\n  import delta\nexcept ImportError: pass', []],
  ])('is named: %s', async (_, text, expected) => {
    expect(await uses(text)).toEqual(expected)
  })
})
