import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { checkPort } from '../src/differences/check-port.ts'
import { DROP_INS, type DropIn } from '../src/differences/entry.ts'
import { MEASURED, outcomeOf } from '../src/differences/outcome.ts'
import { ENTRIES } from '../src/differences/registry.ts'
import { findUses } from '../src/port/find-uses.ts'
import { type Ended, runEverywhere } from './dropin-programs.ts'
import { root, scratch } from './etl-compare.ts'

const BEGIN = `import os
from pyspark.sql import SparkSession, functions as F
spark = SparkSession.builder.getOrCreate()
`

/** A program of each kind that one machine may not run, beside some that it does. */
const PROGRAMS = {
  RDDs: 'spark.sparkContext.parallelize([1]).map(str).collect()',
  'an RDD of a DataFrame': 'spark.range(1).rdd.map(str).collect()',
  'a function in Python': 'f = F.udf(lambda x: x + 1, "long")\nspark.range(1).select(f("id")).collect()',
  'a function in Python for each row': 'spark.range(2).foreach(lambda row: None)',
  'a function in Python for each group':
    'spark.range(2).groupBy("id").applyInPandas(lambda rows: rows, "id long").collect()',
  'a function in Java':
    'spark.udf.registerJavaFunction("f", "a.B", "long")\nspark.sql("SELECT f(1)").collect()',
  'a function of a jar in SQL': `spark.sql("CREATE TEMPORARY FUNCTION f AS 'a.B' USING JAR 'a.jar'").collect()`,
  'a jar': `open("a.jar", "w").close()\nspark.sql("ADD JAR 'a.jar'").collect()`,
  'a stream over files': `spark.range(1).write.parquet("in.parquet")
stream = spark.readStream.schema("id LONG").parquet("in.parquet").writeStream
query = stream.format("parquet").option("checkpointLocation", "c").trigger(availableNow=True).start("out")
query.awaitTermination(20)`,
  'a table of a metastore': 'spark.table("shop.orders").collect()',
  'a table of a metastore in SQL': 'spark.sql("SELECT id FROM shop.orders").collect()',
  'support of Hive alone': 'SparkSession.builder.enableHiveSupport().getOrCreate().range(1).collect()',
  'a table of its own': 'spark.range(2).write.saveAsTable("mine")\nspark.table("mine").collect()',
  'a window': `from pyspark.sql import Window
spark.range(2).select(F.row_number().over(Window.orderBy("id"))).collect()`,
  'a sum of all rows': 'spark.sql("SELECT 1 AS a").agg(F.sum("a")).collect()',
  'a sum for each group': 'spark.sql("SELECT 1 AS a").groupBy("a").agg(F.sum("a")).collect()',
  'a sum in SQL': 'spark.sql("SELECT sum(a) FROM (SELECT 1 AS a)").collect()',
  'an import for annotations':
    'from pyspark.sql import Column\ndef double(x: Column) -> Column: return x * 2',
  'an import for annotations alone':
    'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  from pyspark.sql import Column',
  'a setting': 'spark.conf.set("spark.sql.session.timeZone", "UTC")',
  'settings before its session': `from pyspark import SparkConf
SparkSession.builder.config(conf=SparkConf().set("spark.ui.enabled", "false")).getOrCreate()`,
  'a schema as text': 'spark.createDataFrame([(1,)], "a int").collect()',
  'types of a CSV file that are inferred': `open("a.csv", "w").write("a\\n1\\n")
spark.read.csv("a.csv", header=True, inferSchema=True).collect()`,
  'expressions of SQL': 'spark.sql("SELECT 1 AS a").selectExpr("a + 1").collect()',
  'machine learning': `from pyspark.ml.feature import VectorAssembler
rows = spark.createDataFrame([(1.0,)], ["a"])
VectorAssembler(inputCols=["a"], outputCol="v").transform(rows).collect()`,
  'the API of pandas': 'import pyspark.pandas as ps\nps.DataFrame({"a": [1]}).to_spark().collect()',
  'the package delta': 'from delta.tables import DeltaTable',
  'a tool of Databricks': 'dbutils.fs.ls("/")',
  'a database': 'spark.sql("CREATE DATABASE IF NOT EXISTS d")',
  'a table in a database of its own': `spark.sql("CREATE SCHEMA d")
spark.sql("USE d")
spark.createDataFrame([(1,)], ["a"]).write.saveAsTable("t")
spark.table("d.t").collect()`,
  'a path as a table': `spark.createDataFrame([(1,)], ["a"]).write.parquet("o.parquet")
spark.sql("SELECT a FROM parquet.\`./o.parquet\`").collect()`,
  'schemas that are merged': `spark.createDataFrame([(1,)], ["a"]).write.parquet("o.parquet")
spark.read.option("mergeSchema", True).parquet("o.parquet").collect()`,
  'an option that is not set': `open("a.csv", "w").write("a\\n1\\n")
spark.read.csv("a.csv", header=True).collect()`,
  'all fields of a structure': `rows = spark.createDataFrame([(1,)], ["a"]).select(F.struct("a").alias("x"))
rows.select("x.*").collect()`,
  'all columns of a side': `a = spark.createDataFrame([(1,)], ["k"]).alias("a")
b = spark.createDataFrame([(1,)], ["k"]).alias("b")
a.join(b, F.col("a.k") == F.col("b.k")).select("a.*").collect()`,
  'the JSON of a schema': 'spark.createDataFrame([(1,)], ["a"]).schema.json()',
  'a schema in steps':
    'from pyspark.sql.types import LongType, StructType\nStructType().add("a", LongType())',
  'the version of PySpark': 'import pyspark\nprint(pyspark.__version__)',
  'conv of a number':
    'spark.createDataFrame([(255,)], ["n"]).select(F.conv("n", 10, 16).alias("v")).collect()',
  'count of a star': 'spark.createDataFrame([(1,)], ["a"]).select(F.count("*").alias("n")).collect()',
  'a function with a type as text': `spark.udf.register("twice", lambda x: x * 2, "bigint")
spark.createDataFrame([(4,)], ["x"]).createOrReplaceTempView("numbers")
spark.sql("SELECT twice(x) AS v FROM numbers").collect()`,
  'a function with a type as an object': `from pyspark.sql.types import IntegerType
spark.udf.register("thrice", lambda x: x * 3, IntegerType())
spark.createDataFrame([(4,)], ["x"]).createOrReplaceTempView("numbers")
spark.sql("SELECT thrice(x) AS v FROM numbers").collect()`,
  'some rows shown': 'spark.createDataFrame([(1,)], ["a"]).show(5)',
  'a join with itself': `rows = spark.createDataFrame([(1, 2)], ["k", "v"])
rows.join(rows.select("k"), "k").collect()`,
  'a schema as text of a file': `open("a.csv", "w").write("1\\n")
spark.read.csv("a.csv", schema="a int").collect()`,
  'rows that are added to a table': `spark.createDataFrame([(1,)], ["a"]).write.saveAsTable("grown")
spark.createDataFrame([(2,)], ["a"]).write.mode("append").saveAsTable("grown")
spark.table("grown").collect()`,
  'a view that the catalog is asked for': `spark.createDataFrame([(1,)], ["a"]).createOrReplaceTempView("v")
print(spark.catalog.tableExists("v"), spark.catalog.listTables())`,
  'its context, unused': 'sc = spark.sparkContext',
  'the level of its log': 'spark.sparkContext.setLogLevel("WARN")',
  'a folder for each value':
    'spark.createDataFrame([(1, 2)], ["a", "b"]).write.partitionBy("b").parquet("o")',
  'rows that another lacks': `rows = spark.createDataFrame([(1,)], ["a"])
rows.subtract(spark.createDataFrame([(2,)], ["a"])).collect()`,
  'quantiles in the program': 'spark.createDataFrame([(1,), (2,)], ["v"]).approxQuantile("v", [0.5], 0.0)',
  'a description': 'spark.createDataFrame([(1,)], ["v"]).describe("v").collect()',
  'a view in SQL': `spark.sql("CREATE OR REPLACE TEMP VIEW v AS SELECT 1 AS a")
spark.sql("SELECT a FROM v").collect()`,
  'a setting of speed': 'spark.conf.set("spark.sql.shuffle.partitions", "8")',
  'a view that is dropped': `spark.createDataFrame([(1,)], ["a"]).createOrReplaceTempView("v")
spark.sql("DROP VIEW IF EXISTS v")`,
  'rows for pandas': 'spark.createDataFrame([(1,)], ["a"]).toPandas()',
  'an aggregate of all rows': 'spark.createDataFrame([(1,)], ["a"]).select(F.sum("a").alias("n")).collect()',
  'the database of its tables': 'spark.sql("CREATE SCHEMA d")\nspark.sql("USE DATABASE d")',
  'a file that is written anew':
    'spark.range(2).write.parquet("o.parquet")\nspark.range(1).write.mode("overwrite").parquet("o.parquet")',
  'a setting in SQL': 'spark.sql("SET spark.sql.shuffle.partitions=4").collect()',
  'text in arithmetic':
    'spark.createDataFrame([("3",)], ["s"]).select((F.col("s") * 2).alias("v")).collect()',
  'an average of text':
    'spark.createDataFrame([("a", "3")], ["k", "s"]).groupBy("k").agg(F.avg("s").alias("m")).collect()',
  'a sum of text':
    'spark.createDataFrame([("a", "3")], ["k", "s"]).groupBy("k").agg(F.sum("s").alias("m")).collect()',
  'an average of text of CSV': `open("a.csv", "w").write("k,n\\na,3\\n")
spark.read.csv("a.csv", header=True).groupBy("k").agg(F.avg("n").alias("m")).collect()`,
  'a number that is filled up':
    'spark.createDataFrame([(3,)], ["n"]).select(F.lpad("n", 3, "0").alias("v")).collect()',
  'hours of text':
    'spark.createDataFrame([("2024-01-05 10:00:00",)], ["s"]).select(F.hour("s").alias("v")).collect()',
  'decimals that are rounded to even':
    'spark.createDataFrame([(1,)], ["i"]).select(F.bround(F.col("i").cast("decimal(9,3)"), 2).alias("v")).collect()',
  'doubles that are rounded to even':
    'spark.createDataFrame([(2.5,)], ["d"]).select(F.bround("d").alias("v")).collect()',
  'files without a format': `path = os.path.abspath("Orders.parquet")
spark.createDataFrame([(1,)], ["a"]).write.parquet(path)
spark.read.load(path).collect()`,
  'values for SQL': 'spark.sql("SELECT :n AS v", args={"n": 1}).collect()',
  'positions of a view in SQL': `spark.createDataFrame([(1, ["a"])], ["i", "a"]).createOrReplaceTempView("v")
spark.sql("SELECT i, p, x FROM v LATERAL VIEW posexplode(a) t AS p, x").collect()`,
  'names of columns that have none':
    'spark.createDataFrame([(1,)], ["a"]).select(F.col("a") * 2).toDF("b").collect()',
  'views that a loop makes': `a = spark.createDataFrame([(1,)], ["k"])
b = spark.createDataFrame([(1,)], ["k"])
for name, rows in (("a", a), ("b", b)):
  rows.createOrReplaceTempView(name)
spark.sql("SELECT a.k FROM a JOIN b ON a.k = b.k").collect()`,
  'rows that are the same': 'spark.createDataFrame([(1,), (1,)], ["a"]).dropDuplicates().collect()',
  'JSON that is written': 'spark.createDataFrame([(1,)], ["a"]).write.json("o.json")',
  'conv of a text':
    'spark.createDataFrame([("255",)], ["s"]).select(F.conv("s", 10, 16).alias("v")).collect()',
  'a pivot': `rows = spark.createDataFrame([(1, "a", 5)], ["id", "k", "v"])
rows.groupBy("id").pivot("k", ["a"]).agg(F.sum("v")).collect()`,
  'times of a CSV file by a schema': `from pyspark.sql.types import StructField, StructType, TimestampType
open("t.csv", "w").write("2024-01-05 10:00:00\\n")
spark.read.csv("t.csv", schema=StructType([StructField("t", TimestampType())])).collect()`,
}

let ended: Record<DropIn, Ended[]>
beforeAll(async () => {
  ended = await runEverywhere(Object.values(PROGRAMS).map((text) => BEGIN + text))
}, 900_000)

it.each(Object.entries(PROGRAMS).map(([what, text], index) => ({ what, text, index })))(
  'a program with $what runs to its end where port-check says so',
  async ({ text, index }) => {
    await using folder = await scratch({ 'job.py': BEGIN + text })
    const read = await findUses([join(folder.path, 'job.py')], process.env)
    const isLacking = (engine: DropIn) =>
      checkPort(read, engine).met.some(({ standing }) => standing === 'none')
    const foretold = DROP_INS.map((engine) => [engine, !isLacking(engine)])
    const found = DROP_INS.map((engine) => [engine, ended[engine][index]?.code === 0])
    expect(Object.fromEntries(foretold)).toEqual(Object.fromEntries(found))
  },
)

it.each([
  ['docker/spark/jobs/customer_tiers.py', 'RuntimeConfig.set'],
  ['docker/spark/jobs/customer_tiers_udf.py', 'functions.udf'],
  ['docker/spark/jobs/sessions.py', 'pyspark.StorageLevel'],
  ['examples/billing/jobs/billing_spark.py', 'pyspark.sql.Column'],
])('of %s, DuckDB’s Spark API is known to lack %s, where it ends', async (program, name) => {
  const { met } = checkPort(await findUses([join(root, program)], process.env), 'duckdb_spark')
  expect(met.map(({ lacks }) => lacks)).toContain(name)
})

it('of the built-in programs that run on Sail, nothing is said to be lacking', async () => {
  for (const program of ['customer_tiers', 'customer_tiers_udf']) {
    const file = join(root, `docker/spark/jobs/${program}.py`)
    const { met } = checkPort(await findUses([file], process.env), 'sail')
    expect(met.filter(({ standing }) => standing === 'none')).toEqual([])
  }
})

it.each(DROP_INS)(
  'no name is said to be lacking on %s that an example of the catalogue ran with',
  async (engine) => {
    const ran = ENTRIES.filter((entry) => 'rows' in (outcomeOf(entry, engine) ?? {}))
    const files = ran.flatMap(({ id, spark }) =>
      typeof spark === 'string' ? [] : [[`${id}.py`, spark.python]],
    )
    const begin = 'from pyspark.sql import functions as F, types as T\n'
    const texts = Object.fromEntries(files.map(([name = '', code]) => [name, begin + code]))
    await using folder = await scratch(texts)
    const read = await findUses(
      Object.keys(texts).map((name) => join(folder.path, name)),
      process.env,
    )
    const calls = read.flatMap(({ uses, names }) => [...uses, ...names]).flatMap(({ call = [] }) => call)
    expect(calls.length).toBeGreaterThan(50)
    expect(calls.filter((call) => MEASURED.lacking[engine].includes(call))).toEqual([])
  },
)
