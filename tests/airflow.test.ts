import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLedger } from '../src/ledger/open.ts'
import { etlCompare, QUICK_JVM, root } from './etl-compare.ts'
import { examplesIn } from './example-folder.ts'

const DAY = '2026-11-20'
const AIRFLOW = join(root, 'examples/airflow/.venv/bin/airflow')
/** What fails the first time that it runs. */
const FAILS_ONCE = `from pathlib import Path
if not Path("failed").exists():
    Path("failed").touch()
    raise SystemExit("planted")
`

let path: string
const resources = new AsyncDisposableStack()
const job = (...below: string[]) => join(path, 'examples/own-job', ...below)

/** Airflow's own program, with all that it keeps in the test's folder. */
async function airflow(...args: string[]): Promise<string> {
  const env = {
    ...process.env,
    ...QUICK_JVM,
    AIRFLOW_HOME: join(path, 'airflow'),
    AIRFLOW__CORE__DAGS_FOLDER: join(path, 'examples/airflow/dags'),
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY: '0',
  }
  const { stdout } = await promisify(execFile)(AIRFLOW, args, { cwd: path, env, maxBuffer: 2 ** 26 })
  return stdout
}

/** Engine, outcome and partition of each run, in the order of time. */
async function recorded() {
  const { records } = await openLedger('ledger', job()).read()
  return records.flatMap(({ partition, trials }) =>
    trials.map(({ engine, outcome }) => [engine, outcome, partition]),
  )
}

/** Changes the candidate's program before a run. */
async function change(edit: (program: string) => string): Promise<void> {
  const file = job('jobs/revenue_duckdb.py')
  await writeFile(file, edit(await readFile(file, 'utf8')))
}

describe('the Airflow example', { timeout: 600_000 }, () => {
  beforeAll(async () => {
    path = resources.use(await examplesIn('own-job', 'airflow')).path
    await airflow('db', 'migrate')
  }, 300_000)
  afterAll(() => resources.disposeAsync())

  it('records each attempt of a task, a failed one as failed, with the logical date as partition', async () => {
    await change((program) => program.replace('import argparse', `${FAILS_ONCE}import argparse`))
    await airflow('dags', 'test', 'daily_revenue', DAY)
    expect(await recorded()).toEqual([
      ['spark', 'ok', DAY],
      ['duckdb', 'failed', DAY],
      ['duckdb', 'ok', DAY],
    ])
  })

  it('makes one observation of a day on which a task was tried again', async () => {
    const { stdout } = await etlCompare(['judge', '--ledger', 'ledger', '--json'], job())
    const [{ gates }] = JSON.parse(stdout).verdicts
    expect(gates).toMatchObject({ parity: { comparisons: 1, equal: 1 }, window: { days: 1 } })
  })

  it('fails the DAG where outputs differ', async () => {
    await change((program) => program.replace('THEN -1', 'THEN 1'))
    const again = airflow('dags', 'test', 'daily_revenue', DAY, '--mark-success-pattern', '^spark$')
    await expect(again).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('revenue') })
  })
})
