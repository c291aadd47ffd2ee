import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isMeasured } from '../src/model/measures/measure.ts'
import type { RunRecord, Trial } from '../src/model/record/schema.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'
import { found, PYTHON } from './lakehouse/lakehouse.ts'

const MINUTES = 60_000
const SPARK = join(root, 'docker/spark/.venv/bin/python')
const WRITES = ['create', 'append', 'update', 'delete', 'upsert']

/** Of both jobs. */
const ENGINES = ['spark', 'polars', 'duckdb']
const JOBS = { delta_operations: ENGINES, parquet_operations: ENGINES }

const names = ({ operations = [] }: Trial) => operations.map(({ name }) => name)
const rowsOf = ({ tables }: Trial) => WRITES.map((name) => tables[name]?.commits?.rows)

/** The jobs of `make compare-tables`, by real Spark, Polars, delta-rs and DuckDB. */
describe('operations on tables', { timeout: 30 * MINUTES }, () => {
  let parities: RunRecord['parity'][]
  const trials = new Map<string, Trial>()
  const trialOf = (job: keyof typeof JOBS, engine: string): Trial => {
    const trial = trials.get(`${job} ${engine}`)
    if (!trial) throw new Error(`${engine} did not run ${job}`)
    return trial
  }

  beforeAll(async () => {
    await using folder = await scratch()
    const config = join(root, 'docker/tables/etl-compare.yml')
    const args = ['try', '--json', '--config', config, '--partition', '2026-11-20', '--size', '0.3MB']
    const out = ['--out', join(folder.path, 'results')]
    const { code, stdout, stderr } = await etlCompare([...args, ...out], folder.path, QUICK_JVM)
    expect(code, stderr).toBe(0)
    parities = JSON.parse(stdout).tried.map(({ parity }: Pick<RunRecord, 'parity'>) => parity)
    for (const [job, engines] of Object.entries(JOBS))
      for (const engine of engines) {
        const file = join(folder.path, 'results/try', job, '0.3MB', engine, '1/trial.json')
        trials.set(`${job} ${engine}`, JSON.parse(await readFile(file, 'utf8')).trial)
      }
  }, 30 * MINUTES)

  it('leave the same data after each, in Delta and in Parquet', () => {
    expect(parities).toHaveLength(2)
    for (const parity of parities) expect(parity).toMatchObject({ outcome: 'exact', passes: true })
    for (const [name, trial] of trials)
      if (name !== 'delta_operations duckdb') expect(Object.keys(trial.tables)).toEqual(names(trial))
    expect(names(trialOf('delta_operations', 'polars'))).toHaveLength(12)
    expect(names(trialOf('parquet_operations', 'duckdb'))).toHaveLength(6)
  })

  it('have what DuckDB appends to a Delta table and reads of it, and say that it does nothing else', () => {
    const { outcome, tables, undeclared, operations = [] } = trialOf('delta_operations', 'duckdb')
    expect(outcome).toBe('unsupported')
    expect(Object.keys(tables)).toEqual(['append', 'query', 'read_version', 'read_time'])
    expect(operations.filter(({ seconds }) => isMeasured(seconds))).toHaveLength(4)
    expect(undeclared).toEqual([])
  })

  it('restore a Delta table to what it was, and read it as it was', () => {
    const { tables } = trialOf('delta_operations', 'spark')
    expect(tables.restore?.fingerprint).toBe(tables.append?.fingerprint)
    expect(tables.restore?.fingerprint).not.toBe(tables.upsert?.fingerprint)
    expect(tables.read_time?.fingerprint).toBe(tables.query?.fingerprint)
    expect(tables.read_version?.fingerprint).toBe(tables.query?.fingerprint)
  })

  it('change as many rows, by the figures of Spark and of delta-rs', () => {
    const bySpark = rowsOf(trialOf('delta_operations', 'spark'))
    expect(bySpark.every((rows) => rows?.length === 1)).toBe(true)
    expect(rowsOf(trialOf('delta_operations', 'polars'))).toEqual(bySpark)
  })
})

describe('a Delta table that delta-rs wrote', { timeout: 10 * MINUTES }, () => {
  let folder: Awaited<ReturnType<typeof scratch>>
  beforeAll(async () => {
    const tables = { orders: { format: 'delta', path: 'orders', version: '0' } }
    folder = await scratch({
      'tables.json': JSON.stringify(tables),
      'query.sql': 'SELECT id, CAST(amount AS BIGINT) AS amount FROM orders WHERE id > 1',
    })
    const write = `import pyarrow as pa; from deltalake import write_deltalake
for ids in [[1, 2, 3], [4]]:
    write_deltalake("orders", pa.table({"id": ids, "amount": ids}), mode="append")`
    await promisify(execFile)(PYTHON, ['-c', write], { cwd: folder.path })
  })
  afterAll(() => folder[Symbol.asyncDispose]())

  it('is read at a version by queries of Spark and of Polars alike', async () => {
    const query = async (python: string, program: string, output: string) => {
      await mkdir(join(folder.path, output))
      const env = {
        ...process.env,
        ...QUICK_JVM,
        ETL_INPUT_QUERY: join(folder.path, 'query.sql'),
        ETL_INPUT_TABLES: join(folder.path, 'tables.json'),
        ETL_INPUT_DATA: folder.path,
        ETL_OUTPUT: join(folder.path, output),
      }
      await promisify(execFile)(python, [join(root, 'docker', program)], { env, cwd: folder.path })
    }
    await query(PYTHON, 'pythonic/jobs/query_polars.py', 'polars')
    await query(SPARK, 'spark/jobs/query_spark.py', 'spark')
    expect(await found(folder.path, 'spark', 'polars')).toMatchObject({ outcome: 'exact', rows: [2, 2] })
  })
})
