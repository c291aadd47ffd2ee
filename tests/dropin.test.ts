import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { deploymentOf } from '../src/model/record/deployment.ts'
import type { RunRecord } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'
import { onlyRecord, trialOf } from './recorded.ts'

const CONFIG = join(root, 'docker/dropin/etl-compare.yml')
const MINUTES = 60_000

async function run(job: string, folder: string, options: string[], more: NodeJS.ProcessEnv = {}) {
  const args = ['run', job, '--config', CONFIG, '--partition', '2026-11-20', '--out', join(folder, 'results')]
  const env = { ...QUICK_JVM, ETL_COMPARE_CACHE: join(folder, 'cache'), ...more }
  const { code, stdout } = await etlCompare([...args, ...options], folder, env)
  return { code, stdout }
}

async function recordOf(folder: string, place: string): Promise<RunRecord> {
  const text = await readFile(join(folder, 'results', place, 'run.json'), 'utf8')
  return runRecordSchema.parse(JSON.parse(text))
}

const endings = ({ trials }: RunRecord) =>
  Object.fromEntries(trials.map(({ engine, outcome, reason }) => [engine, [outcome, reason]]))

/** Options of spark-submit that make an application write its events to a folder, as a file of JSON lines. */
const withEventLog = (folder: string): string =>
  Object.entries({ enabled: 'true', dir: folder, compress: 'false', 'rolling.enabled': 'false' })
    .map(([name, value]) => `--conf spark.eventLog.${name}=${value}`)
    .join(' ')

/** The operators of the plans in an event log. */
const operatorsOf = (log: string): Set<string> =>
  new Set([...log.matchAll(/"nodeName":"(\w+)/g)].map(([, name = '']) => name))

const PYTHON = { sail: 'docker/sail', sqlframe_duckdb: 'docker/sqlframe' }

/** What a program said it lacks on an engine, if anything; it ends with an error. */
async function lackingOf(engine: keyof typeof PYTHON, folder: string, program: string) {
  const [file, stages] = [join(folder, 'job.py'), join(folder, 'stages')]
  await writeFile(file, program)
  await writeFile(stages, '')
  const python = join(root, PYTHON[engine], '.venv/bin/python')
  const env = { ...process.env, ETL_STAGES: stages }
  const args = [join(root, 'docker/dropin/launch.py'), engine, file]
  const run = promisify(execFile)(python, args, { env, cwd: folder })
  await expect(run).rejects.toMatchObject({ code: 1 })
  return readFile(stages, 'utf8')
}

const SESSION = `from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", "2").getOrCreate()
`

describe.each(['sail', 'sqlframe_duckdb'] as const)('a program of its own session on %s', (engine) => {
  it.each([
    [
      'RDDs',
      `${SESSION}spark.sparkContext.parallelize([1])`,
      /^\{"unsupported": "job.py, line 3: \w+\.sparkContext"\}\n$/,
    ],
    [
      'RDDs begun without a session',
      `from pyspark import SparkConf, SparkContext\nSparkContext(conf=SparkConf()).parallelize([1])`,
      /^\{"unsupported": "job.py, line 1: (pyspark\.)?SparkContext"\}\n$/,
    ],
    [
      'what it catches before it exits',
      `${SESSION}import sys\ntry:\n  spark.sparkContext\nexcept Exception:\n  sys.exit(1)`,
      /^\{"unsupported": "job.py, line 5: \w+\.sparkContext"\}\n$/,
    ],
    [
      'what comes after a master in its settings',
      `from pyspark import SparkConf\n${SESSION.replace('.master("local[2]")', '.config("spark.master", "local[2]").config(conf=SparkConf().setMaster("local[2]"))')}spark.sparkContext`,
      /^\{"unsupported": "job.py, line 4: \w+\.sparkContext"\}\n$/,
    ],
    ['a fault of its own', `${SESSION}raise NotImplementedError("mine")`, /^$/],
    ['a wrong call of its own', `${SESSION}def get(name): pass\nget(1, 2)`, /^$/],
  ])(
    'names %s only where the engine lacks it',
    async (_, program, said) => {
      await using folder = await scratch()
      expect(await lackingOf(engine, folder.path, program)).toMatch(said)
    },
    MINUTES,
  )
})

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
const RATE = `${STREAM}.option("checkpointLocation", "c")`

/** What engines answer that lack a call, and what they answer to a program's own mistake. */
describe.each<['sail' | 'sqlframe_duckdb', [what: string, line: string, said: string | null][]]>([
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

/** What a program printed and reported that a launcher started on Spark's own engines. */
async function launched(engine: 'spark' | 'comet', program: string, more: NodeJS.ProcessEnv = {}) {
  await using folder = await scratch({ 'job.py': program, 'spark.py': 'NAME = "its own"', stages: '' })
  const stages = join(folder.path, 'stages')
  const args = [join(root, 'docker/dropin/launch.py'), engine, join(folder.path, 'job.py')]
  const env = { ...process.env, ...QUICK_JVM, ...more, ETL_STAGES: stages }
  const python = join(root, 'docker/spark/.venv/bin/python')
  const { stdout } = await promisify(execFile)(python, args, { env, cwd: folder.path })
  return { stdout, stages: await readFile(stages, 'utf8') }
}

/** MiB that a session would get: as its heap, and outside it. */
async function memoryOf(engine: 'spark' | 'comet', env: NodeJS.ProcessEnv) {
  const { stdout } = await launched(engine, 'import os\nprint(os.environ["PYSPARK_SUBMIT_ARGS"])', env)
  const [, offHeap = 0] = /offHeap\.size=(\d+)m/.exec(stdout) ?? []
  const [heap = 0] = [...stdout.matchAll(/--driver-memory (\d+)m/g)].map(([, mib]) => mib).slice(-1)
  return { heap: Number(heap), offHeap: Number(offHeap) }
}

describe('Spark and Comet have the same memory', () => {
  it.each<[string, NodeJS.ProcessEnv, number | undefined]>([
    ['of a limit', { ETL_MEMORY: String(4 * 2 ** 30) }, 2925],
    ['where nothing is limited', { ETL_MEMORY: '' }, undefined],
    ['that PYSPARK_SUBMIT_ARGS names', { PYSPARK_SUBMIT_ARGS: '--driver-memory 4g pyspark-shell' }, 4096],
  ])('%s: one as heap, the other half as heap and half outside it', async (_, env, mib) => {
    const [spark, comet] = await Promise.all([memoryOf('spark', env), memoryOf('comet', env)])
    expect(spark).toEqual({ heap: mib ?? expect.any(Number), offHeap: 0 })
    expect(comet.heap + comet.offHeap).toBe(spark.heap)
    expect(comet.offHeap - comet.heap).toBeLessThanOrEqual(1)
  })
})

it.each([
  ['spark', undefined],
  ['comet', 'org.apache.spark.CometPlugin'],
] as const)(
  'a program that names no master, and has modules of its own, tells on %s where it runs',
  async (engine, plugins) => {
    const program = `import spark
from pyspark.sql import SparkSession
session = SparkSession.builder.getOrCreate()
print(spark.NAME, session.range(3).count())
session.stop()`
    const { stdout, stages } = await launched(engine, program, { ETL_MEMORY: String(2 ** 31) })
    expect(stdout).toBe('its own 3\n')
    const { settings } = JSON.parse(stages)
    expect(settings).toMatchObject({ 'spark.master': 'local[*]' })
    expect(settings['spark.plugins']).toBe(plugins)
  },
  2 * MINUTES,
)

describe('a Spark program, unchanged,', () => {
  it(
    'is found to call what an engine lacks before anything runs',
    async () => {
      const args = ['check', 'sessions', 'customer_tiers', '--config', CONFIG, '--size', '1MB']
      const { code, stdout } = await etlCompare(args, root)
      expect(stdout).toMatch(
        /sessions · sail: its code has what Sail lacks: .*localCheckpoint with a storage level \(sessions\.py:\d+\)/,
      )
      expect(stdout).toMatch(/sessions · sqlframe: its code has what SQLFrame lacks: /)
      expect(stdout).not.toMatch(/(spark|comet): its code has what/)
      expect(code).toBe(0)
    },
    MINUTES,
  )

  it(
    'delivers the same data on Comet and Sail, and where another engine lacks a call, the run has not failed',
    async () => {
      await using folder = await scratch()
      const events = join(folder.path, 'events')
      await mkdir(events)
      const env = { PYSPARK_SUBMIT_ARGS: `${withEventLog(events)} pyspark-shell` }
      const { code, stdout } = await run('customer_tiers', folder.path, ['--size', '1MB'], env)
      const record = await recordOf(folder.path, 'customer_tiers/1MB')
      expect(endings(record)).toEqual({
        spark: ['ok', null],
        comet: ['ok', null],
        sail: ['ok', null],
        sqlframe: ['unsupported', expect.stringContaining('types as text that have DECIMAL')],
      })
      expect([code, record.parity.outcome]).toEqual([0, 'exact'])
      expect(stdout).toContain('– sqlframe: unsupported: customer_tiers.py, line ')
      expect(stdout).toContain('comet: Spark 4.1.4 with Comet in local mode')
      const script = [join(root, 'scripts/dropin-table.ts'), CONFIG, join(folder.path, 'results')]
      const table = (await promisify(execFile)(process.execPath, script)).stdout
      expect(table).toMatch(/ spark +baseline +\d.*\n +comet +the same +\d.* g\n +sail +the same .* g\n/)
      expect(table).toMatch(/ sqlframe +unsupported \[1\] +–.*\n\n\[1\] customer_tiers · 1MB on sqlframe: /)
      const names = await readdir(events)
      const logs = await Promise.all(names.map((name) => readFile(join(events, name), 'utf8')))
      const operators = Map.groupBy(logs, (log) => log.includes('CometPlugin'))
      for (const log of operators.get(true) ?? [])
        expect([...operatorsOf(log)]).toEqual(
          expect.arrayContaining(['CometSparkRowToColumnar', 'CometHashAggregate', 'CometExchange']),
        )
      const log = join(events, names[logs.findIndex((text) => text.includes('CometPlugin'))] ?? '')
      const options = ['--job', 'tiers', '--engine', 'comet', '--ledger', 'ledger', '--from-spark-log', log]
      expect((await etlCompare(['record', ...options], folder.path)).code).toBe(0)
      expect(deploymentOf(trialOf(await onlyRecord(folder.path)))).toMatchObject({
        software: 'Spark 4.1.4 with Comet',
        place: { mode: 'local' },
      })
      for (const log of operators.get(false) ?? [])
        expect([...operatorsOf(log)].join()).not.toContain('Comet')
      expect([...operators].map(([isComet, { length }]) => [isComet, length])).toEqual(
        expect.arrayContaining([
          [true, 2],
          [false, 2],
        ]),
      )
    },
    10 * MINUTES,
  )

  it(
    'that no other engine runs exits with 1, since nothing was compared, and names each missing call',
    async () => {
      await using folder = await scratch()
      const { code } = await run('sessions', folder.path, [
        '--size',
        '1MB',
        '--engines',
        'spark,sail,sqlframe',
      ])
      const record = await recordOf(folder.path, 'sessions/1MB')
      expect(endings(record)).toMatchObject({
        spark: ['ok', null],
        sail: ['unsupported', expect.stringContaining('DataFrame.localCheckpoint')],
        sqlframe: ['unsupported', expect.stringMatching(/^sessions\.py, line \d+: Observation$/)],
      })
      expect([code, record.parity.outcome]).toEqual([1, 'unavailable'])
    },
    10 * MINUTES,
  )
})
