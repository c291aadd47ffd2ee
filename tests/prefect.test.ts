import { execFile } from 'node:child_process'
import { cp, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { etlCompare, root } from './etl-compare.ts'
import { examplesIn } from './example-folder.ts'

const PREFECT = join(root, 'examples/prefect/.venv/bin/python')
const RUN = `import sys
from flow import employees
print("batch:", employees(sys.argv[1] if sys.argv[1:] else None, ["polars", "pyiceberg"]))`
const DAY = '2026-11-20'

let path: string
let removed: AsyncDisposable

/** Runs the flow with an API of its own, which ends with it, and returns the batch that it loaded. */
async function runFlow(...args: string[]): Promise<string | undefined> {
  const env = {
    ...process.env,
    PREFECT_HOME: join(path, 'prefect'),
    PREFECT_SERVER_ALLOW_EPHEMERAL_MODE: 'true',
    PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS: '300',
    PREFECT_SERVER_ANALYTICS_ENABLED: 'false',
    DO_NOT_TRACK: '1',
  }
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
    const made = await examplesIn('employees', 'prefect')
    ;[path, removed] = [made.path, made]
  }, 600_000)
  afterAll(() => removed?.[Symbol.asyncDispose]())

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
