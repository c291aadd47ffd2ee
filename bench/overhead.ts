/**
 * What the tool adds around one trial, parity apart, what `--help` costs, when `record` starts its command, and what
 * running a command by the tool adds to `docker run` of it.
 *
 * Around a trial: wall time from before the tool touches the trial until it is recorded, less the engine's own
 * time as the engine's process saw it (the meter's `wallMs`). The engine is `true`-like: it writes one tiny CSV.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { containerOverhead } from './known-load/added.ts'

const run = promisify(execFile)
const COMMAND = resolve(import.meta.dirname, '../bin/etl-compare')
const TRIALS = 20
const HELPS = 15
const RECORDS = 20

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function helpMs(): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < HELPS; index++) times.push(await timed(() => run(COMMAND, ['--help'])))
  return median(times)
}

/** From calling `record` to the first thing that its command does. */
async function recordStartMs(folder: string): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < RECORDS; index++) {
    const begun = performance.timeOrigin + performance.now()
    const labels = ['--job', 'job', '--engine', 'a', '--partition', String(index)]
    const command = ['sh', '-c', 'date +%s%N > started']
    await run(COMMAND, ['record', ...labels, '--ledger', 'ledger', '--', ...command], { cwd: folder })
    times.push(Number(await readFile(join(folder, 'started'), 'utf8')) / 1e6 - begun)
  }
  return median(times)
}

interface RunJson {
  records: {
    toolSeconds: { trials: number; outputs: number }
    trials: { measures: { totalMs: number }; quiet: { waitedMs: number } }[]
  }[]
}

async function trialMs(folder: string): Promise<{ added: number; quiet: number }> {
  const engine = `{ run: [sh, -c, 'echo id > "$ETL_OUTPUT/t.csv"; echo 1 >> "$ETL_OUTPUT/t.csv"'] }`
  const job = `{ input: input.csv, baseline: a, engines: { a: ${engine}, b: ${engine} }, tables: { t: } }`
  await writeFile(
    join(folder, 'etl-compare.yml'),
    `version: 1\nlimits: { cpus: 1, memory: 512MiB }\njobs: { job: ${job} }\n`,
  )
  await writeFile(join(folder, 'input.csv'), 'id\n1\n')
  const { stdout } = await run(COMMAND, ['run', '--json', '--trials', String(TRIALS)], {
    cwd: folder,
    maxBuffer: 2 ** 26,
  })
  const [record] = (JSON.parse(stdout) as RunJson).records
  if (!record) throw new Error('no record')
  const own = record.trials.reduce((sum, { measures }) => sum + measures.totalMs, 0)
  const quiet = record.trials.reduce((sum, trial) => sum + trial.quiet.waitedMs, 0)
  const { trials, outputs } = record.toolSeconds
  const count = record.trials.length
  return { added: ((trials - outputs) * 1000 - own) / count, quiet: quiet / count }
}

const folder = await mkdtemp(join(tmpdir(), 'bench-overhead-'))
try {
  const load = (await readFile('/proc/loadavg', 'utf8')).split(' ')[0]
  console.log(`${cpus().length} × ${cpus()[0]?.model}, load ${load}`)
  const help = await helpMs()
  const started = await recordStartMs(folder)
  const { added, quiet } = await trialMs(folder)
  console.log(`etl-compare --help        ${help.toFixed(0)} ms (median of ${HELPS})`)
  console.log(`record starts a command   ${started.toFixed(0)} ms (median of ${RECORDS})`)
  console.log(
    `added around one trial    ${added.toFixed(0)} ms (mean of ${2 * TRIALS}; parity apart), of it ${quiet.toFixed(0)} ms waiting for quiet`,
  )
  for (const line of await containerOverhead()) console.log(line)
} finally {
  await rm(folder, { recursive: true, force: true })
}
