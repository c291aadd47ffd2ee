import { describe, expect, it } from 'vitest'
import { usesIn } from '../../tests/program-uses.ts'

const BEGIN = `from pyspark.sql import SparkSession, functions as F, types as T
`
const ROWS = 'df = spark.createDataFrame([(1, "x", 0.5, None), (2, "y", 1.5, "z")], ["n", "s", "d", "u"])\n'
const CSV = 'df = spark.read.csv("a.csv", header=True)\n'
const SCHEMA =
  'df = spark.read.schema("n INT, s STRING, m DECIMAL(9, 2), l ARRAY<STRING>, t TIMESTAMP").csv("a.csv", header=True)\n'
const TYPES =
  'df = spark.read.csv("a.csv", T.StructType([T.StructField("n", T.LongType()), T.StructField("m", T.DecimalType(9, 2))]))\n'

async function uses(text: string): Promise<string[]> {
  const [program] = Object.values(await usesIn({ 'job.py': BEGIN + text }))
  return (program?.uses ?? []).map((use) => use.slice(2))
}

describe('the type of a column is known', () => {
  it.each([
    ['from rows', `${ROWS}F.conv("n", 10, 16)`, 'function:conv.number'],
    ['from rows with NULL', `${ROWS}F.hour(df.u)`, 'function:hour.text'],
    ['from a schema as text', `${SCHEMA}F.bround(F.col("m"))`, 'function:bround.decimal'],
    ['from a schema of types', `${TYPES}F.lpad("n", 3, "0")`, 'function:lpad.number'],
    ['from a cast', `${CSV}x = df.select(df.a.cast("string").alias("b"))\nF.avg("b")`, 'function:avg.text'],
    [
      'from a function',
      `${CSV}df.withColumn("b", F.upper("a")).select(F.col("b") * 2)`,
      'operator:arithmetic.text',
    ],
    [
      'through another name',
      `${ROWS}df.withColumnRenamed("s", "b").groupBy("n").avg("b")`,
      'function:avg.text',
    ],
    ['by the side of a join', `${ROWS}F.bround(F.sum("n")); F.hour(F.col("a.s"))`, 'function:hour.text'],
    ['in SQL', `${ROWS}spark.sql("SELECT conv(n, 10, 16) AS h FROM v")`, 'function:conv.number'],
    [
      'of all columns of CSV without types',
      `${CSV}df.select(F.col("a") * 2)`,
      'operator:arithmetic.csv-text',
    ],
    ['of text that is compared', `${ROWS}df.filter(F.col("s") > 3)`, 'clause:text-compared-with-number'],
    ['of an array', `${SCHEMA}F.concat_ws("-", "n", "l")`, 'function:concat_ws.array'],
    ['of an array that a function makes', 'F.concat_ws("-", F.collect_set("a"))', 'function:concat_ws.array'],
    [
      'of an array in SQL',
      `spark.sql("SELECT concat_ws('-', collect_list(a)) AS t FROM v")`,
      'function:concat_ws.array',
    ],
    ['of a column that is joined alone', 'F.concat_ws("-", "a")', 'function:concat_ws.array'],
    ['of a fraction', `${ROWS}df.select(df.n * 0.1)`, 'operator:fraction'],
  ])('%s', async (_, text, use) => {
    expect(await uses(text)).toContain(use)
  })

  it.each([
    ['where two are given to one name', `${ROWS}df.withColumn("s", df.s.cast("int")).select(df.s * 2)`],
    [
      'where CSV is not all that is read',
      `${CSV}spark.read.parquet("b")\ndf.select(F.col("a") * 2, F.avg("a"))`,
    ],
    [
      'of CSV whose types are inferred',
      'df = spark.read.csv("a", inferSchema=True)\ndf.select(F.col("a") * 2)',
    ],
    ['of a column that nothing names', 'F.conv("a", 10, 16); F.lpad("a", 3, "0"); F.bround("a")'],
    ['of texts that are joined', `${ROWS}F.concat_ws("-", "s"); F.concat_ws("-", "a", "b")`],
    ['of numbers', `${ROWS}df.select(df.n * 2, F.avg("d"), F.lit(1), F.bround("d"), F.conv("s", 16, 10))`],
  ])('or nothing is said: %s', async (_, text) => {
    const found = await uses(text)
    expect(found.filter((use) => /\.(?:csv-)?text$|\.number|\.decimal|\.array|:fraction/.test(use))).toEqual(
      [],
    )
  })

  it('and so are types in the schema of a file', async () => {
    expect(await uses(SCHEMA)).toEqual(
      expect.arrayContaining(['option:csv-schema-decimal', 'option:csv-schema-timestamp']),
    )
    expect(await uses(TYPES)).not.toContain('option:csv-schema-timestamp')
  })
})
