import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { etlCompare, root, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'
import { recordOf } from './record-of.ts'
import { trialOf } from './run-job.ts'

/** Operations on a Delta table by delta-rs, done in the way that its argument names. */
const WORK = `import json, os, sys
import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError

way, place = sys.argv[1], os.environ["ETL_OUTPUT"] + "/orders"

def create():
    write_deltalake(place, pa.table({"id": [1, 2, 3], "amount": [10, 20, 30]}))

def raise_amount():
    by = 2 if way == "wrong" else 1
    DeltaTable(place).update(updates={"amount": f"amount + {by}"}, predicate="id < 3")

def delete():
    table = DeltaTable(place)
    if way in ("conflict", "gives up"):
        DeltaTable(place).delete("id = 1")
    try:
        table.delete("id < 3")
    except CommitFailedError:
        if way == "gives up":
            raise
        DeltaTable(place).delete("id < 3")

def append():
    schema = {"id": [4], "amount": ["forty"]} if way == "misfit" else {"id": [4], "amount": [40]}
    write_deltalake(place, pa.table(schema), mode="append")

def report(line):
    with open(os.environ["ETL_STAGES"], "a") as stages:
        stages.write(json.dumps(line) + "\\n")

for name in os.environ["ETL_OPERATIONS"].split():
    try:
        globals()[name]()
    except CommitFailedError:
        report({"stage": name, "failed": "another writer changed the table"})
        raise
    if way == "calm" and name == "delete":
        report({"stage": name, "failed": "another writer changed the table"})
        continue
    line = {"stage": name, "seconds": 0.5, "version": DeltaTable(place).version()}
    if way == "lacks" and name == "delete":
        line = {"stage": name, "unsupported": "it has no DELETE"}
    if way == "silent":
        del line["version"]
    if way == "ahead":
        line["version"] += 90
    report(line)
    if way == "twice" and name == "delete":
        report(line)
    if way == "odd":
        open(os.environ["ETL_STAGES"], "a").write(str(line) + "\\n")
`
const STATE = { key: ['id'], at: 'delta:{output}/orders@{version}' }

/** What comes of a job whose baseline does all as it should, and whose candidate does it in this way. */
async function run(
  way: string,
): Promise<{ code: number | null; stdout: string; stderr: string; record: RunRecord }> {
  const engines = { base: { run: [PYTHON, 'work.py', 'right'] }, next: { run: [PYTHON, 'work.py', way] } }
  const operations = { create: STATE, raise_amount: STATE, delete: STATE, append: STATE }
  const config = {
    version: 1,
    stacks: { pythonic: { project: join(root, 'docker/pythonic') } },
    jobs: { orders: { input: 'input.csv', baseline: 'base', engines, operations } },
  }
  await using folder = await scratch({
    'work.py': WORK,
    'input.csv': 'id\n1\n',
    'etl-compare.yml': JSON.stringify(config),
  })
  const { code, stdout, stderr } = await etlCompare(['run'], folder.path)
  return { code, stdout, stderr, record: await recordOf(folder.path) }
}

const outcomes = ({ parity }: RunRecord) =>
  parity.findings.map(({ engine, table, outcome }) => `${engine} ${table} ${outcome}`)

describe('a job of operations', { timeout: 300_000 }, () => {
  it('compares the table after each, and records times, versions, commits and the protocol', async () => {
    const { code, stdout, stderr, record } = await run('right')
    expect(code, stderr).toBe(0)
    expect(outcomes(record)).toEqual([
      'next create exact',
      'next raise_amount exact',
      'next delete exact',
      'next append exact',
    ])
    const { operations, tables, undeclared } = trialOf(record, 'next')
    expect(operations?.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'create 0',
      'raise_amount 1',
      'delete 2',
      'append 3',
    ])
    expect(Object.values(tables).map(({ rows, snapshot }) => `${rows} rows at ${snapshot}`)).toEqual([
      '3 rows at 0',
      '3 rows at 1',
      '1 rows at 2',
      '2 rows at 3',
    ])
    expect(tables.raise_amount).toMatchObject({
      commits: {
        count: 1,
        operations: ['UPDATE'],
        rows: [{ inserted: null, updated: 2, deleted: null }],
      },
      protocol: { reader: 1, writer: 2, features: [] },
    })
    expect(undeclared).toEqual([])
    expect(stdout).toMatch(/^delete +0\.5 s +0\.5 s +1\.0× +≈ +✓ exact$/m)
    expect(stdout).toMatch(/^raise_amount +base, next +1 update: 2 updated$/m)
  })

  it('names the first operation after which the tables differ', async () => {
    const { code, stdout, record } = await run('wrong')
    expect(code).toBe(1)
    expect(outcomes(record).slice(0, 2)).toEqual(['next create exact', 'next raise_amount different'])
    expect(stdout).toContain('✕ The tables first differ after raise_amount: next.')
  })

  it('compares all but what an engine lacks, which it does not call a failure', async () => {
    const { stdout, record } = await run('lacks')
    expect(trialOf(record, 'next')).toMatchObject({
      outcome: 'unsupported',
      reason: 'it does not support delete (it has no DELETE)',
    })
    expect(outcomes(record)).toEqual(['next create exact', 'next raise_amount exact', 'next append exact'])
    expect(stdout).toContain('– next does not support delete: it has no DELETE')
    // The others are timed as often as the baseline's, and what lies in its place is no table that nobody declared.
    expect(trialOf(record, 'next').undeclared).toEqual([])
    expect(record.trials.filter(({ engine }) => engine === 'next')).toHaveLength(2)
  })

  it('says that lines are ignored which are not JSON objects', async () => {
    const { code, stderr } = await run('odd')
    expect(code).toBe(0)
    expect(stderr).toContain('4 lines of ETL_STAGES ignored, first line 2: they are not JSON objects')
  })

  it('shows in the history that another writer came between, though the data are the same', async () => {
    const { code, stdout, record } = await run('conflict')
    expect(code).toBe(0)
    expect(trialOf(record, 'next').tables.delete?.commits).toMatchObject({ count: 2 })
    expect(stdout).toMatch(/^delete +base +2 delete: 2 deleted$/m)
    expect(stdout).toMatch(/^ +next +2 delete: 1 deleted; 3 delete: 1 deleted$/m)
  })

  it('has what went well before an operation failed, as one does whose schema does not fit', async () => {
    const { code, record } = await run('misfit')
    expect(code).toBe(1)
    const { outcome, reason, operations } = trialOf(record, 'next')
    expect(outcome).toBe('failed')
    expect(reason).toBe('exited with 1; append was not done')
    expect(operations?.map(({ name }) => name)).toEqual(['create', 'raise_amount', 'delete'])
  })

  it('says why an operation failed, as its program reported it: another writer was quicker', async () => {
    const { code, record } = await run('gives up')
    expect(code).toBe(1)
    expect(trialOf(record, 'next')).toMatchObject({
      outcome: 'failed',
      reason: 'exited with 1; delete failed: another writer changed the table',
    })
  })

  it.each([
    ['silent', 'operation \'create\' has no version: append {"stage":"create","seconds":…,"version":…}'],
    ['ahead', "table 'create' cannot be read: delta:"],
    ['twice', "operation 'delete' was reported 2 times"],
    ['calm', "operation 'delete' failed: another writer changed the table"],
  ])(
    'fails an engine whose reports do not say where its tables are, though it exits with 0 (%s)',
    async (way, reason) => {
      const { code, record } = await run(way)
      expect(code).toBe(1)
      expect(trialOf(record, 'next')).toMatchObject({
        outcome: 'failed',
        reason: expect.stringContaining(reason),
      })
    },
  )
})
