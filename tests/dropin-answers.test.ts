import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { PYTHON, SESSION } from './dropin-engines.ts'
import { root, scratch } from './etl-compare.ts'

const MINUTES = 60_000
const ZONE = 'spark.sql.session.timeZone'

/** What each program lacks on an engine; null of one that fails for another reason. */
async function answersOf(engine: keyof typeof PYTHON, programs: string[]): Promise<(string | null)[]> {
  await using folder = await scratch({
    x: 'a,b\n1,2\n',
    t: 'at\n2026-11-20 10:00:00\n',
    'by/dt=2026-11-20/a.csv': 'a,b\n1,2\n',
    'bad/dt=2026-11-20/a.csv': 'a,b\n1,"2\n',
  })
  const python = join(root, PYTHON[engine], '.venv/bin/python')
  const run = promisify(execFile)(python, [join(root, 'tests/dropin_answers.py'), engine, folder.path])
  run.child.stdin?.end(JSON.stringify(programs))
  return JSON.parse((await run).stdout)
}

const STREAM = 'spark.readStream.format("rate").load().writeStream'
const ROW = 'spark.sql("select 1 as a")'
const RATE = `${STREAM}.option("checkpointLocation", "c")`

/** What engines answer that lack a call, and what they answer to a program's own mistake. */
describe.each<[keyof typeof PYTHON, [what: string, line: string, said: string | null][]]>([
  [
    'sail',
    [
      [
        'a function of Java',
        'spark.udf.registerJavaFunction("f", "a.B")',
        'registerJavaFunction: there is no JVM',
      ],
      [
        'a function of a jar',
        `spark.sql("CREATE FUNCTION f AS 'a.B' USING JAR 'x.jar'")`,
        'CREATE FUNCTION: there',
      ],
      ['a jar', `spark.sql("ADD JAR 'x.jar'")`, 'ADD JAR: there is no JVM'],
      [
        'a sink of files',
        `${RATE}.format("parquet").start("out")`,
        'DataStreamWriter.start: cannot write streaming data',
      ],
      [
        'a sink in memory',
        `${STREAM}.format("memory").queryName("t").start()`,
        'DataStreamWriter.start: format memory',
      ],
      [
        'a function of batches',
        `${STREAM}.foreachBatch(lambda df, n: None).start()`,
        'DataStreamWriter.start: missing',
      ],
      [
        'a table as a sink',
        `${RATE}.toTable("t")`,
        'toTable: unsupported extension node for streaming: CatalogCommandNode',
      ],
      ['a function of SQL', 'spark.sql("select input_file_name()").collect()', 'function: input_file_name'],
      ['a mistyped method', 'spark.range(1).fliter("id > 0")', null],
      ['a mistyped function', 'spark.sql("select totaly(1)").collect()', null],
      ['a mistyped column', 'spark.range(1).select("unsupported_flag").collect()', null],
      ['a mistyped column as an attribute', 'spark.range(1).not_supported', null],
      ['a mistyped table', 'spark.table("unsupported_orders").collect()', null],
      ['a mistyped format', 'spark.read.format("parqet").load("x").collect()', null],
      ['a mistyped statement', 'spark.sql("selec 1")', null],
      [
        'an error of its own in SQL',
        `spark.sql("select raise_error('this is not supported')").collect()`,
        null,
      ],
      [
        'an error of its own function',
        'spark.range(1).select(F.udf(lambda x: int("unsupported"))("id")).collect()',
        null,
      ],
    ],
  ],
  [
    'sqlframe_duckdb',
    [
      ['a function', 'F.broadcast(spark.range(1))', 'functions.broadcast'],
      ['a method', 'spark.range(1).sample(0.5)', 'DataFrame.sample'],
      ['an argument', 'spark.conf.get("spark.master", "none")', '_DuckDBRuntimeConfig.get() takes 2'],
      ['an option', 'spark.read.csv("x", multiLine=True)', 'multiline'],
      ['a function of SQL', 'spark.sql("select java_method(1)").collect()', 'function java_method'],
      [
        'a function of a jar',
        `spark.sql("CREATE FUNCTION f AS 'a.B' USING JAR 'x.jar'")`,
        'CREATE FUNCTION: there',
      ],
      ['a jar', `spark.sql("ADD JAR 'x.jar'")`, 'ADD JAR: there is no JVM'],
      ['a statement', 'spark.sql("CACHE TABLE x")', 'the statement CACHE TABLE'],
      ['a table of a catalog', 'spark.table("lake.sales.orders").collect()', 'catalog lake.sales'],
      [
        'a table of a catalog in SQL',
        'spark.sql("select * from lake.sales.orders").collect()',
        'catalog lake',
      ],
      ['a table of a metastore', 'spark.sql("select * from sales.orders").collect()', 'catalog sales'],
      [
        'a time by inference',
        'spark.read.csv("t", header=True, inferSchema=True).collect()',
        'type timestamp_ntz',
      ],
      ['CSV below partitions', 'spark.read.csv("by", header=True).collect()', 'CSV files below folders dt=,'],
      ['a format', 'spark.read.format("orc").load("x").collect()', 'function read_orc'],
      ['a mistyped method', 'spark.range(1).fliter("id > 0")', null],
      ['a mistyped method of a reader', 'spark.read.csvs("x")', null],
      ['a mistyped function of PySpark', 'F.totaly("id")', null],
      ['a mistyped import', 'from pyspark.sql import Windows', null],
      ['a mistyped module', 'import pyspark.sqk', null],
      ['a mistyped function', 'spark.sql("select totaly(1)").collect()', null],
      ['a mistyped column', 'spark.range(1).select("timestamp_ntz").collect()', null],
      ['a mistyped table', 'spark.table("orders").collect()', null],
      ['a mistyped table in SQL', 'spark.sql("select * from orders").collect()', null],
      ['a missing file', 'spark.read.csv("by/dt=2026-11-21/a.csv", header=True).collect()', null],
      [
        'a malformed file below a partition',
        'spark.read.csv("bad", header=True, schema="a INT, b INT").collect()',
        null,
      ],
      ['a mistyped format', 'spark.read.format("parqet").load("x").collect()', null],
      ['a mistyped statement', 'spark.sql("selec 1")', null],
      ['an error of its own', 'raise ValueError("Function with name sum does not exist")', null],
    ],
  ],
  [
    'duckdb_spark',
    [
      ['a name', 'from pyspark.sql import Window', 'Window'],
      ['a function', 'F.try_divide(1, 2)', 'functions.try_divide'],
      ['a method', `${ROW}.localCheckpoint()`, 'DataFrame.localCheckpoint'],
      ['a setting', 'spark.conf.set("spark.sql.ansi.enabled", "true")', 'RuntimeConfig.set: not implemented'],
      ['an option', 'spark.read.csv("x", mode="FAILFAST")', 'DataFrameReader.csv: the option mode'],
      [
        'a join with itself',
        `(lambda df: df.join(df, "a"))(${ROW})`,
        'DataFrame.join: a join of a DataFrame with itself',
      ],
      [
        'a function without a type',
        'spark.udf.register("f", lambda x: x)',
        'a function without its return type',
      ],
      ['a jar', `spark.sql("ADD JAR 'x.jar'")`, 'ADD JAR: there is no JVM'],
      ['another option', 'spark.read.csv("x", nanValue="n")', 'DataFrameReader.csv: the option nanValue'],
      ['a method of a column', `${ROW}.a.between(1, 2)`, 'Column.between'],
      ['an argument', `${ROW}.show(5)`, 'DataFrame.show() takes 1'],
      [
        'an argument of a class that the program imports',
        `from pyspark.sql import DataFrame; ${ROW}.show(5)`,
        'DataFrame.show() takes 1',
      ],
      ['a schema in DDL', 'spark.createDataFrame([(1,)], "a int")', 'a schema written as DDL'],
      ['a function of SQL', 'spark.sql("select java_method(1)")', 'function java_method'],
      ['a count of rows', `${ROW}.groupBy("a").agg(F.count("*")).show()`, '"*" within a function'],
      ['a mistyped method', `${ROW}.fliter("a > 0")`, null],
      ['a mistyped method of a column', `${ROW}.a.betwen(1, 2)`, null],
      ['a mistyped function of PySpark', 'F.totaly("a")', null],
      ['a mistyped function', 'spark.sql("select totaly(1)")', null],
      ['a mistyped import', 'from pyspark.sql import Windows', null],
      ['a wrong call of its own', '(lambda a: a)(1, 2)', null],
      ['a mistyped column', `${ROW}.select("nothing").show()`, null],
      ['a missing file', 'spark.read.parquet("none.parquet").show()', null],
    ],
  ],
])('%s is unsupported only', (engine, programs) => {
  let answers: (string | null)[]
  beforeAll(async () => {
    answers = await answersOf(
      engine,
      programs.map(([, line]) => `from pyspark.sql import functions as F\n${SESSION}${line}`),
    )
  }, 5 * MINUTES)

  it.each(
    programs.map(([what, , said], index) => ({ how: said === null ? 'never by' : 'by', what, said, index })),
  )('$how $what', ({ said, index }) =>
    expect(answers[index]).toEqual(
      said === null ? null : expect.stringMatching(new RegExp(`^job\\.py, line 4: .*${RegExp.escape(said)}`)),
    ),
  )
})

it('sqlframe_duckdb lacks the same statements and tables where the session has a view', {
  timeout: MINUTES,
}, async () => {
  const view = `${SESSION}spark.range(1).createOrReplaceTempView("v")\n`
  const lines = ['spark.sql("SET a.b=1")', 'spark.table("lake.sales.orders").collect()']
  expect(
    await answersOf(
      'sqlframe_duckdb',
      lines.map((line) => view + line),
    ),
  ).toEqual([
    expect.stringContaining('the statement SET A.B=1'),
    expect.stringContaining('a table with a name of several parts, lake.sales.orders'),
  ])
})

describe.each([
  ['sqlframe_duckdb', 'spark._conn'],
  ['duckdb_spark', 'spark.conn'],
] as const)('the session that a program builds on %s', (engine, connection) => {
  /** Settings of DuckDB that a program sees after it has begun its session. */
  async function settingsOf(begin: string, names: string[], more: NodeJS.ProcessEnv): Promise<string> {
    const asked = names.map((name) => `current_setting('${name}')`).join(', ')
    await using folder = await scratch({
      'job.py': `${begin}print(${connection}.execute("SELECT ${asked}").fetchone())\n`,
    })
    const launch = [join(root, 'docker/dropin/launch.py'), engine, join(folder.path, 'job.py')]
    const env = { ...process.env, ...more, ETL_STAGES: join(folder.path, 'stages') }
    const python = join(root, PYTHON[engine], '.venv/bin/python')
    return (await promisify(execFile)(python, launch, { env })).stdout.trim()
  }

  it('keeps to the limits', async () => {
    const env = { ETL_CPUS: '1', ETL_MEMORY: String(4 * 2 ** 30) }
    expect(await settingsOf(SESSION, ['threads', 'memory_limit'], env)).toBe("(1, '2.3 GiB')")
  })

  it.each([
    [
      'that its builder is given',
      SESSION.replace('.getOrCreate', `.config("${ZONE}", "Asia/Tokyo")$&`),
      'Asia/Tokyo',
    ],
    ['of the environment, where it is given none', SESSION, 'Europe/Zurich'],
  ])('has the time zone %s', async (_, begin, zone) => {
    expect(await settingsOf(begin, ['TimeZone'], { TZ: 'Europe/Zurich' })).toBe(`('${zone}',)`)
  })
})

it('sqlframe_duckdb lacks a table of a metastore also where later steps ask for its columns', {
  timeout: MINUTES,
}, async () => {
  const line = 'spark.table("sales.orders").select("a").write.parquet("new")'
  expect(await answersOf('sqlframe_duckdb', [SESSION + line])).toEqual([
    expect.stringContaining('catalog sales: DuckDB has no such one'),
  ])
})
