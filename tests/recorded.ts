import { mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { openDuckDB } from '../src/duckdb/open.ts'
import { openLedger } from '../src/ledger/open.ts'
import type { RunRecord } from '../src/model/record/schema.ts'

export const ORDERS = ['record', '--job', 'orders', '--ledger', 'ledger']
export const SPARK = [...ORDERS, '--engine', 'spark']

export const recordsIn = async (folder: string): Promise<RunRecord[]> =>
  (await openLedger('ledger', folder).read()).records

export async function onlyRecord(folder: string): Promise<RunRecord> {
  const [record, ...others] = await recordsIn(folder)
  if (!record || others.length > 0) throw new Error(`${others.length} records too many, or none`)
  return record
}

export const trialOf = ({ trials: [trial] }: RunRecord) => {
  if (!trial) throw new Error('no trial')
  return trial
}

export const sh = (script: string): string[] => ['--', 'sh', '-c', script]

/** A job with a declared table, one column of which may differ and one does not count. */
export const CONFIG = `version: 1
jobs:
  orders:
    input: in
    baseline: spark
    engines:
      spark:  { run: [sh, spark.sh] }
      polars: { run: [sh, polars.sh] }
      duckdb: { run: [sh, duckdb.sh] }
    tables:
      orders: { key: [id], ignore: [loaded_at], tolerance: { score: { rel: 1e-9 } } }
policy: { minInputs: 1 }
`

/** Writes a table as an engine of its own would: other types, another order, its own time of loading. */
export async function writeOrders(path: string, select: string): Promise<void> {
  await using db = await openDuckDB()
  await db.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`)
}

/** Measured elsewhere, as `--from` takes it. */
export const RESULT = {
  engine: 'spark',
  started: '2025-11-20T05:17:00+02:00',
  seconds: { total: 900, work: 700 },
  cpuSeconds: 5000,
  host: { class: '3 × m6i.xlarge', cores: 12 },
}

/** A PATH below a folder that has what `bin/etl-compare` calls, and neither a Python nor a Node. */
export async function barePath(folder: string): Promise<string> {
  const path = join(folder, 'bin')
  await mkdir(path)
  for (const tool of ['sh', 'readlink', 'dirname', 'sed', 'git'])
    await symlink(await which(tool, process.env.PATH ?? ''), join(path, tool))
  return path
}

async function which(program: string, path: string): Promise<string> {
  for (const folder of path.split(':')) {
    const files = await readdir(folder).catch((): string[] => [])
    if (files.includes(program)) return join(folder, program)
  }
  throw new Error(`no ${program}`)
}
