/**
 * What the tool adds around one trial, parity apart, what `--help` costs, when `record` starts its command, and what
 * running a command by the tool adds to `docker run` of it.
 *
 * Around a trial: wall time from before the tool touches the trial until it is recorded, less the engine's own
 * time as the engine's process saw it (the meter's `wallMs`). The engine is `true`-like: it writes one tiny CSV.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { median } from '../src/statistics/sample.ts'
import { containerOverhead } from './known-load/added.ts'
import { aroundTrial, helpMs } from './tool-cost.ts'

const run = promisify(execFile)
const COMMAND = resolve(import.meta.dirname, '../bin/etl-compare')
const TRIALS = 20
const HELPS = 15
const RECORDS = 20

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

const folder = await mkdtemp(join(tmpdir(), 'bench-overhead-'))
try {
  const load = (await readFile('/proc/loadavg', 'utf8')).split(' ')[0]
  console.log(`${cpus().length} × ${cpus()[0]?.model}, load ${load}`)
  const help = await helpMs(COMMAND, HELPS)
  const started = await recordStartMs(folder)
  const { added, quiet } = await aroundTrial(COMMAND, folder, TRIALS)
  console.log(`etl-compare --help        ${help.toFixed(0)} ms (median of ${HELPS})`)
  console.log(`record starts a command   ${started.toFixed(0)} ms (median of ${RECORDS})`)
  console.log(
    `added around one trial    ${added.toFixed(0)} ms (mean of ${2 * TRIALS}; parity apart), of it ${quiet.toFixed(0)} ms waiting for quiet`,
  )
  for (const line of await containerOverhead()) console.log(line)
} finally {
  await rm(folder, { recursive: true, force: true })
}
