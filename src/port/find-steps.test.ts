import { describe, expect, it } from 'vitest'
import { usesIn } from '../../tests/program-uses.ts'

const BEGIN = `from pyspark.sql import SparkSession, functions as F, Window
df = spark.createDataFrame([])
other = spark.createDataFrame([])
`
const BEYOND = 'setting:zone-beyond-utc'
async function uses(text: string): Promise<string[]> {
  const [program] = Object.values(await usesIn({ 'job.py': BEGIN + text }))
  return (program?.uses ?? []).map((use) => use.slice(2))
}

describe('what a step leaves to the next one', () => {
  it.each([
    ['filled values', 'df.fillna(0).groupBy("a").count()', 'method:fillna.then'],
    ['filled values, by a name', 'x = df.na.fill({"a": 0})\nx.filter("a = 0")', 'method:fillna.then'],
    ['replaced values', 'df.replace("n", "north").withColumn("w", F.lit(1))', 'method:replace.then'],
    ['filled values that a function returns', 'def f(d):\n  return df.fillna(0)', 'method:fillna.then'],
    ['all columns filled', 'df.na.fill(0)', 'method:fillna.all'],
    ['the key of a left join', 'df.join(other, "k", "left")', 'clause:left-join.by-name'],
    ['the keys of an outer join', 'df.join(other, on=["a", "b"], how="outer")', 'clause:full-join.by-name'],
    ['the columns of one side', 'df.join(other, df.k == other.k).drop(other.k)', 'clause:drop-of-a-side'],
    ['columns without a name', 'df.select(F.col("a") * 2).toDF("b")', 'clause:unaliased-to-df'],
    ['capital letters', 'df.groupBy("a").agg(F.sum("b").alias("TotalB"))', 'clause:capitals-in-agg'],
    ['capital letters of SQL', 'spark.sql("SELECT a AS Kind FROM v")', 'clause:capitals-in-sql'],
    ['rows as dictionaries', 'spark.createDataFrame([{"a": 1}])', 'clause:rows-as-dicts'],
    ['and as a list of them', 'spark.createDataFrame([{"a": i} for i in range(3)])', 'clause:rows-as-dicts'],
    ['names of types', '[name for name, kind in df.dtypes if kind == "int"]', 'method:dtypes'],
    ['rows that are the same', 'df.dropDuplicates()', 'method:distinct'],
    ['NULL in the order of a window', 'Window.orderBy("a")', 'clause:window-order-by'],
    ['and in SQL', 'spark.sql("SELECT rank() OVER (ORDER BY a) AS r FROM v")', 'clause:window-order-by'],
    [
      'positions of a view',
      'spark.sql("SELECT p FROM v LATERAL VIEW posexplode(a) t AS p, x")',
      'clause:lateral-view.posexplode',
    ],
    ['a setting in SQL', 'spark.sql("SET spark.sql.shuffle.partitions=4")', 'clause:set'],
    ['a time zone in SQL', 'spark.sql("SET spark.sql.session.timeZone = UTC")', 'clause:set-zone'],
    ['a time zone in SQL with a path', 'spark.sql("SET spark.sql.session.timeZone=Europe/Zurich")', BEYOND],
    ['a time zone in its own statement', `spark.sql("SET TIME ZONE 'Europe/Zurich'")`, BEYOND],
    ['values of SQL', 'spark.sql("SELECT a FROM v WHERE a > :n", args={"n": 1})', 'method:sql.args'],
    ['files without a format', 'spark.read.load("x")', 'option:no-format'],
    ['a header that is not said', 'df.write.mode("overwrite").csv("x")', 'option:no-header-written'],
    [
      'a form of times',
      'df.write.option("timestampFormat", "yyyy").csv("x", header=True)',
      'option:write.csv.timestampformat',
    ],
    ['a text for NULL', 'spark.read.csv("x", nullValue="NA")', 'option:read.csv.nullvalue'],
  ])('is named: %s', async (_, text, use) => {
    expect(await uses(text)).toContain(use)
  })

  it.each([
    ['filled values that are written', 'df.fillna(0, subset=["a"]).write.parquet("x")', /then|all/],
    [
      'filled values that are sorted',
      'df.fillna(0, subset=["a"]).orderBy("a").write.parquet("x")',
      /then|all/,
    ],
    [
      'filled values that are written by a name',
      'x = df.fillna({"a": 0})\nx.write.parquet("x")\nx.count()',
      /then|all/,
    ],
    ['the key of an inner join', 'df.join(other, "k")', /by-name/],
    ['a left join by a condition', 'df.join(other, df.k == other.j, "left").drop("j")', /by-name|drop-of/],
    ['rows of some columns', 'df.dropDuplicates(["a"])', /distinct/],
    [
      'small letters',
      'df.agg(F.sum("b").alias("total_b"))\nspark.sql("SELECT a AS `Kind`, b AS c FROM v")',
      /capitals/,
    ],
    ['a header', 'df.write.option("header", False).csv("x")', /no-header-written/],
    ['a format', 'spark.read.format("json").load("x")', /no-format/],
  ])('and not where nothing hangs on it: %s', async (_, text, use) => {
    expect((await uses(text)).filter((one) => use.test(one))).toEqual([])
  })
})

describe('a loop over what is written down', () => {
  const found = async (text: string) => {
    const [program] = Object.values(await usesIn({ 'job.py': BEGIN + text }))
    return { uses: (program?.uses ?? []).map((use) => use.slice(2)), unknown: program?.unknown ?? [] }
  }

  it.each([
    ['of names', 'for n in ("a", "b"):\n  df.createOrReplaceTempView(n)'],
    ['of pairs', 'for n, d in (("a", df), ("b", other)):\n  d.createOrReplaceTempView(n)'],
    ['of a dictionary', 'for n, d in {"a": df, "b": other}.items():\n  d.createOrReplaceTempView(f"{n}")'],
    ['of a list that has a name', 'names = ["a", "b"]\nfor n in names:\n  df.createOrReplaceTempView(n)'],
  ])('makes a view in each turn: %s', async (_, text) => {
    const { uses } = await found(`${text}\nspark.sql("SELECT x FROM a JOIN b USING (x)")`)
    expect(uses).not.toContain('clause:catalog-table')
  })

  it('names a table that it makes no view of', async () => {
    const text = 'for n in ("a", "b"):\n  df.createOrReplaceTempView(n)\nspark.sql("SELECT x FROM c")'
    expect((await found(text)).uses).toContain('clause:catalog-table')
  })

  it('is read in every turn, in SQL and in conditions', async () => {
    const text = '[df.filter(c) for n, c in {"a": "x RLIKE \'y\'", "b": "max(x) > 1"}.items()]'
    const { uses, unknown } = await found(text)
    expect(uses).toEqual(expect.arrayContaining(['clause:rlike', 'function:max']))
    expect(unknown).toEqual([])
  })

  it('ends where a name is given another value', async () => {
    const text = 'for n in ("a", "b"): pass\nn = "c"\ndf.createOrReplaceTempView(n)\nspark.table("b")'
    expect((await found(text)).uses).toContain('clause:catalog-table')
  })
})

it('a function that the program registers is no operation of Spark', async () => {
  const text = `spark.udf.register("Twice", lambda x: x * 2, "int")\nspark.sql("SELECT twice(a) AS b FROM v")`
  expect(await uses(text)).not.toContain('function:twice')
})
