import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineCheck } from '../src/checks/of-trials.ts'
import type { Parity, Trial } from '../src/model/record/schema.ts'
import { etlCompare, QUICK_JVM } from './etl-compare.ts'
import { examplesIn } from './example-folder.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'

const DAY = '2026-11-20'
const NAMESPACE = 'by_hand'
const PUBLISH = 'from lake import publish_employees; publish_employees()'
const LOSE = `from lake import load_table
from pyiceberg.expressions import EqualTo
load_table("employees").delete(EqualTo("employee_id", 1007))`

let folder: string
let removed: AsyncDisposable

describe('the employees example', { timeout: 1_800_000 }, () => {
  beforeAll(async () => {
    const made = await examplesIn('employees')
    ;[folder, removed] = [join(made.path, 'examples/employees'), made]
    await promisify(execFile)(PYTHON, ['make_lake.py', NAMESPACE], { cwd: folder })
  }, 600_000)
  afterAll(() => removed?.[Symbol.asyncDispose]())

  it('loads the same tables in every phase of its migration, and in stages of several engines', async () => {
    const run = ['try', 'employees', '--partition', DAY, '--json']
    const { code, stdout, stderr } = await etlCompare(run, folder, QUICK_JVM)
    expect(code, stderr).toBe(0)
    const [{ engines, parity, checks }] = JSON.parse(stdout).tried as [
      { engines: Trial[]; parity: Parity; checks: EngineCheck[] },
    ]
    expect(engines.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'ok'))
    expect(parity.outcome).toBe('exact')
    const rows = Map.groupBy(parity.findings, ({ table }) => table)
    expect([...rows].map(([table, [one, ...others]]) => [table, one?.baselineRows, others.length])).toEqual([
      ['employees', 120, 3],
      ['active_employees', 90, 3],
      ['department_counts', 7, 3],
    ])
    expect(checks.filter(({ passes }) => passes !== true)).toEqual([])
    expect(checks).toHaveLength(25)
  })

  it('stops at its validation where a row was lost after it was staged', async () => {
    const env = {
      ...process.env,
      ETL_INPUT: join(folder, 'data', DAY),
      ETL_OUTPUT: join(folder, 'output'),
      ETL_NAMESPACE: NAMESPACE,
    }
    const python = (...args: string[]) =>
      promisify(execFile)(PYTHON, args, { cwd: join(folder, 'jobs'), env })
    await python('stage.py')
    await python('-c', PUBLISH)
    await python('curate.py')
    await python('validate.py')
    await python('-c', LOSE)
    await expect(python('validate.py')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/rows of employees: 120 were given, 119 were found/),
    })
  })
})
