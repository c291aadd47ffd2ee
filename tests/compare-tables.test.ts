import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord, Trial } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { type Ended, QUICK_JVM, root, scratch, startImpatient } from './etl-compare.ts'
import { trialOf } from './run-job.ts'

const MINUTES = 60_000
const WRITES = ['create', 'append', 'update', 'delete', 'upsert']

let ended: Ended
let removed: AsyncDisposable
let records: { delta: RunRecord; parquet: RunRecord }

const names = ({ operations = [] }: Trial) => operations.map(({ name }) => name)
const rowsOf = ({ tables }: Trial) => WRITES.map((name) => tables[name]?.commits?.rows)

/** The jobs of `make compare-tables`, by real Spark, Polars, delta-rs and DuckDB. */
describe('operations on tables', { timeout: 30 * MINUTES }, () => {
  beforeAll(async () => {
    const folder = await scratch()
    removed = folder
    const args = ['--config', join(root, 'docker/tables/etl-compare.yml'), '--partition', '2026-11-20']
    const results = join(folder.path, 'results')
    ended = await startImpatient(
      ['run', '--size', '0.3MB', '--out', results, ...args],
      folder.path,
      QUICK_JVM,
    ).ended
    const read = async (job: string) =>
      runRecordSchema.parse(JSON.parse(await readFile(join(results, job, '0.3MB/run.json'), 'utf8')))
    expect(ended.code, ended.stderr).toBe(0)
    records = { delta: await read('delta_operations'), parquet: await read('parquet_operations') }
  }, 30 * MINUTES)
  afterAll(() => removed[Symbol.asyncDispose]())

  it('leave the same data after each, in Delta and in Parquet', () => {
    for (const { parity, trials } of Object.values(records)) {
      expect(parity).toMatchObject({ outcome: 'exact', passes: true })
      for (const trial of trials) expect(Object.keys(trial.tables)).toEqual(names(trial))
    }
    expect(names(trialOf(records.delta, 'spark'))).toHaveLength(12)
    expect(names(trialOf(records.parquet, 'duckdb'))).toHaveLength(6)
  })

  it('restore a Delta table to what it was, and read it as it was', () => {
    const { tables } = trialOf(records.delta, 'spark')
    expect(tables.restore?.fingerprint).toBe(tables.append?.fingerprint)
    expect(tables.restore?.fingerprint).not.toBe(tables.upsert?.fingerprint)
    expect(tables.read_time?.fingerprint).toBe(tables.query?.fingerprint)
    expect(tables.read_version?.fingerprint).toBe(tables.query?.fingerprint)
  })

  it('change as many rows, by the figures of Spark and of delta-rs', () => {
    const bySpark = rowsOf(trialOf(records.delta, 'spark'))
    expect(bySpark.every((rows) => rows?.length === 1)).toBe(true)
    expect(rowsOf(trialOf(records.delta, 'polars'))).toEqual(bySpark)
    expect(ended.stdout).toMatch(/^upsert +spark, polars +4 merge: [\d,]+ inserted, [\d,]+ updated$/m)
  })

  it('leave Delta tables that each engine reads as the other does', () => {
    const { queries = [] } = records.delta
    expect(queries.map(({ engine, by, outcome }) => `${engine} ${by} ${outcome}`).toSorted()).toEqual([
      'polars polars exact',
      'polars spark exact',
      'spark polars exact',
      'spark spark exact',
    ])
  })
})
