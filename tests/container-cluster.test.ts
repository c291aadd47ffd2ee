import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Trial } from '../src/model/record/schema.ts'
import { OURS } from '../src/runners/docker/labels.ts'
import { built, COPY, leftBehind } from './container-job.ts'
import { docker, noDocker, titled } from './docker.ts'
import { etlCompare, QUICK_JVM_IN_IMAGE, root, scratch, startImpatient } from './etl-compare.ts'

const MINUTES = 60_000
const ENV = { ...QUICK_JVM_IN_IMAGE, SPARK_DAEMON_JAVA_OPTS: '-XX:TieredStopAtLevel=1' }

/** A PySpark program that names no master; what it does between reading and writing may take long. */
const program = (between = '') => `import os
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
rows = spark.read.csv(os.environ['ETL_INPUT'], header=True, schema='id INT, amount DECIMAL(9, 2)').repartition(4)
${between}
rows.write.csv(os.environ['ETL_OUTPUT'] + '/orders', header=True)
spark.stop()`
/** Tasks that sleep on executors, so that something can happen to them. */
const SLEEP = `print('working', flush=True)
spark.range(0, 24, 1, 24).selectExpr("java_method('java.lang.Thread', 'sleep', 1500L)").collect()`
/** Blocks that executors keep on disk: 57 MB in all, since it makes random texts. */
const KEPT = `open('/tmp/mark', 'w').close()
seen = spark.sparkContext.parallelize([0, 1], 2).map(lambda _: os.path.exists('/tmp/mark')).collect()
print('seen on executors:', seen, flush=True)
from pyspark import StorageLevel
texts = spark.range(0, 400000, 1, 4).selectExpr('concat(uuid(), uuid(), uuid(), uuid())')
texts.persist(StorageLevel.DISK_ONLY).count()`

const job = (code: string, workers: string, limits = '') =>
  scratch({
    'input.csv': 'id,amount\n1,2.50\n2,7.25\n',
    'etl-compare.yml': `version: 1
stacks:
  py: { image: etl-compare/pythonic, ${built('docker/pythonic')} }
  spark: { image: etl-compare/spark, ${built('docker/spark')}, network: none }
limits: { cpus: 2, memory: 1GiB, ${limits} }
jobs:
  orders:
    input: input.csv
    baseline: base
    workers: ${workers}
    env: ${JSON.stringify(ENV)}
    engines:
      base: { stack: py, command: [python, -c, ${JSON.stringify(COPY)}] }
      spark: { stack: spark, command: [python, -c, ${JSON.stringify(code)}], cluster: { cpus: 1, memory: 1280MiB } }
    tables: { orders: { key: [id] } }
`,
  })

/** The folder of the only trial of `try`, once it is there. */
const trialIn = (folder: string) => join(folder, 'results/try/orders/own/spark/1')
const logOf = (folder: string) => readFile(join(trialIn(folder), 'log.txt'), 'utf8').catch(() => '')

const trialOf = async (folder: string): Promise<Trial> =>
  JSON.parse(await readFile(join(trialIn(folder), 'trial.json'), 'utf8')).trial
const untilWorking = (folder: string) =>
  vi.waitFor(async () => expect(await logOf(folder)).toContain('working'), {
    timeout: 8 * MINUTES,
    interval: 200,
  })

/** Where a run says that it has its clusters' UI. */
const uiOf = ({ stderr }: ChildProcess): Promise<string> =>
  new Promise((found) => {
    let said = ''
    stderr?.on('data', (chunk) => {
      said += chunk
      const [, url] = /UI.*: (http:\S+)\n/.exec(said) ?? []
      if (url) found(url)
    })
  })

/** The container of a worker of a job's cluster: its mounts say whose it is. */
async function workerOf(folder: string, name: string) {
  const containers = await docker.listContainers({ filters: OURS })
  const found = await Promise.all(
    // Others may go meanwhile.
    containers.map(({ Id }) =>
      docker
        .getContainer(Id)
        .inspect()
        .catch(() => undefined),
    ),
  )
  const worker = found.find(
    (each) =>
      each?.Mounts.some(({ Source = '' }) => Source.startsWith(folder)) &&
      each.Mounts.some(({ Source = '' }) => Source.endsWith(`/${name}.jsonl`)),
  )
  if (!worker) throw new Error(`no ${name}`)
  return docker.getContainer(worker.Id)
}

describe.skipIf(noDocker)(titled('Spark on a cluster of containers', noDocker), () => {
  beforeAll(async () => {
    const { code, stderr } = await etlCompare(['images', 'build'], root)
    expect(code, stderr).toBe(0)
  }, 15 * MINUTES)
  afterEach(async () => {
    expect(await leftBehind()).toEqual([])
  })

  it(
    'runs a program unchanged, and measures its driver, its master and its workers',
    async () => {
      await using folder = await job(program(), '[2]')
      const { code, stdout, stderr } = await etlCompare(['try'], folder.path)
      expect([code, stdout], stderr).toEqual([
        0,
        expect.stringContaining('✓ spark, cluster of 2: the same data as base'),
      ])
      expect(stderr).toMatch(/spark: 2 workers of 1 core on this machine's \d+/)
      const { steps, measures, runner, limits } = await trialOf(folder.path)
      expect([runner, limits.workers]).toEqual(['spark-cluster', 2])
      const parts = steps[0]?.parts ?? []
      expect(parts.map(({ name }) => name)).toEqual(['driver', 'master', 'executors'])
      const executors = parts[2]
      expect(executors?.measures.cpuSeconds).toBeGreaterThan(1)
      expect(executors?.measures.peakAnonBytes).toBeGreaterThan(2e8)
      expect(executors?.paid).toMatchObject({ executors: 2, lost: 0 })
      expect(executors?.paid?.idleCoreHours).toBeLessThan(Number(executors?.paid?.coreHours))
      const sum = parts.reduce((all, part) => all + Number(part.measures.cpuSeconds), 0)
      expect(measures.cpuSeconds).toBeCloseTo(sum, 6)
      expect(measures.startMs).toBeGreaterThan(1000)
    },
    10 * MINUTES,
  )

  it(
    'counts what executors have on disk against its limit, each in a /tmp of its own',
    async () => {
      await using folder = await job(program(`${KEPT}\n${SLEEP}`), '[2]', 'disk: 32MiB')
      const { code, stdout } = await etlCompare(['try', '--json'], folder.path)
      const log = await logOf(folder.path)
      expect([code, log]).toEqual([1, expect.stringContaining('seen on executors: [False, False]')])
      const [{ engines }] = JSON.parse(stdout).tried
      expect(engines[1], log).toMatchObject({ outcome: 'disk-limit' })
    },
    10 * MINUTES,
  )

  it(
    'has its UI on this machine while it runs, goes on without a worker that dies, and says so',
    async () => {
      await using folder = await job(program(SLEEP), '[2]')
      const { child, ended } = startImpatient(['try'], folder.path)
      const url = await uiOf(child)
      await untilWorking(folder.path)
      const text = async (path: string) => (await fetch(`${url}${path}`)).text()
      const master = JSON.parse(await text('/json/'))
      expect([master.aliveworkers, master.activeapps.length]).toEqual([2, 1])
      expect(await text(`/proxy/${master.activeapps[0].id}/jobs/`)).toContain('Spark Jobs')
      expect(await text(`/proxy/${master.workers[0].id}/`)).toContain('Spark Worker')
      await (await workerOf(folder.path, 'worker-2')).kill({ signal: 'SIGKILL' })
      const { code, stdout, stderr } = await ended
      expect([code, stdout], stderr).toEqual([
        0,
        expect.stringContaining('✓ spark, cluster of 2: the same data as base'),
      ])
      const { steps } = await trialOf(folder.path)
      expect(steps[0]?.parts[2]?.paid?.lost).toBeGreaterThanOrEqual(1)
      await expect(text('/')).rejects.toThrow('fetch failed')
    },
    10 * MINUTES,
  )

  it(
    'is ended where no worker is left, with what happened as the reason',
    async () => {
      await using folder = await job(program(SLEEP), '[1]')
      const { ended } = startImpatient(['try', '--json'], folder.path)
      await untilWorking(folder.path)
      await (await workerOf(folder.path, 'worker-1')).kill({ signal: 'SIGKILL' })
      const { code, stdout } = await ended
      expect(code).toBe(1)
      const [{ engines }] = JSON.parse(stdout).tried
      expect(engines[1]).toMatchObject({
        outcome: 'failed',
        reason: 'worker-1 ended before the program did',
      })
    },
    10 * MINUTES,
  )

  it(
    'leaves nothing after kill -9 once the next command has started',
    async () => {
      await using folder = await job(program(SLEEP), '[1]')
      const { child, ended } = startImpatient(['try'], folder.path)
      await untilWorking(folder.path)
      child.kill('SIGKILL')
      await ended
      // Three containers, their volumes, their network, and scratch folders
      expect((await leftBehind()).length).toBeGreaterThan(7)
      expect((await etlCompare(['clean'], folder.path)).code).toBe(0)
      expect(await leftBehind()).toEqual([])
    },
    10 * MINUTES,
  )
})
