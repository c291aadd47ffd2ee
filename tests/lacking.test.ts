import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { checkPort } from '../src/differences/check-port.ts'
import { findUses } from '../src/port/find-uses.ts'
import { root, scratch } from './etl-compare.ts'

const MINUTES = 120_000

const ENGINES = {
  sail: { module: 'sail', stack: 'docker/sail' },
  sqlframe: { module: 'sqlframe_duckdb', stack: 'docker/sqlframe' },
}

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
  'a file that is written anew':
    'spark.range(2).write.parquet("o.parquet")\nspark.range(1).write.mode("overwrite").parquet("o.parquet")',
}

describe.each(Object.entries(ENGINES))('on %s', (engine, { module, stack }) => {
  it.each(Object.entries(PROGRAMS))(
    'whether a program with %s runs to its end is what port-check says',
    async (_, text) => {
      await using folder = await scratch({ 'job.py': BEGIN + text })
      const program = join(folder.path, 'job.py')
      const { met } = checkPort(await findUses([program], process.env), engine as keyof typeof ENGINES)
      const python = join(root, stack, '.venv/bin/python')
      const run = promisify(execFile)(python, [join(root, 'docker/dropin/launch.py'), module, program], {
        cwd: folder.path,
      })
      const runs = await run.then(
        () => true,
        () => false,
      )
      expect(met.every(({ standing }) => standing !== 'none')).toBe(runs)
    },
    MINUTES,
  )
})
