/**
 * What the action adds to the trials of the built-in jobs at size small, by stage, with 365 nights in the ledger.
 *
 * Runs the action's own program as action.yml does, without the comment. The engines' own time is the trials' total time;
 * what is left of all stages is added: checks, the start of each trial, parity, ledger, judging, report. Installing is apart:
 * it is cached.
 *
 * Usage: action.ts [--runner process|docker] [JOB,JOB]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { folderLedger } from '../src/ledger/folder.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { SCENARIOS } from '../src/simulate/scenario.ts'

const ROOT = resolve(import.meta.dirname, '..')
const NIGHTS = 365
const {
  values: { runner },
  positionals: [jobs = ''],
} = parseArgs({ options: { runner: { type: 'string', default: 'process' } }, allowPositionals: true })

const place = await mkdtemp(join(tmpdir(), 'bench-action-'))
const at = (name: string) => join(place, name)
const ledger = folderLedger(at('ledger'), 'ledger')
await mkdir(at('temporary'))

const scenario = SCENARIOS['second-candidate']
if (!scenario) throw new Error('the scenario is gone')
await ledger.add(
  simulateRecords({ ...scenario, days: NIGHTS, from: '2025-11-28' }, 'bench').map((record) => ({
    record,
    text: JSON.stringify(record),
  })),
)

const inputs = {
  ...{ CONFIG: 'etl-compare.yml', JOBS: jobs, SIZES: 'small', LEDGER: at('ledger'), REPORT: at('report') },
  ...{ COMMENT: 'off', FAIL_ON: 'engine,parity', NAME: 'bench', RUNNER: runner, TRIALS: '2' },
}
const child = spawn(process.execPath, [join(ROOT, 'src/action/main.ts'), 'measure'], {
  cwd: ROOT,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`ETL_COMPARE_${name}`, value])),
    ...{ RUNNER_TEMP: at('temporary'), GITHUB_OUTPUT: at('output'), GITHUB_STEP_SUMMARY: at('summary') },
  },
})
let printed = ''
child.stdout.on('data', (chunk) => {
  printed += chunk
})
const [code] = await once(child, 'close')
if (code !== 0) throw new Error(`the action ended with ${code}:\n${printed}`)

const { records } = await folderLedger(join(at('temporary'), 'bench-metrics'), 'metrics').read()
const trials = records.flatMap((record) => record.trials)
const seconds = (values: readonly unknown[]) =>
  values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0) / 1000
const stages = [...printed.matchAll(/^(.+): (\d+\.\d) s$/gm)].map(([, name = '', time]) => ({
  name,
  time: Number(time),
}))
const all = stages.reduce((sum, { time }) => sum + time, 0)
const engines = seconds(trials.map(({ measures }) => measures.totalMs))
const waited = seconds(trials.map(({ quiet }) => quiet?.waitedMs))

const row = (name: string, time: number) => console.log(`${name.padEnd(34)} ${time.toFixed(1).padStart(7)} s`)
console.log(
  `${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, ${NIGHTS} nights in the ledger\n`,
)
for (const { name, time } of stages) row(name, time)
row('all stages', all)
row('of it the engines themselves', engines)
row('of it waiting for a quiet machine', waited)
row('added by the action', all - engines - waited)
await rm(place, { recursive: true, force: true })
