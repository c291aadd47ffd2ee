import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findUses } from './find-uses.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-uses-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function read(name: string, text: string) {
  const path = join(folder, name)
  await writeFile(path, text)
  const [program] = await findUses([path], process.env)
  return { uses: program?.uses ?? [], unknown: program?.unknown ?? [] }
}
const usesOf = async (text: string, name = 'job.py') =>
  (await read(name, text)).uses.map(({ what, line }) => `${line} ${what}`)
const unknownOf = async (text: string, name = 'job.py') =>
  (await read(name, text)).unknown.map(({ what, line }) => `${line} ${what}`)

const BEGIN = 'from pyspark.sql import functions as F, Window\ndf = spark.createDataFrame([])\n'

describe('functions of a PySpark program', () => {
  it.each([
    ['of a module with another name', 'import pyspark.sql.functions as f\nf.sum("x")', ['2 function:sum']],
    ['of a whole path', 'import pyspark.sql.functions\npyspark.sql.functions.sum("x")', ['2 function:sum']],
    [
      'imported under another name',
      'from pyspark.sql.functions import sum as s\ns("x")\nsum([1])',
      ['2 function:sum'],
    ],
    [
      'imported with all others',
      'from pyspark.sql.functions import *\ndef mine(x): ...\nmine(1)\nlower("x")',
      ['4 function:lower'],
    ],
    [
      'by their names in SQL',
      `${BEGIN}F.countDistinct("a")\nF.mean("a")`,
      ['3 function:count_distinct', '4 function:avg'],
    ],
    [
      'of groups',
      `${BEGIN}df.groupBy("a").sum("b")`,
      ['3 method:groupBy', '3 clause:unaliased-grouped', '3 function:sum'],
    ],
    ['as decorators', `${BEGIN}@F.udf\ndef f(x): ...`, ['3 function:udf']],
    ['in a lambda', `${BEGIN}F.transform("xs", lambda x: x / 2)`, ['3 function:transform', '3 operator:/']],
  ])('are found: %s', async (_, program, uses) => {
    expect(await usesOf(program)).toEqual(uses)
  })
})

describe('what is done with a DataFrame', () => {
  it.each([
    [
      'joins by kind',
      `${BEGIN}df.join(df, "a", "left_outer")`,
      [
        ...['3 clause:left-join', '3 clause:left-join.by-name'],
        ...['3 clause:self-join', '3 clause:self-join-of-one'],
      ],
    ],
    [
      'joins by name',
      `${BEGIN}df.join(df, on="a", how="leftanti")`,
      ['3 clause:anti-join', '3 clause:self-join', '3 clause:self-join-of-one'],
    ],
    ['casts to types', `${BEGIN}df.a.cast("decimal(10,2)")`, ['3 cast:decimal']],
    ['fields in brackets', `${BEGIN}df["a"].cast("string")`, ['3 cast:string']],
    ['operators', `${BEGIN}(df.a / 2) == 1`, ['3 operator:==', '3 operator:/']],
    [
      'a sum with an order and no frame',
      `${BEGIN}w = Window.partitionBy("a").orderBy("b")\nF.sum("x").over(w)`,
      ['3 clause:window-order-by', '4 function:sum', '4 clause:window-order'],
    ],
    [
      'a rank, which has no frame',
      `${BEGIN}F.rank().over(Window.orderBy("b"))`,
      ['3 function:rank', '3 clause:window', '3 clause:window-order-by'],
    ],
    [
      'a frame of rows',
      `${BEGIN}w = Window.orderBy("b")\nF.sum("x").over(w.rowsBetween(-1, 0))`,
      ['3 clause:window-order-by', '4 function:sum', '4 clause:window-rows'],
    ],
    [
      'through functions of the program',
      `${BEGIN}def g(d):\n  return d.withColumn("a", F.lit(1))\ng(df).distinct()`,
      ['4 method:withColumn', '4 function:lit', '5 method:distinct'],
    ],
    [
      'options and formats',
      `${BEGIN}spark.read.option("header", True).csv("x", sep=";")`,
      [
        '3 option:header',
        '3 option:sep',
        '3 option:no-schema',
        '3 option:no-escape',
        '3 option:no-multiline',
        '3 read:csv',
      ],
    ],
    [
      'CSV without names, and with types',
      `${BEGIN}spark.read.schema("a INT").csv("x", escape='"', multiLine=True)`,
      [
        '3 option:escape',
        '3 option:multiline',
        '3 option:file-schema-text',
        '3 option:no-header',
        '3 option:csv-schema',
        '3 read:csv',
      ],
    ],
    [
      'CSV by format and load',
      `${BEGIN}spark.read.format("CSV").options(**{"a": 1}).load("x")\nspark.read.format("csv").option("HEADER", True).option("escape", "'").load("y", inferSchema=True)`,
      [
        '3 read:csv',
        '4 read:csv',
        '4 option:header',
        '4 option:escape',
        '4 option:inferschema',
        '4 option:no-multiline',
      ],
    ],
    [
      'orders by where they put NULL',
      `${BEGIN}df.orderBy("a")\ndf.sort(F.desc("a"))\ndf.orderBy(F.desc_nulls_first("a"))\ndf.sort("a", ascending=[True, False])`,
      [
        '3 clause:order-by',
        '4 clause:order-by-desc',
        '4 function:desc',
        '5 function:desc_nulls_first',
        '6 clause:order-by',
        '6 clause:order-by-desc',
      ],
    ],
    ['elements by number', `${BEGIN}F.split("a", ",")[0]`, ['3 operator:[]', '3 function:split']],
    [
      'DataFrames in loops',
      `${BEGIN}for name, one in {"a": df}.items():\n  one.fillna(0)\n[t.distinct() for t in [df]]`,
      ['4 method:fillna', '4 method:fillna.all', '5 method:distinct'],
    ],
    [
      'DataFrames that come from elsewhere, by methods that only those have',
      'import mine\nmine.load().withColumnRenamed("a", "b").write.parquet("x")',
      ['2 method:withColumnRenamed', '2 option:no-mode', '2 write:parquet'],
    ],
    [
      'whether a write says what to do with what is there',
      `${BEGIN}df.write.mode("append").csv("x")\ndf.write.json("y", mode="overwrite")\ndf.write.format("orc").save("z")`,
      [
        ...['3 mode:append', '3 option:no-header-written', '3 write:csv', '4 mode:overwrite', '4 write:json'],
        ...['5 write:orc', '5 option:no-mode'],
      ],
    ],
    [
      'formats of tables, by whatever argument names them',
      `${BEGIN}spark.read.format("delta").option("versionAsOf", 3).load("x")\nspark.read.load("x", format="delta")\ndf.write.save("x", "Iceberg", "append")\ndf.write.saveAsTable("t", "delta", mode="append")`,
      [
        '3 read:delta',
        '3 option:versionasof',
        '4 read:delta',
        '5 mode:append',
        '5 write:iceberg',
        '6 mode:table-append',
        '6 write:delta',
        '6 method:saveAsTable',
      ],
    ],
    [
      'settings, and those of speed alone as such',
      `${BEGIN}spark.conf.set("spark.sql.session.timeZone", "UTC")\nspark.conf.set("spark.executor.memory", "2g")`,
      [
        '3 method:conf.set.zone',
        '3 setting:spark.sql.session.timeZone',
        '4 method:conf.set',
        '4 setting:tuning',
      ],
    ],
    [
      'a time zone of the session that is not UTC',
      `${BEGIN}spark.conf.set("spark.sql.session.timeZone", "Europe/Zurich")\nspark.conf.set("spark.sql.session.timeZone", zone())`,
      [
        '3 method:conf.set.zone',
        '3 setting:spark.sql.session.timeZone',
        '3 setting:zone-beyond-utc',
        '4 method:conf.set.zone',
        '4 setting:spark.sql.session.timeZone',
        '4 setting:zone-beyond-utc',
      ],
    ],
    [
      'writing',
      `${BEGIN}df.write.mode("overwrite").format("parquet").save("x")`,
      ['3 mode:overwrite', '3 write:parquet'],
    ],
  ])('is found: %s', async (_, program, uses) => {
    expect(await usesOf(program)).toEqual(uses)
  })

  it('has another mode where it is read than where it is written', async () => {
    const text = `${BEGIN}spark.read.json("x", mode="FAILFAST")\ndf.write.json("x", mode="overwrite")`
    expect(await usesOf(text)).toEqual(['3 option:mode', '3 read:json', '4 mode:overwrite', '4 write:json'])
  })

  it('is not mistaken for what Python does with its own objects', async () => {
    expect(await usesOf('d = {}\nd.get("a")\n",".join(["a"])\n[1].count(1)\n1 / 2')).toEqual([])
  })
})

describe('what a program reaches besides DataFrames', () => {
  it.each([
    [
      'RDDs and the context',
      `${BEGIN}df.rdd.map(f)\nsc = spark.sparkContext\nsc._jvm.a()`,
      ['3 method:rdd', '3 method:rdd', '4 method:sparkContext', '5 method:_jvm'],
    ],
    [
      'streams',
      `${BEGIN}s = spark.readStream.text("x")\ns.writeStream`,
      ['3 method:readStream', '3 read:text', '4 method:writeStream'],
    ],
    [
      'functions of Python and Java by name',
      `${BEGIN}spark.udf.register("f", f)\nspark.udf.registerJavaFunction("g", "a.B")`,
      ['3 method:udf.register', '4 method:udf.registerJavaFunction'],
    ],
    [
      'Hive and jars',
      `from pyspark.sql import SparkSession\nSparkSession.builder.config("spark.jars.packages", "a:b:1").enableHiveSupport()`,
      ['2 setting:spark.jars', '2 method:enableHiveSupport'],
    ],
    [
      'a checkpoint with a level',
      `${BEGIN}df.localCheckpoint()\ndf.localCheckpoint(storageLevel=x)`,
      ['3 method:localCheckpoint', '4 method:localCheckpoint', '4 method:localCheckpoint.storageLevel'],
    ],
    [
      'a schema as text that has a decimal',
      `s = ("a INT,"\n  "b DECIMAL(18, 2)")\nt = "DECIMAL(18, 2)"\nu = "SELECT CAST(a AS DECIMAL(18, 2)) FROM t"\nv = "a INT, b STRING"`,
      ['1 option:schema-text-with-decimal'],
    ],
  ])('is found: %s', async (_, program, uses) => {
    expect(await usesOf(program)).toEqual(uses)
  })
})

describe('SQL', () => {
  it('is read where it stands, over several lines and through names', async () => {
    const text = `q = """\nSELECT max_by(a, b) AS m,\n  CAST(c AS INT) / 3 AS d\nFROM t"""\nspark.sql(q)`
    expect(await usesOf(text)).toEqual([
      '2 function:max_by',
      '3 cast:int',
      '3 operator:/',
      '4 clause:catalog-table',
    ])
  })

  it('is read in conditions and expressions', async () => {
    expect(await usesOf(`${BEGIN}df.filter("a rlike 'x'")\nF.expr("a div 2")`)).toEqual([
      '3 method:filter',
      '3 clause:rlike',
      '4 function:expr',
      '4 operator:div',
    ])
  })

  it('is read in files of its own, statement by statement', async () => {
    const sql = 'SELECT count(*) AS n FROM t;\nSELECT a FROM t ORDER BY a;\nOPTIMIZE t;\n'
    expect(await usesOf(sql, 'job.sql')).toEqual([
      '1 function:count',
      '1 clause:catalog-table',
      '2 clause:catalog-table',
      '2 clause:order-by',
    ])
    expect(await unknownOf(sql, 'job.sql')).toEqual(['3 sql-construct'])
  })

  it('is named as not understood where the program puts it together, or where it is none', async () => {
    const text = 't = input()\nspark.sql(f"SELECT * FROM {t}")\nspark.sql("SELECT FROM WHERE")'
    expect(await unknownOf(text)).toEqual(['2 dynamic-sql', '3 sql-syntax'])
  })

  it('is put together where all its parts are known', async () => {
    const text = 't = "a.b"\nspark.sql(f"SELECT max(x) AS m FROM {t}")\nspark.sql(f"SELECT {n:.2f}")'
    expect(await usesOf(text)).toEqual(['2 function:max', '2 clause:catalog-table'])
    expect(await unknownOf(text)).toEqual(['3 dynamic-sql'])
  })
})

describe('notebooks', () => {
  it('of Jupyter are read cell by cell, without their magic', async () => {
    const cells = [
      { cell_type: 'markdown', source: ['# F.sum'] },
      {
        cell_type: 'code',
        source: ['%matplotlib inline\n', 'import pyspark.sql.functions as F\n', 'F.sum("x")'],
      },
      { cell_type: 'code', source: '%%sql\nSELECT max(a) AS m FROM VALUES (1) AS t(a)' },
    ]
    const { uses } = await read('job.ipynb', JSON.stringify({ cells }))
    expect(uses.map(({ what, line, cell }) => [what, line, cell])).toEqual([
      ['function:sum', 3, 'cell 2'],
      ['function:max', 2, 'cell 3'],
      ['clause:values', 2, 'cell 3'],
    ])
  })

  it('share names between their cells', async () => {
    const code = (source: string) => ({ cell_type: 'code', source })
    const cells = [code('import pyspark.sql.functions as F'), code('F.sum("x")')]
    expect(await usesOf(JSON.stringify({ cells }), 'job.ipynb')).toEqual(['1 function:sum'])
  })

  it('of Databricks are read by the lines of the file', async () => {
    const text = `# Databricks notebook source
import pyspark.sql.functions as F
# COMMAND ----------
# MAGIC %md about F.sum
# COMMAND ----------
# MAGIC %sql
# MAGIC SELECT max(a) AS m FROM VALUES (1) AS t(a)
# COMMAND ----------
F.sum("x")
`
    expect(await usesOf(text)).toEqual(['7 function:max', '7 clause:values', '9 function:sum'])
  })
})

describe('a program', () => {
  it('is never run', async () => {
    await read('job.py', `open(${JSON.stringify(join(folder, 'made'))}, "w")\nexec("1")`)
    expect(await readdir(folder)).toEqual(['job.py'])
  })

  it.each([
    ['a function without its end', 'job.py', 'def f(:\n', 1],
    ['Python 2', 'job.py', 'x = 1\nprint "a"', 2],
    ['a NUL', 'job.py', '\0', 1],
    ['a notebook without cells', 'job.ipynb', '{"cells": 3}', 1],
    ['a notebook that is no JSON', 'job.ipynb', 'x', 1],
    ['nested too deeply to be followed', 'job.py', `x = ${'"a" + '.repeat(600)}"b"`, 1],
    ['nested deeper than Python reads', 'job.py', `x = ${'('.repeat(5000)}1${')'.repeat(5000)}`, 1],
  ])('that can’t be read is named with its line: %s', async (_, name, text, line) => {
    await expect(read(name, text)).rejects.toMatchObject({ code: 'programUnread', data: { line } })
  })
})
