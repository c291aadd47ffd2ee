import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { RunRecord } from '../../src/model/record/schema.ts'
import type { Qualified } from '../../src/qualify/qualify.ts'
import type { Job } from './known-jobs.ts'

export const ROOT = resolve(import.meta.dirname, '../..')
const COMMAND = join(ROOT, 'bin/etl-compare')
/** The same, which does not wait until the machine is quiet. */
const IMPATIENT = join(ROOT, 'tests/impatient.ts')
const PYTHON = join(ROOT, 'docker/pythonic/.venv/bin/python')
const CONFIG = 'etl-compare.yml'
const MOST_JSON = 2 ** 26
const run = promisify(execFile)

/** Where a job's configuration is: a copy where it writes beside it. */
export async function placeOf({ folder, prepare }: Job, scratch: string): Promise<string> {
  if (!prepare) return join(ROOT, folder)
  const place = join(scratch, folder)
  await cp(join(ROOT, folder), place, { recursive: true })
  await run(PYTHON, prepare, { cwd: place })
  return place
}

/** A copy of a job's configuration that gives engines one core. */
export async function oneCorePlace({ folder, name }: Job, scratch: string): Promise<string> {
  const place = join(scratch, 'one-core', name)
  await cp(join(ROOT, folder), place, { recursive: true })
  const text = await readFile(join(place, CONFIG), 'utf8')
  await writeFile(join(place, CONFIG), text.replace('cpus: 2', 'cpus: 1'))
  return place
}

export interface Settings {
  size: string
  /** Does not wait until the machine is quiet. */
  impatient: boolean
}

/** Runs a job's engines, Spark with its event log on, and compares what they deliver. */
export async function runWithLog(
  job: Job,
  place: string,
  logs: string,
  { size, impatient }: Settings,
): Promise<RunRecord> {
  await mkdir(logs, { recursive: true })
  const conf = `${logs}-conf`
  await mkdir(conf, { recursive: true })
  const settings = ['spark.eventLog.enabled true', `spark.eventLog.dir ${pathToFileURL(logs)}`]
  await writeFile(join(conf, 'spark-defaults.conf'), `${settings.join('\n')}\n`)
  const options = ['--engines', job.engines.join(','), '--partition', job.partition, '--out', `${logs}-out`]
  const ends = [
    '--runner',
    'process',
    '--fail-on',
    'never',
    '--json',
    ...(job.isSized ? ['--size', size] : []),
  ]
  const [program = COMMAND, ...before] = impatient ? [process.execPath, IMPATIENT] : []
  const { stdout } = await run(program, [...before, 'run', job.name, ...options, ...ends], {
    cwd: place,
    env: { ...process.env, SPARK_CONF_DIR: conf },
    maxBuffer: MOST_JSON,
  })
  const [record] = (JSON.parse(stdout) as { records: RunRecord[] }).records
  if (!record) throw new Error(`${job.name}: no record`)
  return record
}

/** What the logs of one job say of a machine. */
export async function qualified(logs: string, target: string): Promise<Qualified> {
  const args = ['qualify', logs, '--target', target, '--json']
  const { stdout } = await run(COMMAND, args, { maxBuffer: MOST_JSON })
  const { jobs } = JSON.parse(stdout) as { jobs: Qualified[] }
  const [job] = jobs
  if (!job || jobs.length > 1) throw new Error(`${logs}: ${jobs.length} jobs`)
  return job
}
