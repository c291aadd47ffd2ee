import { execFile } from 'node:child_process'
import { cp, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { etlCompare } from './etl-compare.ts'
import { examplesIn } from './example-folder.ts'
import { PREFECT, type PrefectServer, startPrefect } from './servers/prefect.ts'

const RUN = `import sys
from flow import employees
for batch in sys.argv[1:]:
    print("batch:", employees(batch or None, ["polars", "pyiceberg"]))`
const DAY = '2026-11-20'

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
const recordedRuns = async (): Promise<number> => {
  const { stdout } = await etlCompare(['ledger', 'list', '--ledger', 'ledger', '--json'], employees())
  return JSON.parse(stdout).runs.length
}

describe('the Prefect example', { timeout: 1_200_000 }, () => {
  beforeAll(async () => {
    path = resources.use(await examplesIn('employees', 'prefect')).path
    server = resources.use(await startPrefect(join(path, 'prefect')))
  }, 600_000)
  afterAll(() => resources.disposeAsync())

  it('loads a batch by each phase, and records each of them', async () => {
    expect(await runFlow(DAY)).toEqual([DAY])
    expect(await recordedRuns()).toBe(2)
  })

  it('then loads what has arrived since as a micro-batch, once, into the same tables', async () => {
    await mkdir(join(employees(), 'inbox'))
    await cp(join(employees(), 'data/2026-11-21/employees.csv'), join(employees(), 'inbox/changes.csv'))
    const minute = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d{4}$/)
    expect(await runFlow('', '')).toEqual([minute, 'None'])
    expect(await recordedRuns()).toBe(4)
    const table = 'iceberg:lake.live_polars.employees'
    const { stdout } = await etlCompare(['fingerprint', table, '--json'], employees())
    expect(JSON.parse(stdout)).toMatchObject({ tables: [{ rows: 129 }] })
    expect(await readdir(join(employees(), 'inbox'))).toEqual([])
  })
})
