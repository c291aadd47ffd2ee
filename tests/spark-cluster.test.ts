import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { freePorts } from '../src/machine/free-ports.ts'
import { etlCompare, QUICK_JVM_IN_IMAGE, root, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { LOOPBACKS, startCluster, startConnectServer } from './standalone-cluster.ts'

const MINUTES = 60_000
const stack = (name: string) => `{ project: ${JSON.stringify(join(root, 'docker', name))} }`

const PYTHON = (name: string) => JSON.stringify(join(root, 'docker', name, '.venv/bin/python'))

/** Customers' tiers by the built-in programs: Spark's as the driver of a cluster. */
const tiers = (master: string) => `version: 1
stacks: { spark: ${stack('spark')}, pythonic: ${stack('pythonic')} }
limits: { cpus: 2, disk: 10GiB }
jobs:
  customer_tiers:
    input: fixture:orders
    baseline: spark
    workers: [1]
    engines:
      spark: { stack: spark, command: [python, jobs/customer_tiers.py], cluster: { master: "${master}", cpus: 2, memory: 1280MiB } }
      duckdb: { stack: pythonic, command: [python, jobs/customer_tiers_duckdb.py] }
    env: ${JSON.stringify({ ...QUICK_JVM_IN_IMAGE, TIER_GOLD: '5000.00', TIER_SILVER: '1000.00' })}
    tables: { customer_tiers: { key: [customer_id] } }
`

describe('Spark on a cluster that runs already', () => {
  it.each(LOOPBACKS)(
    'at %s runs the same program, with what executors were held for from its event log, and no figure that nobody measured',
    async (host) => {
      await using cluster = await startCluster(host)
      await using folder = await scratch({ 'etl-compare.yml': tiers(cluster.master) })
      const args = ['run', '--size', '1MB', '--partition', '2026-11-20']
      const { code, stdout, stderr } = await etlCompare(args, folder.path)
      expect(code, stderr).toBe(0)
      expect(stdout).toMatch(/spark: Spark [\d.]+ on a cluster of 1 executor/)
      expect(stderr).toContain("not what executors have: their disks can't be seen")
      const { trials } = await recordOf(folder.path, 'customer_tiers/1MB')
      for (const { steps, measures } of trials.filter(({ engine }) => engine === 'spark')) {
        const [driver, executors] = steps[0]?.parts ?? []
        expect(driver?.measures.cpuSeconds).toBeGreaterThan(1)
        expect(executors?.paid?.executors).toBe(1)
        expect(executors?.paid?.coreHours).toBeGreaterThan(0)
        expect(executors?.paid?.idleCoreHours).toBeLessThan(Number(executors?.paid?.coreHours))
        expect(measures.totalMs).toBeGreaterThan(1000)
        expect(measures.cpuSeconds).toMatchObject({ value: null, reason: expect.stringContaining('workers') })
      }
    },
    10 * MINUTES,
  )

  it('runs a program on Spark Connect, whose server keeps what its executors used', {
    timeout: 5 * MINUTES,
  }, async () => {
    await using server = await startConnectServer()
    await using folder = await scratch({
      'orders.csv': 'customer,amount\n1,2\n1,3\n2,5\n',
      'totals.py': `import sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
orders = spark.read.csv(sys.argv[1], header=True, schema="customer INT, amount BIGINT")
orders.groupBy("customer").sum("amount").toDF("customer", "total").write.parquet(f"{sys.argv[2]}/totals")
`,
      'totals_polars.py': `import os, sys
import polars as pl
os.mkdir(f"{sys.argv[2]}/totals")
orders = pl.read_csv(sys.argv[1], schema={"customer": pl.Int32, "amount": pl.Int64})
orders.group_by("customer").agg(total=pl.sum("amount")).write_parquet(f"{sys.argv[2]}/totals/0.parquet")
`,
      'etl-compare.yml': `version: 1
jobs:
  totals:
    input: orders.csv
    baseline: connect
    engines:
      connect: { run: [${PYTHON('sail')}, totals.py, "{input}", "{output}"], cluster: { master: "${server.master}" } }
      polars: { run: [${PYTHON('pythonic')}, totals_polars.py, "{input}", "{output}"] }
    tables: { totals: { key: [customer] } }
`,
    })
    const { code, stdout, stderr } = await etlCompare(['run'], folder.path)
    expect(code, stderr + stdout).toBe(0)
    expect(stdout).toContain('Parity: exact')
    const { trials } = await recordOf(folder.path, 'totals/own')
    const connected = trials.find(({ engine }) => engine === 'connect')
    expect(connected?.measures.totalMs).toBeGreaterThan(0)
    expect(connected?.measures.cpuSeconds).toMatchObject({ value: null })
    const [driver, executors] = connected?.steps[0]?.parts ?? []
    expect(driver?.measures.cpuSeconds).toBeGreaterThan(0)
    expect(executors?.measures.cpuSeconds).toMatchObject({ value: null, reason: expect.any(String) })
    expect(executors?.paid).toBeUndefined()
  })

  it('says that its master went away, where a program fails and it has', {
    timeout: 5 * MINUTES,
  }, async () => {
    await using cluster = await startCluster()
    const wait = 'touch up; until [ -e gone ]; do sleep 0.1; done; exit 3'
    await using folder = await scratch({
      'input.csv': 'id\n1\n',
      'etl-compare.yml': `version: 1
jobs:
  orders:
    input: input.csv
    baseline: base
    engines:
      base: { run: [cp, "{input}", "{output}/orders.csv"] }
      spark: { run: [sh, -c, ${JSON.stringify(wait)}], cluster: { master: "${cluster.master}" } }
    tables: { orders: { key: [id] } }
`,
    })
    const ended = etlCompare(['try', '--json'], folder.path)
    await vi.waitFor(() => expect(existsSync(join(folder.path, 'up'))).toBe(true), { timeout: 4 * MINUTES })
    cluster.kill()
    await writeFile(join(folder.path, 'gone'), '')
    const [{ engines }] = JSON.parse((await ended).stdout).tried
    expect(engines[1]).toMatchObject({
      outcome: 'failed',
      reason: 'exited with 3; the master of its cluster does not answer any more',
    })
  })

  it('is a mistake where no master answers, before anything has run', async () => {
    const [port = 0] = await freePorts(1)
    const master = `spark://127.0.0.1:${port}`
    await using folder = await scratch({ 'etl-compare.yml': tiers(master) })
    const { code, mistake } = await etlCompare(['run', '--size', '1MB'], folder.path)
    expect([code, mistake]).toEqual([
      2,
      {
        code: 'masterUnreachable',
        data: { job: 'customer_tiers', engine: 'spark', master, detail: 'ECONNREFUSED' },
      },
    ])
    const check = await etlCompare(['check', '--size', '1MB'], folder.path)
    expect(check.stdout).toContain(`no Spark master answers at ${master}`)
    expect(check.code).toBe(2)
  })
})
