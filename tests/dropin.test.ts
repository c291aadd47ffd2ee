import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'

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

it.each([
  ['a function', 'F.broadcast(spark.range(1))', 'functions.broadcast'],
  ['a method', 'spark.range(1).sample(0.5)', 'DataFrame.sample'],
  ['an argument', 'spark.conf.get("spark.master", "none")', '_DuckDBRuntimeConfig.get() takes 2'],
  ['an option', 'spark.read.csv("x", multiLine=True)', 'multiline'],
])(
  'SQLFrame names what it lacks where it has no such name: %s',
  async (_, line, call) => {
    await using folder = await scratch()
    await writeFile(join(folder.path, 'x'), 'a,b\n1,2\n')
    const program = `from pyspark.sql import functions as F\n${SESSION}${line}`
    const said = await lackingOf('sqlframe_duckdb', folder.path, program)
    expect(said).toContain('job.py, line 4: ')
    expect(said).toContain(call)
  },
  MINUTES,
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
      const script = [join(root, 'scripts/dropin-table.ts'), CONFIG, join(folder.path, 'results')]
      const table = (await promisify(execFile)(process.execPath, script)).stdout
      expect(table).toMatch(/ spark +baseline +\d.*\n +comet +the same +\d.* g\n +sail +the same .* g\n/)
      expect(table).toMatch(/ sqlframe +unsupported \[1\] +–.*\n\n\[1\] customer_tiers · 1MB on sqlframe: /)
      const logs = await Promise.all(
        (await readdir(events)).map((name) => readFile(join(events, name), 'utf8')),
      )
      const operators = Map.groupBy(logs, (log) => log.includes('CometPlugin'))
      for (const log of operators.get(true) ?? [])
        expect([...operatorsOf(log)]).toEqual(
          expect.arrayContaining(['CometSparkRowToColumnar', 'CometHashAggregate', 'CometExchange']),
        )
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
