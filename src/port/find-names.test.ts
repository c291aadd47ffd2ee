import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { findUses } from './find-uses.ts'

const BEGIN = 'from pyspark.sql import functions as F, SparkSession\ndf = spark.createDataFrame([])\n'

async function read(text: string) {
  await using folder = await scratch({ 'job.py': text })
  const [program] = await findUses([join(folder.path, 'job.py')], process.env)
  return program
}

describe('names of Spark’s API', () => {
  it.each([
    ['imports of classes', 'from pyspark.sql import Window as W', ['pyspark.sql.Window']],
    ['imports of modules', 'import pyspark.ml.feature', ['pyspark.ml.feature']],
    ['imports of functions', 'from pyspark.sql.functions import udf', ['functions.udf']],
    ['imports under a condition are not', 'if TYPE_CHECKING:\n  from pyspark.sql import Column', []],
    ['imports that are tried are not', 'try:\n  import pyspark.ml\nexcept ImportError: pass', []],
    ['calls', 'spark.catalog.currentCatalog()', ['Catalog.currentCatalog']],
    ['properties', 'spark.createDataFrame([]).isStreaming', ['DataFrame.isStreaming']],
    [
      'classes of a module',
      'from pyspark.sql import types as T\nT.VarcharType(3)',
      ['pyspark.sql.types.VarcharType'],
    ],
    ['the version', 'import pyspark\npyspark.__version__', ['pyspark.__version__']],
    ['methods of schemas', 'df = spark.range(1)\ndf.schema.json()', ['StructType.json']],
    [
      'methods of SparkConf',
      'from pyspark import SparkConf\nSparkConf().setAppName("a")',
      ['SparkConf.setAppName'],
    ],
    ['methods of streams', 'spark.readStream.load("x")', ['DataStreamReader.load']],
    [
      'options of files',
      'spark.read.option("multiLine", True).json("x", mode="FAILFAST")',
      ['read.json.multiline', 'read.json.mode'],
    ],
    ['what a condition names', 'if s := spark.newSession():\n  s.version', ['SparkSession.version']],
  ])('are found: %s', async (_, text, names) => {
    expect((await read(text))?.names.map(({ call }) => call)).toEqual(expect.arrayContaining(names))
    if (names.length === 0) expect((await read(text))?.names).toEqual([])
  })

  it('are told with what is done: by their class, and not in SQL', async () => {
    const text = `${BEGIN}df.groupBy("a").agg(F.sum("b").alias("n"))\nspark.sql("SELECT sum(a) AS n FROM (SELECT 1 AS a)")`
    const uses = (await read(text))?.uses.map(({ what, call }) => [what, call])
    expect(uses).toEqual([
      ['method:groupBy', 'DataFrame.groupBy'],
      ['method:agg', 'GroupedData.agg'],
      ['function:sum', 'functions.sum'],
      ['method:alias', 'Column.alias'],
      ['function:sum', undefined],
    ])
  })
})

describe('arguments of a call', () => {
  it('are told by their places and names, as far as they are known', async () => {
    const given = async (text: string) => (await read(BEGIN + text))?.uses.flatMap(({ given = [] }) => given)
    expect(await given('df.show(5, vertical=True)')).toEqual(['0', 'vertical'])
    expect(await given('df.drop("a", *more)')).toEqual(['0'])
  })
})

describe('what a program does only where it begins a session of its own', () => {
  const body = '  spark.sparkContext.setLogLevel("WARN")\n'
  const begun = async (text: string) =>
    (await read(BEGIN + text))?.uses.filter(({ begins }) => begins).map(({ line }) => line)

  it.each([
    ['a walrus', '  if s := SparkSession.getActiveSession():\n    return s\n'],
    ['a name', '  s = SparkSession.getActiveSession()\n  if s is not None: return s\n'],
  ])('is told by %s that returns the one that is there, also where it calls a function', async (_, begin) => {
    const text = `def told(spark):\n${body}def session():\n${begin}${body}  told(spark)\n`
    const lines = new Set(await begun(text))
    expect([...lines]).toEqual([4, begin.split('\n').length + 5])
  })

  it('is not what another function calls too, or what comes after another condition', async () => {
    const returned = '  if SparkSession.getActiveSession(): return\n  told(spark)\n'
    expect(await begun(`def told(spark):\n${body}def session():\n${returned}told(spark)\n`)).toEqual([])
    expect(await begun(`def session(spark):\n  if spark is None: return\n${body}`)).toEqual([])
  })
})
