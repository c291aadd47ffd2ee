import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Trial } from '../../src/model/record/schema.ts'
import { etlCompare, QUICK_JVM_IN_IMAGE, startImpatient } from '../etl-compare.ts'
import { type Claim, claim, forwarded, jobOn, kubectl, SPARK, shell, WRITE } from './cluster.ts'

let ours: Claim
beforeAll(async () => {
  ours = await claim()
  vi.stubEnv('KUBECONFIG', ours.kubeconfig)
})
afterAll(() => ours[Symbol.asyncDispose]())
afterEach(async () => expect(await ours.left()).toEqual([]))

const TRY = ['try', '--runner', 'kubernetes', '--json']
// All in one image, which is looked into once
const GOOD = { image: SPARK, command: shell(WRITE) }

/** A PySpark program that names no master: it sets what it is given, works on executors, and writes. */
const program = (settings = '', work = '') => `import os
from pyspark.sql import SparkSession
spark = SparkSession.builder${settings}.getOrCreate()
rows = spark.read.csv(os.environ['ETL_INPUT'], header=True, schema='id INT').where('id = 1').repartition(4)
${work}
rows.write.csv(os.environ['ETL_OUTPUT'] + '/orders', header=True)
spark.stop()`
/** Once all executors are there, tasks that sleep on them, so that something can happen to them. */
const SLEEP = `spark.range(1).count()
print('working', flush=True)
spark.range(0, 8, 1, 8).selectExpr("java_method('java.lang.Thread', 'sleep', 1500L)").collect()`
/** Once both executors are there, the folders that they begin in. */
const WHERE = `spark.range(1).count()
where = "java_method('java.lang.System', 'getProperty', 'user.dir')"
print('executors in', sorted({row[0] for row in spark.range(0, 8, 1, 8).selectExpr(where).collect()}), flush=True)`
/** Blocks that executors keep on disk: 57 MB in all, since it makes random texts. */
const KEPT = `from pyspark import StorageLevel
texts = spark.range(0, 400000, 1, 4).selectExpr('concat(uuid(), uuid(), uuid(), uuid())')
texts.persist(StorageLevel.DISK_ONLY).count()`

const spark = (code: string, cluster = '{ cpus: 1, memory: 1280MiB }') => ({
  ...{ image: SPARK, cluster },
  command: ['python', '-c', code],
})
const jobOf = (
  engines: Record<string, ReturnType<typeof spark>>,
  workers = 1,
  { wait = '2min', limits = 'memory: 1GiB' } = {},
) =>
  jobOn(
    ours,
    { base: GOOD, ...engines },
    {
      // A node of two cores has room for two executors beside a driver that asks for none.
      limits: `limits: { ${limits} }`,
      wait,
      more: `    workers: [${workers}]\n    env: ${JSON.stringify(QUICK_JVM_IN_IMAGE)}\n`,
    },
  )

const fileOf = (folder: string, name: string) =>
  readFile(join(folder, 'results/try/orders/own/spark/1', name), 'utf8')
const trialIn = async (folder: string): Promise<Trial> => JSON.parse(await fileOf(folder, 'trial.json')).trial
const untilWorking = (folder: string) =>
  vi.waitFor(async () => expect(await fileOf(folder, 'log.txt')).toContain('working'), {
    timeout: 240_000,
    interval: 200,
  })
/** How each engine ended. */
const endings = (stdout: string): { engine: string; outcome: string; reason: string }[] =>
  JSON.parse(stdout).tried[0].engines

describe('Spark with executors in pods of their own', () => {
  it('runs a program unchanged, and measures its driver and each executor', async () => {
    const folder = await jobOf({ spark: spark(program()) }, 2)
    const { code, stderr } = await etlCompare(TRY, folder)
    expect(code, stderr).toBe(0)
    const { steps, runner, limits, measures } = await trialIn(folder)
    expect([runner, limits.workers]).toEqual(['kubernetes', 2])
    const [driver, executors, ...others] = steps[0]?.parts ?? []
    expect([driver?.name, executors?.name, others]).toEqual(['driver', 'executors', []])
    expect(executors?.measures.cpuSeconds).toBeGreaterThan(1)
    expect(executors?.measures.peakAnonBytes).toBeGreaterThan(2e8)
    expect(executors?.paid).toMatchObject({ executors: 2, lost: 0 })
    expect(measures.cpuSeconds).toBeCloseTo(
      Number(driver?.measures.cpuSeconds) + Number(executors?.measures.cpuSeconds),
      6,
    )
    const timeline = await fileOf(folder, 'timeline.txt')
    for (const executor of ['executor 1', 'executor 2'])
      expect(timeline).toMatch(
        new RegExp(
          `the program begins.*${executor}: asked for.*${executor}: scheduled to.*${executor}: the program begins.*seen to have ended with 0`,
          's',
        ),
      )
    expect(await fileOf(folder, 'executor-2.log')).toContain('driver')
  })

  it('counts what all executors have on disk, each in a folder of its own, against its limit', async () => {
    const code = program('', `${WHERE}\n${KEPT}\n${SLEEP}`)
    const folder = await jobOf({ spark: spark(code) }, 2, { limits: 'memory: 1GiB, disk: 32MiB' })
    const { stdout } = await etlCompare(TRY, folder)
    expect(endings(stdout)[1], stdout).toMatchObject({ outcome: 'disk-limit' })
    expect(await fileOf(folder, 'log.txt')).toContain("executors in ['/tmp/1', '/tmp/2']")
  })

  it('has the driver’s UI, goes on without one that is taken away, and names it where the program fails', async () => {
    const folder = await jobOf(
      { spark: spark(program('', `${SLEEP}\nspark.stop()\nraise SystemExit(3)`)) },
      2,
    )
    const ran = etlCompare(TRY, folder)
    await untilWorking(folder)
    {
      await using ui = await forwarded(await driverThere(), 4040)
      expect(await (await fetch(`${ui.url}/jobs/`)).text()).toContain('Spark Jobs')
    }
    const [name = ''] = await executorsThere()
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } }
    const path = `/api/v1/namespaces/etl-compare/pods/${name}/eviction`
    await kubectl(['create', '--raw', path, '-f', '-'], eviction)
    const { stdout } = await ran
    expect(endings(stdout)[1]).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/exited with 3; executor \d was taken away: .*[Ee]vict/),
    })
    expect((await trialIn(folder)).steps[0]?.parts[1]?.paid?.lost).toBe(1)
  })

  it('is not started where executors fit on no node or their image is nowhere, and says what would do', async () => {
    const image = 'localhost:1/no/such:1'
    const folder = await jobOf(
      {
        large: spark(program(), '{ cpus: 64, memory: 2GiB }'),
        lacking: spark(program(`.config('spark.kubernetes.container.image', '${image}')`)),
      },
      1,
      { wait: '8s' },
    )
    const { stdout } = await etlCompare(TRY, folder)
    const [, large, lacking] = endings(stdout)
    expect(large).toMatchObject({
      outcome: 'not-started',
      reason: expect.stringMatching(/Only 0 of 1 executor .* in 8 s: .*Insufficient cpu.* Lower workers:/),
    })
    expect(lacking).toMatchObject({ outcome: 'not-started', reason: expect.stringContaining(image) })
  })

  it('is not started where a quota has room for the driver alone', async () => {
    const folder = await jobOf({ spark: spark(program()) }, 1, { wait: '8s' })
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'one', namespace: 'etl-compare' },
    }
    await kubectl(['apply', '-f', '-'], { ...quota, spec: { hard: { pods: '1' } } })
    try {
      const { stdout } = await etlCompare(TRY, folder)
      expect(endings(stdout)[1]).toMatchObject({
        outcome: 'not-started',
        reason: expect.stringMatching(/Only 0 of 1 executor .*exceeded quota: one/),
      })
    } finally {
      await kubectl(['delete', 'resourcequota', 'one', '-n', 'etl-compare'])
    }
  })

  it('is a mistake before anything has run where the driver’s account lacks rights, or is not there', async () => {
    const folder = await jobOf({ spark: spark(program()) })
    const rbac = await readFile(new URL('../../k8s/rbac.yaml', import.meta.url), 'utf8')
    const mistakeWithout = async (kind: string) => {
      await kubectl(['delete', kind, 'etl-compare-spark', '-n', 'etl-compare'])
      return (await etlCompare(TRY, folder)).mistake
    }
    try {
      expect(await mistakeWithout('rolebinding')).toMatchObject({
        code: 'driverRightsMissing',
        data: { serviceAccount: 'etl-compare-spark', missing: expect.arrayContaining(['create']) },
      })
      expect(await mistakeWithout('serviceaccount')).toMatchObject({ code: 'driverAccountMissing' })
    } finally {
      await kubectl(['apply', '-f', '-'], rbac)
    }
  })

  it.each(['SIGINT', 'SIGKILL'] as const)('leaves nothing after %s, executors included', async (signal) => {
    const folder = await jobOf({ spark: spark(program('', SLEEP)) })
    const { child, ended } = startImpatient(TRY, folder, { KUBECONFIG: ours.kubeconfig })
    await untilWorking(folder)
    expect(await executorsThere()).toHaveLength(1)
    child.kill(signal)
    await ended
    if (signal === 'SIGKILL') {
      // The driver, its executor, and their folder
      expect(await ours.left()).toHaveLength(3)
      expect((await etlCompare(['clean'], folder)).code).toBe(0)
    }
    expect(await ours.left()).toEqual([])
  })
})

/** Names of the executors' pods that are there. */
const executorsThere = (): Promise<string[]> => podsThere('dev.etl-compare.driver')

/** The driver's pod, as docs/kubernetes.md finds it. */
async function driverThere(): Promise<string> {
  const [driver = ''] = await podsThere('dev.etl-compare.run,!dev.etl-compare.driver')
  return `pod/${driver}`
}

async function podsThere(selector: string): Promise<string[]> {
  const path = '{range .items[*]}{.metadata.name}{"\\n"}{end}'
  const listed = ['get', 'pods', '-n', 'etl-compare', '-l', selector, '-o', `jsonpath=${path}`]
  return (await kubectl(listed)).split('\n').filter(Boolean)
}
