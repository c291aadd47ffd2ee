import { execFile } from 'node:child_process'
import { cp, glob, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Trial } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { examplesIn } from './example-folder.ts'
import { PREFECT, type PrefectServer, startPrefect } from './servers/prefect.ts'

const DAY = '2026-11-20'
const PHASES = ['polars', 'pyiceberg']
/** Rows of each table after the first batch. */
const FIRST = { employees: 120, active_employees: 90, department_counts: 7 }
const RUN = `import sys
from flow import employees
for batch in sys.argv[1:]:
    print("batch:", employees(batch or None, ${JSON.stringify(PHASES)}))`

let path: string
let server: PrefectServer
const resources = new AsyncDisposableStack()

/** Runs the flow for each of these, where '' stands for what has arrived, and returns the batches that it loaded. */
async function runFlow(...batches: string[]): Promise<string[]> {
  const env = { ...process.env, ...server.env }
  const cwd = join(path, 'examples/prefect')
  const { stdout } = await promisify(execFile)(PREFECT, ['-c', RUN, ...batches], { cwd, env })
  return [...stdout.matchAll(/^batch: (.*)$/gm)].map(([, batch = '']) => batch)
}
const employees = () => join(path, 'examples/employees')
/** Rows of each table, of each run that was recorded of a phase, in the order of time. */
async function recorded(phase: string): Promise<object[]> {
  const paths = await Array.fromAsync(glob('ledger/**/*.json', { cwd: employees() }))
  const texts = paths.toSorted().map((path) => readFile(join(employees(), path), 'utf8'))
  const trials = (await Promise.all(texts)).map((text) => runRecordSchema.parse(JSON.parse(text)).trials[0])
  const rowsOf = (tables: Trial['tables']) =>
    Object.fromEntries(Object.entries(tables).map(([name, { rows }]) => [name, rows]))
  return trials.flatMap((trial) => (trial?.engine === phase ? [rowsOf(trial.tables)] : []))
}

describe('the Prefect example', { timeout: 1_200_000 }, () => {
  beforeAll(async () => {
    path = resources.use(await examplesIn('employees', 'prefect')).path
    server = resources.use(await startPrefect(join(path, 'prefect')))
  }, 600_000)
  afterAll(() => resources.disposeAsync())

  it('loads a batch by each phase, and records each of them', async () => {
    expect(await runFlow(DAY)).toEqual([DAY])
    for (const phase of PHASES) expect(await recorded(phase), phase).toEqual([FIRST])
  })

  it('then loads what has arrived since as a micro-batch, once, into the same tables', async () => {
    await mkdir(join(employees(), 'inbox'))
    await cp(join(employees(), 'data/2026-11-21/employees.csv'), join(employees(), 'inbox/changes.csv'))
    const minute = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d{4}$/)
    expect(await runFlow('', '')).toEqual([minute, 'None'])
    const second = expect.objectContaining({ employees: 129 })
    for (const phase of PHASES) expect(await recorded(phase), phase).toEqual([FIRST, second])
    expect(await readdir(join(employees(), 'inbox'))).toEqual([])
  })
})
