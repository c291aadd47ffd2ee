import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLedger } from '../src/ledger/open.ts'
import { etlCompare, QUICK_JVM, root } from './etl-compare.ts'
import { examplesIn } from './example-folder.ts'

const DAY = '2026-11-20'
const PYTHON = join(root, 'examples/dagster/.venv/bin/python')
/** Runs a job in one process, so that Spark starts once. In `revenue`, the first step of DuckDB fails the first time. */
const RUN = `import json, sys
from dagster import DagsterInstance
from definitions import defs
from tables import Tables

load, failures = Tables.load_input, []
def fails_once(self, context):
    if sys.argv[1] == "revenue" and self.backend == "duckdb" and not failures:
        failures.append("planted")
        raise OSError(failures[0])
    return load(self, context)
Tables.load_input = fails_once

with DagsterInstance.get() as instance:
    job = defs.resolve_job_def(sys.argv[1])
    tags = {"dagster/partition": "${DAY}"}
    ran = job.execute_in_process(instance=instance, tags=tags, raise_on_error=False)
    found = {
        check.asset_key.to_user_string(): [check.check_name, check.passed, check.metadata["diff"].value]
        for check in ran.get_asset_check_evaluations()
    }
print("\\n" + json.dumps({"success": ran.success, "checks": found}))`
/** A cent more in one row of a table. */
const CHANGE = `import duckdb, sys
duckdb.read_parquet(sys.argv[1]).create("t")
duckdb.sql("UPDATE t SET revenue = revenue + 0.01 WHERE shop = (SELECT min(shop) FROM t)")
duckdb.table("t").write_parquet(sys.argv[1])`

let path: string
const resources = new AsyncDisposableStack()
const example = (...below: string[]) => join(path, 'examples/dagster', ...below)

async function python(code: string, args: string[], more: NodeJS.ProcessEnv = {}): Promise<string> {
  const env = { ...process.env, ...QUICK_JVM, DAGSTER_HOME: example('home'), ...more }
  const { stdout } = await promisify(execFile)(PYTHON, ['-c', code, ...args], { cwd: example(), env })
  return stdout
}
const execute = async (job: string, engines: NodeJS.ProcessEnv = {}) =>
  JSON.parse((await python(RUN, [job], engines)).trim().split('\n').at(-1) ?? '')

/** Job, engine, outcome, rows and partition of each attempt, in the order of time. */
async function recorded() {
  const { records } = await openLedger('ledger', example()).read()
  return records.flatMap(({ job, partition, trials }) =>
    trials.map(({ engine, outcome, tables }) => [job, engine, outcome, tables[job]?.rows, partition]),
  )
}

describe('the Dagster example', { timeout: 900_000 }, () => {
  let ran: unknown
  beforeAll(async () => {
    path = resources.use(await examplesIn('own-job', 'dagster')).path
    ran = await execute('revenue')
  }, 900_000)
  afterAll(() => resources.disposeAsync())

  it('runs the same functions on Spark and DuckDB, and finds the tables of each step equal', () => {
    const equal = ['same_as_spark', true, expect.stringContaining('the same data')]
    const checks = { 'duckdb/paid_orders': equal, 'duckdb/daily_revenue': equal }
    expect(ran).toEqual({ success: true, checks })
  })

  it('records each attempt of an asset, a failed one as failed', async () => {
    const of = (engine: string) => [
      ['paid_orders', engine, 'ok', 389, DAY],
      ['daily_revenue', engine, 'ok', 9, DAY],
    ]
    const records = await recorded()
    expect(records).toHaveLength(5)
    expect(records).toEqual(
      expect.arrayContaining([
        ...of('spark'),
        ...of('duckdb'),
        ['paid_orders', 'duckdb', 'failed', undefined, DAY],
      ]),
    )
  })

  it('makes one comparison of a day on which a step was tried again, by fingerprints', async () => {
    const { stdout } = await etlCompare(['judge', '--ledger', 'ledger', '--json'], example())
    const { verdicts } = JSON.parse(stdout)
    for (const { gates } of verdicts)
      expect(gates).toMatchObject({ parity: { comparisons: 1, equal: 1 }, window: { days: 1 } })
    expect(verdicts).toHaveLength(2)
  })

  it('fails the check of the step where a row differs', async () => {
    await python(CHANGE, [example(`lake/duckdb/daily_revenue/dt=${DAY}/daily_revenue.parquet`)])
    const { checks } = await execute('parity')
    expect(checks).toMatchObject({
      'duckdb/paid_orders': ['same_as_spark', true, expect.any(String)],
      'duckdb/daily_revenue': ['same_as_spark', false, expect.stringContaining('1 row changed')],
    })
  })

  it('runs on DuckDB alone where the environment says so', async () => {
    const before = await recorded()
    const ran = await execute('revenue', { BASELINE: 'duckdb', CANDIDATES: '' })
    expect(ran).toEqual({ success: true, checks: {} })
    const engines = (await recorded()).slice(before.length).map(([, engine]) => engine)
    expect(new Set(engines)).toEqual(new Set(['duckdb']))
  })
})
