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
print("batch:", employees(sys.argv[1] if sys.argv[1:] else None, ["polars", "pyiceberg"]))`
const DAY = '2026-11-20'

let path: string
let server: PrefectServer
const resources = new AsyncDisposableStack()

/** Runs the flow, and returns the batch that it loaded. */
async function runFlow(...args: string[]): Promise<string | undefined> {
  const env = { ...process.env, ...server.env }
  const cwd = join(path, 'examples/prefect')
  const { stdout } = await promisify(execFile)(PREFECT, ['-c', RUN, ...args], { cwd, env })
  return /^batch: (.*)$/m.exec(stdout)?.[1]
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
    expect(await runFlow(DAY)).toBe(DAY)
    expect(await recordedRuns()).toBe(2)
  })

  it('then loads what has arrived since as a micro-batch, into the same tables', async () => {
    await mkdir(join(employees(), 'inbox'))
    await cp(join(employees(), 'data/2026-11-21/employees.csv'), join(employees(), 'inbox/changes.csv'))
    const batch = await runFlow()
    expect(batch).toMatch(/^\d{4}-\d\d-\d\dT\d{4}$/)
    expect(await recordedRuns()).toBe(4)
    const table = 'iceberg:lake.live_polars.employees'
    const { stdout } = await etlCompare(['fingerprint', table, '--json'], employees())
    expect(JSON.parse(stdout)).toMatchObject({ tables: [{ rows: 129 }] })
    expect(await readdir(join(employees(), 'inbox'))).toEqual([])
  })

  it('does nothing where nothing has arrived', async () => {
    expect(await runFlow()).toBe('None')
  })
})
