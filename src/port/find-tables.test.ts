import { describe, expect, it } from 'vitest'
import { usesIn } from '../../tests/program-uses.ts'

async function found(files: Record<string, string>) {
  const programs = Object.values(await usesIn(files))
  return { uses: programs.flatMap(({ uses }) => uses), unknown: programs.flatMap(({ unknown }) => unknown) }
}
const uses = async (text: string) => (await found({ 'job.py': text })).uses

const TABLE = '1 clause:catalog-table'

describe('a table of a catalog', () => {
  it.each([
    ['spark.table("shop.orders")', [TABLE]],
    ['spark.read.format("delta").table("orders")', ['1 read:delta', TABLE]],
    ['spark.sql("SELECT 1 FROM `shop`.Orders")', [TABLE]],
    ['spark.sql("USE shop")', ['1 clause:use', TABLE]],
    ['spark.catalog.listColumns("shop.orders")', [TABLE]],
    ['spark.catalog.setCurrentDatabase("shop")', [TABLE]],
    [
      'spark.createDataFrame([]).write.insertInto("a.b")',
      [TABLE, '1 mode:table-append', '1 method:insertInto'],
    ],
    [
      'spark.createDataFrame([]).write.insertInto("a.b", True)',
      [TABLE, '1 mode:overwrite', '1 method:insertInto'],
    ],
    [
      'spark.createDataFrame([]).write.saveAsTable("a.b", mode="ignore")',
      ['1 mode:table-ignore', '1 method:saveAsTable'],
    ],
    [
      'spark.createDataFrame([]).write.mode("append").saveAsTable("t")',
      ['1 mode:table-append', '1 method:saveAsTable'],
    ],
    ['spark.sql("INSERT INTO a.b SELECT 1")', ['1 clause:insert', TABLE]],
    ['spark.sql("INSERT OVERWRITE a.b SELECT 1")', ['1 clause:insert', '1 clause:insert-overwrite', TABLE]],
    ['spark.sql("CREATE TABLE a.b (x INT)")', ['1 clause:create-table']],
    [
      'spark.sql("CREATE TABLE a.b USING parquet AS SELECT x FROM c")',
      ['1 clause:create-table-using', TABLE],
    ],
    ['spark.sql("DROP TABLE a.b")', ['1 clause:drop', TABLE]],
  ])('is named: %s', async (text, expected) => {
    expect(await uses(text)).toEqual(expected)
  })

  it.each([
    ['a view of the program', 'spark.createDataFrame([]).createOrReplaceTempView("V")\nspark.table("v")'],
    [
      'a global view',
      'spark.createDataFrame([]).createGlobalTempView("v")\nspark.sql("SELECT 1 FROM global_temp.v")',
    ],
    ['a view in SQL', 'spark.sql("CREATE OR REPLACE TEMP VIEW v AS SELECT 1")\nspark.table("v")'],
    [
      'a view whose name is not known',
      'spark.createDataFrame([]).createOrReplaceTempView(name)\nspark.table("v")',
    ],
    [
      'a table that the program made',
      'spark.createDataFrame([]).write.saveAsTable("a.b")\nspark.table("a.b")',
    ],
    ['a common table expression', 'spark.sql("WITH v AS (SELECT 1) SELECT 1 FROM v")'],
    [
      'a table in a database that the program uses',
      'spark.sql("CREATE DATABASE d"); spark.sql("USE d")\nspark.createDataFrame([]).write.saveAsTable("b")\nspark.table("d.b")',
    ],
    ['a table that a catalog is asked for', 'spark.catalog.tableExists("a.b"); spark.catalog.listTables()'],
    ['a table that is dropped if it is there', 'spark.sql("DROP TABLE IF EXISTS a.b")'],
    ['a path', 'spark.sql("SELECT 1 FROM parquet.`/data/x`")'],
    ['a function', 'spark.sql("SELECT 1 FROM range(3)")'],
  ])('is not %s', async (_, text) => {
    expect((await uses(text)).filter((use) => use.endsWith('catalog-table'))).toEqual([])
  })

  it('is the one of a database, though the program has a temporary view of its name', async () => {
    expect(await uses('spark.table("a.b").createTempView("b")')).toEqual([TABLE, '1 method:createTempView'])
  })

  it('is no view that another program makes', async () => {
    const files = { 'a.sql': 'SELECT 1 FROM v', 'b.py': 'spark.createDataFrame([]).createTempView("v")' }
    expect((await found(files)).uses).toEqual(['1 method:createTempView'])
  })

  it('is not understood where its name is chosen in a run', async () => {
    expect(
      (await found({ 'job.py': 'spark.table(name)\ndf = spark.createDataFrame([])\ndf.write.mode(how)' }))
        .unknown,
    ).toEqual(['1 dynamic-table', '3 dynamic-mode'])
  })
})

describe('what a program begins with', () => {
  it.each([
    ['from pyspark import SparkContext; SparkContext("local").textFile("x")', ['SparkContext', 'rdd']],
    ['import pyspark; pyspark.SparkContext.getOrCreate().range(3).map(f)', ['SparkContext', 'rdd', 'rdd']],
    [
      'from pyspark import *; from pyspark.sql import *; SQLContext(SparkContext())',
      ['SQLContext', 'SparkContext'],
    ],
    ['sc.parallelize([1]).reduceByKey(f).collect()', ['rdd', 'rdd', 'rdd']],
    ['sc.broadcast([1]); sc.setLogLevel("WARN")', ['broadcast', 'context']],
    ['from pyspark.streaming import StreamingContext; StreamingContext(sc, 1)', ['StreamingContext']],
    ['def f(context: "SparkContext"): context.textFile("x")', ['rdd']],
    ['sqlContext.registerJavaFunction("f", "a.B")', ['registerJavaFunction']],
  ])('is named: %s', async (text, expected) => {
    expect(await uses(text)).toEqual(expected.map((name) => `1 method:${name}`))
  })

  it.each([
    ['SparkSession.builder.config("spark.sql.catalogImplementation", "hive")', ['1 setting:hive']],
    [
      'SparkSession.builder.config(map={"spark.jars": "a", "spark.master": "b"})',
      ['1 setting:spark.jars', '1 setting:tuning'],
    ],
    ['SparkConf().set("spark.driver.extraClassPath", "a.jar")', ['1 setting:spark.jars']],
    ['SparkSession.builder.config(conf=SparkConf().set("spark.jars", "a.jar"))', ['1 setting:spark.jars']],
    ['x = "--packages a:b:1 pyspark-shell"', ['1 setting:spark.jars']],
    ['spark.sql("ADD JAR \'a.jar\'")', ['1 clause:add-jar']],
    [`spark.sql("CREATE TEMPORARY FUNCTION f AS 'a.B' USING JAR 'a.jar'")`, ['1 clause:add-jar']],
    [`spark.sql("CREATE FUNCTION f AS 'a.B'")`, ['1 clause:create-function-of-class']],
  ])('is named, as it brings a jar, a class or Hive: %s', async (text, expected) => {
    expect(
      await uses(`from pyspark import SparkConf; from pyspark.sql import SparkSession; ${text}`),
    ).toEqual(expected)
  })
})
