import { join } from 'node:path'
import type { RunRecord } from '../src/model/record/schema.ts'
import { etlCompare, QUICK_JVM, root } from './etl-compare.ts'

/** Folders of the stacks, by what launch.py calls their engines. */
export const PYTHON = {
  sail: 'docker/sail',
  sqlframe_duckdb: 'docker/sqlframe',
  duckdb_spark: 'docker/duckdb',
}

/** How a program begins a session of its own, in two lines. */
export const SESSION = `from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", "2").getOrCreate()
`

export const CONFIG = join(root, 'docker/dropin/etl-compare.yml')
export const ON_A_DAY = ['--partition', '2026-11-20', '--size', '1MB']

/** Where a job's seeded input of 1 MB is. */
export async function inputOf(job: string, folder: string, ...options: string[]): Promise<string> {
  const args = ['fixtures', 'make', job, '--config', CONFIG, '--size', '1MB', ...options]
  const { stdout } = await etlCompare(args, folder, { ETL_COMPARE_CACHE: join(folder, 'cache') })
  return /^path +(.+)$/m.exec(stdout)?.[1] ?? ''
}

/** Runs a job of the built-in programs on other engines. */
export async function run(job: string, folder: string, options: string[], more: NodeJS.ProcessEnv = {}) {
  const args = ['run', job, '--config', CONFIG, '--out', join(folder, 'results')]
  const env = { ...QUICK_JVM, ETL_COMPARE_CACHE: join(folder, 'cache'), ...more }
  const { code, stdout } = await etlCompare([...args, ...options], folder, env)
  return { code, stdout }
}

/** How each engine's last trial ended, and why. */
export const endings = ({ trials }: RunRecord) =>
  Object.fromEntries(trials.map(({ engine, outcome, reason }) => [engine, [outcome, reason]]))
