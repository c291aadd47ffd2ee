import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { median } from '../src/statistics/sample.ts'

const run = promisify(execFile)

/**
 * Milliseconds of `--help`, the median of so many.
 *
 * @param command of a build: its `bin/etl-compare`
 */
export async function helpMs(command: string, count: number): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < count; index++) {
    const begun = performance.now()
    await run(command, ['--help'])
    times.push(performance.now() - begun)
  }
  return median(times)
}

interface RunJson {
  records: {
    toolSeconds: { trials: number; outputs: number }
    trials: { measures: { totalMs: number }; quiet: { waitedMs: number } }[]
  }[]
}

/** Milliseconds a trial, parity apart. */
export interface AroundTrial {
  added: number
  /** Of it, waiting for a quiet machine. */
  quiet: number
}

/**
 * What a build adds around a trial whose engine writes one tiny CSV.
 *
 * @param command of the build: its `bin/etl-compare`
 * @param folder of the job, which is written there
 */
export async function aroundTrial(command: string, folder: string, trials: number): Promise<AroundTrial> {
  const engine = `{ run: [sh, -c, 'echo id > "$ETL_OUTPUT/t.csv"; echo 1 >> "$ETL_OUTPUT/t.csv"'] }`
  const job = `{ input: input.csv, baseline: a, engines: { a: ${engine}, b: ${engine} }, tables: { t: } }`
  await writeFile(
    join(folder, 'etl-compare.yml'),
    `version: 1\nlimits: { cpus: 1, memory: 512MiB }\njobs: { job: ${job} }\n`,
  )
  await writeFile(join(folder, 'input.csv'), 'id\n1\n')
  const { stdout } = await run(command, ['run', '--json', '--trials', String(trials)], {
    cwd: folder,
    maxBuffer: 2 ** 26,
  })
  const [record] = (JSON.parse(stdout) as RunJson).records
  if (!record) throw new Error('no record')
  const own = record.trials.reduce((sum, { measures }) => sum + measures.totalMs, 0)
  const quiet = record.trials.reduce((sum, trial) => sum + trial.quiet.waitedMs, 0)
  const { trials: seconds, outputs } = record.toolSeconds
  const count = record.trials.length
  return { added: ((seconds - outputs) * 1000 - own) / count, quiet: quiet / count }
}
