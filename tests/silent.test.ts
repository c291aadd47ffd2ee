import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, it } from 'vitest'
import { checkPort } from '../src/differences/check-port.ts'
import { DROP_INS, type DropIn } from '../src/differences/entry.ts'
import { findUses } from '../src/port/find-uses.ts'
import { type Ended, runEverywhere } from './dropin-programs.ts'
import { QUICK_JVM, root, scratch } from './etl-compare.ts'

const MINUTES = 600_000

const BEGIN = `import datetime as dt
from pyspark.sql import SparkSession, functions as F
spark = SparkSession.builder.getOrCreate()
def told(frame):
  print("told", sorted(frame.columns), [tuple(row) for row in frame.collect()])
def lines(path):
  from pathlib import Path
  files = [Path(path)] if Path(path).is_file() else Path(path).glob("*.csv")
  print("told", sorted({line for file in files for line in file.read_text().splitlines()}))
`

const LETTER = 'spark.createDataFrame([("a", 1)], ["k", "v"])'
const DAY = 'spark.createDataFrame([(dt.date(2024, 1, 7),)], ["d"])'
const SHOPS = 'spark.createDataFrame([("east", 1), ("west", 2)], ["shop", "staff"])'
const SALES = 'spark.createDataFrame([("east", 7)], ["shop", "sold"])'

/** Programs whose data or names of columns may be others on another engine, which would not say so, and the entry about it. */
const PROGRAMS: readonly [name: string, id: string, text: string][] = [
  [
    'split with a limit',
    'split-limit',
    'told(spark.createDataFrame([("a,b,c",)], ["s"]).select(F.split("s", ",", 2).alias("v")))',
  ],
  [
    'split without one',
    'split-limit',
    'told(spark.createDataFrame([("a,b,c",)], ["s"]).select(F.split("s", ",").alias("v")))',
  ],
  ['a sum without an alias', 'unaliased-function', `told(${LETTER}.groupBy("k").agg(F.sum("v")))`],
  ['a sum with an alias', 'unaliased-function', `told(${LETTER}.groupBy("k").agg(F.sum("v").alias("n")))`],
  ['an operator without an alias', 'unaliased-operator', `told(${LETTER}.select("k", F.col("v") + 1))`],
  ['a cast without an alias', 'unaliased-cast', `told(${LETTER}.select(F.col("v").cast("string")))`],
  [
    'a cast in SQL without an alias',
    'unaliased-cast-sql',
    `${LETTER}.createOrReplaceTempView("letters")
told(spark.sql("SELECT CAST(v AS STRING) FROM letters"))`,
  ],
  [
    'a field by one text',
    'field-by-text',
    `told(${LETTER}.select(F.struct("k", "v").alias("x")).select("x.k"))`,
  ],
  ['a sum of groups', 'unaliased-grouped', `told(${LETTER}.groupBy("k").sum("v"))`],
  ['rows of all', 'aggregate-in-select', `told(${LETTER}.select(F.sum("v").alias("n")))`],
  [
    'a column that only some files have',
    'parquet-merge-schema',
    `${LETTER}.write.parquet("1.parquet")
spark.sql("SELECT 'b' AS k, CAST(2 AS BIGINT) AS v, 5 AS w").write.parquet("2.parquet")
told(spark.read.option("mergeSchema", True).parquet("1.parquet", "2.parquet").orderBy("k"))`,
  ],
  [
    'SQL without an alias',
    'unaliased-sql',
    `${LETTER}.createOrReplaceTempView("letters")
told(spark.sql("SELECT k, count(*), max(v) + 1 FROM letters GROUP BY k"))`,
  ],
  [
    'SQL with an alias',
    'unaliased-sql',
    `${LETTER}.createOrReplaceTempView("letters")
told(spark.sql("SELECT k, count(*) AS n, max(v) + 1 AS m FROM letters GROUP BY k"))`,
  ],
  ['a range', 'range-column', 'told(spark.range(2))'],
  [
    'blanks and a hyphen within a name',
    'initcap-call',
    'told(spark.createDataFrame([("two-part  name",)], ["s"]).select(F.initcap("s").alias("v")))',
  ],
  ['days of the week', 'day-of-week-call', `told(${DAY}.select(F.dayofweek("d").alias("v")))`],
  [
    'days of the week in SQL',
    'day-of-week',
    `${DAY}.createOrReplaceTempView("days")
told(spark.sql("SELECT dayofweek(d) AS v FROM days"))`,
  ],
  [
    'filled values in the next step',
    'filled-values-later',
    `told(spark.createDataFrame([(1, None), (1, 5)], ["id", "v"]).fillna({"v": 0}).groupBy("id").agg(F.avg("v").alias("m")))`,
  ],
  [
    'filled values at once',
    'filled-values-later',
    `rows = spark.createDataFrame([(1, None), (2, 5)], ["id", "v"])
print("told", sorted(map(tuple, rows.fillna({"v": 0}).collect())))`,
  ],
  [
    'all columns filled',
    'fillna-of-all-columns',
    `told(spark.createDataFrame([(1, None, "x"), (2, 5, "y")], ["id", "v", "s"]).fillna(0).orderBy("id"))`,
  ],
  [
    'a function of the key of a left join',
    'left-join-key',
    `told(${SHOPS}.join(${SALES}, "shop", "left").select("shop", F.upper("shop").alias("n")).orderBy("shop"))`,
  ],
  [
    'the key of a right join',
    'outer-join-key',
    `told(${SALES}.join(${SHOPS}, "shop", "right").select("shop").orderBy("shop"))`,
  ],
  [
    'the key of a full join',
    'outer-join-key',
    `told(${SALES}.join(${SHOPS}, "shop", "full").select("shop").orderBy("shop"))`,
  ],
  [
    'NULL in the order of a window',
    'window-order-null-call',
    `from pyspark.sql import Window
rows = spark.createDataFrame([(2,), (None,), (1,)], ["x"])
told(rows.select("x", F.row_number().over(Window.orderBy("x")).alias("n")).orderBy("n"))`,
  ],
  [
    'NULL in the order of a window in SQL',
    'window-order-null',
    `spark.createDataFrame([(2,), (None,), (1,)], ["x"]).createOrReplaceTempView("numbers")
told(spark.sql("SELECT x, row_number() OVER (ORDER BY x) AS n FROM numbers ORDER BY n"))`,
  ],
  [
    'capital letters in agg',
    'capitals-in-agg',
    `told(${LETTER}.groupBy("k").agg(F.sum("v").alias("TotalV")))`,
  ],
  [
    'capital letters in SQL',
    'capitals-in-sql',
    `${LETTER}.createOrReplaceTempView("letters")
told(spark.sql("SELECT k AS Kind, v AS Value FROM letters"))`,
  ],
  [
    'an array as one text',
    'concat-ws-array',
    `told(spark.createDataFrame([(1, ["a", "b"])], ["i", "l"]).select(F.concat_ws("-", "l").alias("v")))`,
  ],
  ['a fraction', 'fraction-of-python', `told(${LETTER}.select((F.lit(0.1) + F.lit(0.2)).alias("v")))`],
  ['a header that is not said', 'csv-write-header', `${LETTER}.write.csv("o")\nlines("o")`],
  ['a header that is said', 'csv-write-header', `${LETTER}.write.csv("o2", header=True)\nlines("o2")`],
  [
    'quotes around all',
    'csv-quote-all',
    `${LETTER}.write.csv("o3", header=False, quoteAll=True)\nlines("o3")`,
  ],
  [
    'a form of dates',
    'csv-write-times',
    `${DAY}.write.csv("o4", header=False, dateFormat="dd.MM.yyyy")\nlines("o4")`,
  ],
  [
    'decimals that are cut',
    'csv-decimals',
    `from pyspark.sql.types import DecimalType, StringType, StructField, StructType
open("d.csv", "w").write("12.345,p\\n0.005,q\\n")
schema = StructType([StructField("a", DecimalType(12, 2)), StructField("s", StringType())])
print("told", [float(row[0]) for row in spark.read.csv("d.csv", schema=schema).orderBy("s").collect()])`,
  ],
  [
    'a text for NULL',
    'csv-null-value',
    `open("n.csv", "w").write("code,n\\nNA,p\\nx,q\\n")
told(spark.read.csv("n.csv", header=True, nullValue="NA").orderBy("n"))`,
  ],
  [
    'a folder of no rows',
    'write-no-rows',
    `import os\n${LETTER}.filter("v > 1").write.parquet("e")\nprint("told", os.path.exists("e"))`,
  ],
  ['rows as dictionaries', 'rows-as-dicts', `told(spark.createDataFrame([{"a": 1, "b": "x"}]))`],
  ['names of types', 'dtypes', `print("told", [kind for _, kind in ${LETTER}.dtypes])`],
  [
    'a column of one side that is dropped',
    'drop-of-a-side',
    `a, b = ${LETTER}, spark.createDataFrame([("a", 2)], ["k", "v"])
told(a.join(b, a.k == b.k).drop(b.k).drop(b.v))`,
  ],
]

let spark: string[] = []
let ended: Record<DropIn, Ended[]>
beforeAll(async () => {
  ended = await runEverywhere(PROGRAMS.map(([, , text]) => BEGIN + text))
  spark = await onSpark(BEGIN + PROGRAMS.map(([, , text]) => text).join('\n'))
  expect(spark).toHaveLength(PROGRAMS.length)
}, MINUTES)

it.each(PROGRAMS.map(([name, id, text], index) => ({ name, id, text, index })))(
  'of $name, port-check says on which engines Spark’s data are not returned',
  async ({ id, text, index }) => {
    await using folder = await scratch({ 'job.py': BEGIN + text })
    const read = await findUses([join(folder.path, 'job.py')], process.env)
    const isForetold = (engine: DropIn) =>
      checkPort(read, engine).met.some(
        ({ entry, standing }) => standing === 'none' || (entry.id === id && standing === 'differ'),
      )
    const isOther = (engine: DropIn) => {
      const { code, stdout = '' } = ended[engine][index] ?? {}
      return code !== 0 || told(stdout)[0] !== spark[index]
    }
    const found = DROP_INS.map((engine) => [engine, isOther(engine)])
    const foretold = DROP_INS.map((engine) => [engine, isForetold(engine)])
    expect(Object.fromEntries(foretold)).toEqual(Object.fromEntries(found))
  },
)

/** What all programs say on Spark, in one start of it. */
async function onSpark(program: string): Promise<string[]> {
  await using folder = await scratch({ 'all.py': program })
  const python = join(root, 'docker/spark/.venv/bin/python')
  const args = [join(root, 'docker/dropin/launch.py'), 'spark', 'all.py']
  const env = { ...process.env, ...QUICK_JVM }
  return told((await promisify(execFile)(python, args, { cwd: folder.path, env })).stdout)
}

const told = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('told'))
