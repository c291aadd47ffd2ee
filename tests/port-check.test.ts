import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'

const PROGRAM = `from pyspark.sql import functions as F
latest = spark.table("orders").groupBy("customer").agg(F.max_by("status", "changed_at"))
spark.sql(f"SELECT * FROM {latest}")
`

/** What no engine without Spark's JVM has. */
const BEYOND = `from pyspark.sql import SparkSession
spark = SparkSession.builder.config("spark.jars", "a.jar").getOrCreate()
spark.sql("ADD JAR 'a.jar'")
spark.udf.register("f", lambda x: x)
spark.sparkContext.parallelize([1]).map(lambda x: x).toDF()
spark.udf.registerJavaFunction("g", "a.B")
spark.readStream.text("in").writeStream.start("out")
spark.table("shop.orders")
SparkSession.builder.enableHiveSupport()
spark.range(1).write.saveAsTable("mine")
`

describe('etl-compare port-check', () => {
  it('says for each engine where a program would change data, and how to write it', async () => {
    await using folder = await scratch({ 'job.py': PROGRAM })
    const { code, stdout } = await etlCompare(['port-check', 'job.py', '--json'], folder.path)
    expect(code).toBe(0)
    const { checks } = JSON.parse(stdout)
    const place = { file: 'job.py', line: 2, operation: 'function:max_by' }
    expect(checks).toMatchObject([{ target: 'duckdb' }, { target: 'polars' }])
    expect(checks[0].unknown).toContainEqual(expect.objectContaining({ line: 3, operation: 'dynamic-sql' }))
    expect(checks[0].differences).toContainEqual(
      expect.objectContaining({
        id: 'max-by-null',
        standing: 'same-if',
        write: expect.stringContaining('arg_max_null'),
        places: [expect.objectContaining(place)],
      }),
    )
  })

  it.each(['sail', 'sqlframe', 'duckdb_spark'])(
    'names what a program needs and %s lacks, with what would do',
    async (engine) => {
      await using folder = await scratch({ 'job.py': BEYOND })
      const { stdout } = await etlCompare(['port-check', 'job.py', '--to', engine, '--json'], folder.path)
      const [{ target, differences }] = JSON.parse(stdout).checks
      expect(target).toBe(engine)
      const named = (id: string, standing: string, line: number) =>
        expect.objectContaining({
          ...{ id, standing, write: expect.stringMatching(/\w+ \w+/) },
          places: expect.arrayContaining([expect.objectContaining({ line })]),
        })
      expect(differences).toEqual(
        expect.arrayContaining([
          named('jars', 'none', 3),
          named('rdd', 'none', 5),
          named('java', 'none', 6),
          named('streaming', 'none', 7),
          named('catalog-tables', 'none', 8),
          // Accepted without an error, and without effect
          named('jar-settings', 'differ', 2),
          named('hive', 'differ', 9),
          named('save-as-table', 'differ', 10),
        ]),
      )
    },
  )

  it('takes an engine by the name that launch.py and its package have, and ends with a line for each', async () => {
    await using folder = await scratch({ 'job.py': BEYOND })
    const check = (...to: string[]) => etlCompare(['port-check', 'job.py', '--to', ...to], folder.path)
    const { stdout, code } = await check('sqlframe_duckdb,pysail,duckdb-spark,sail')
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n').slice(-4)).toEqual([
      expect.stringMatching(/^In short/),
      expect.stringMatching(/^ {2}On SQLFrame, as it is: it lacks \d+ things/),
      expect.stringMatching(/^ {2}On Sail, as it is: it lacks \d+ things/),
      expect.stringMatching(/^ {2}On DuckDB’s Spark API, as it is: it lacks \d+ things/),
    ])
    const { summary, differences } = JSON.parse((await check('sail', '--json')).stdout).checks[0]
    const lacking = differences.filter(({ standing }: { standing: string }) => standing === 'none')
    expect(summary).toMatchObject({ lacking: lacking.length, text: expect.stringContaining('On Sail') })
  })

  it('shows no more than one engine where one is asked for', async () => {
    await using folder = await scratch({ 'job.sql': 'SELECT max_by(a, b) FROM t' })
    const { stdout } = await etlCompare(['port-check', 'job.sql', '--to', 'duckdb'], folder.path)
    expect(stdout).toContain('Spark to DuckDB')
    expect(stdout).not.toContain('Polars:')
  })

  it.each([
    ['a file that is not there', 'none.py', [], 'programMissing'],
    ['a folder', '.', [], 'programMissing'],
    ['another language', 'job.scala', [], 'programKindUnknown'],
    ['a program that does not parse', 'broken.py', [], 'programUnread'],
    ['an engine that is not known', 'job.py', ['--to', 'pandas'], 'optionInvalid'],
    ['Spark by its operators', 'job.py', ['--to', 'sail,comet'], 'portCheckSpark'],
  ])('refuses %s', async (_, file, options, mistake) => {
    await using folder = await scratch({ 'job.py': PROGRAM, 'job.scala': '', 'broken.py': 'def f(' })
    const ended = await etlCompare(['port-check', file, ...options], folder.path)
    expect(ended).toMatchObject({ code: 2, mistake: { code: mistake } })
  })
})
