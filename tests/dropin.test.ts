import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { deploymentOf } from '../src/model/record/deployment.ts'
import { CONFIG, endings, ON_A_DAY, PYTHON, run, SESSION } from './dropin-engines.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { onlyRecord, trialOf } from './recorded.ts'

const MINUTES = 60_000

/** Options of spark-submit that make an application write its events to a folder, as a file of JSON lines. */
const withEventLog = (folder: string): string =>
  Object.entries({ enabled: 'true', dir: folder, compress: 'false', 'rolling.enabled': 'false' })
    .map(([name, value]) => `--conf spark.eventLog.${name}=${value}`)
    .join(' ')

/** The operators of the plans in an event log. */
const operatorsOf = (log: string): Set<string> =>
  new Set([...log.matchAll(/"nodeName":"(\w+)/g)].map(([, name = '']) => name))

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
  ])('names %s only where the engine lacks it', async (_, program, said) => {
    await using folder = await scratch()
    expect(await lackingOf(engine, folder.path, program)).toMatch(said)
  })
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

it('a program that is not there is named before its engine begins, with where it was looked for', async () => {
  await using folder = await scratch()
  const python = join(root, 'docker/spark/.venv/bin/python')
  const args = [join(root, 'docker/dropin/launch.py'), 'spark', 'jobs/none.py']
  const run = promisify(execFile)(python, args, { cwd: folder.path })
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`jobs/none.py was not found in ${folder.path}, where`),
  })
})

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
)

describe('a Spark program, unchanged,', () => {
  it('is found to call what an engine lacks before anything runs', async () => {
    const args = ['check', 'sessions', 'customer_tiers', '--config', CONFIG, '--size', '1MB']
    const { code, stdout } = await etlCompare(args, root)
    expect(stdout).toMatch(
      /sessions · sail: its code has what Sail lacks: .*localCheckpoint with a storage level \(sessions\.py:\d+\)/,
    )
    expect(stdout).toMatch(/sessions · sqlframe: its code has what SQLFrame lacks: /)
    expect(stdout).toMatch(/customer_tiers · duckdb_spark: .* lacks: .*: RuntimeConfig\.set \(spark_session/)
    expect(stdout).not.toMatch(/ (spark|comet): its code has what/)
    expect(code).toBe(0)
  })

  it(
    'delivers the same data on Comet and Sail, and where another engine lacks a call, the run has not failed',
    async () => {
      await using folder = await scratch()
      const events = join(folder.path, 'events')
      await mkdir(events)
      const env = { PYSPARK_SUBMIT_ARGS: `${withEventLog(events)} pyspark-shell` }
      const { code, stdout } = await run('customer_tiers', folder.path, ON_A_DAY, env)
      const record = await recordOf(folder.path, 'customer_tiers/1MB')
      expect(endings(record)).toEqual({
        spark: ['ok', null],
        comet: ['ok', null],
        sail: ['ok', null],
        sqlframe: ['unsupported', expect.stringContaining('types as text that have DECIMAL')],
        duckdb_spark: [
          'unsupported',
          expect.stringMatching(/^spark_session\.py, line \d+: RuntimeConfig\.set: not implemented$/),
        ],
      })
      expect([code, record.parity.outcome]).toEqual([0, 'exact'])
      expect(stdout).toContain('– sqlframe: unsupported: customer_tiers.py, line ')
      expect(stdout).toContain('comet: Spark 4.1.4 with Comet in local mode')
      expect(stdout).toMatch(/ spark +baseline +\d.*\n +comet +the same +\d.* g\n +sail +the same .* g\n/)
      expect(stdout).toMatch(
        / sqlframe +unsupported \[1\] +–.*\n +duckdb_spark +unsupported \[2\] +–.*\n\[1\] customer_tiers · 1MB on sqlframe: /,
      )
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
        ...ON_A_DAY,
        '--engines',
        'spark,sail,sqlframe,duckdb_spark',
      ])
      const record = await recordOf(folder.path, 'sessions/1MB')
      expect(endings(record)).toMatchObject({
        spark: ['ok', null],
        sail: ['unsupported', expect.stringContaining('DataFrame.localCheckpoint')],
        sqlframe: ['unsupported', expect.stringMatching(/^sessions\.py, line \d+: Observation$/)],
        duckdb_spark: ['unsupported', expect.stringMatching(/^sessions\.py, line \d+: StorageLevel$/)],
      })
      expect([code, record.parity.outcome]).toEqual([1, 'unavailable'])
    },
    10 * MINUTES,
  )
})
