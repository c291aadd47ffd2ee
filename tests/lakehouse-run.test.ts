import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'
import { recordOf } from './record-of.ts'

/** Loads one table into the trial's namespace, in two snapshots, and one into its output as Delta. */
const LOAD = `import os, sys
import pyarrow as pa
from deltalake import write_deltalake
from pyiceberg.catalog.sql import SqlCatalog
amount = float(sys.argv[1])
catalog = SqlCatalog("lake", uri="sqlite:///catalog.db", warehouse=f"file://{os.getcwd()}/warehouse")
rows = pa.table({"id": [1, 2], "amount": [1.0, amount]})
table = catalog.create_table((os.environ["ETL_NAMESPACE"], "orders"), rows.schema)
table.append(rows.slice(0, 1))
table.append(rows.slice(1))
write_deltalake(sys.argv[2], rows)
`
const EMPTY = `from pyiceberg.catalog.sql import SqlCatalog
catalog = SqlCatalog("lake", uri="sqlite:///catalog.db", warehouse="file:///nowhere")
catalog.create_namespace("kept")`
const NAMESPACES = `${EMPTY.replace(/catalog\.create.*/, '')}
print([name for (name,) in catalog.list_namespaces()])`

let folder: string
let removed: AsyncDisposable
const python = async (code: string) =>
  (await promisify(execFile)(PYTHON, ['-c', code], { cwd: folder })).stdout

/** A job whose engines write these amounts. */
async function job(amounts: Record<string, string>, more: object = {}): Promise<void> {
  const engines = Object.entries(amounts).map(([name, amount]) => [
    name,
    { run: [PYTHON, 'load.py', amount, '{output}/lines'] },
  ])
  const config = {
    version: 1,
    catalogs: { lake: { type: 'sql', uri: 'sqlite:///catalog.db', warehouse: 'warehouse' } },
    stacks: { pythonic: { project: join(import.meta.dirname, '../docker/pythonic') } },
    jobs: {
      orders: {
        input: 'input.csv',
        baseline: 'base',
        engines: Object.fromEntries(engines),
        tables: {
          orders: { key: ['id'], at: 'iceberg:lake.{namespace}.orders' },
          lines: { key: ['id'], at: 'delta:{output}/lines' },
        },
      },
    },
    ...more,
  }
  await writeFile(join(folder, 'etl-compare.yml'), JSON.stringify(config))
}
const tried = async () => {
  const { code, stdout } = await etlCompare(['try', '--json'], folder)
  const [one] = JSON.parse(stdout).tried as [Pick<RunRecord, 'parity'> & { engines: RunRecord['trials'] }]
  return { code, ...one }
}
const filesBelow = async (path: string) =>
  (await readdir(join(folder, path), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

describe('a job that loads into Iceberg and Delta', { timeout: 600_000 }, () => {
  beforeAll(async () => {
    const made = await scratch({ 'load.py': LOAD, 'input.csv': 'id\n1\n' })
    ;[folder, removed] = [made.path, made]
    await python(EMPTY)
  })
  afterAll(() => removed[Symbol.asyncDispose]())

  it('is compared by what each trial wrote, with the snapshot in the record', async () => {
    await job({ base: '2.5', next: '2.5' })
    const { code, stderr } = await etlCompare(['run'], folder)
    expect(code, stderr).toBe(0)
    const { parity, trials } = await recordOf(folder)
    expect(parity.outcome).toBe('exact')
    const snapshots = trials.map(({ tables }) => tables.orders?.snapshot)
    expect(new Set(snapshots).size).toBe(4)
    expect(trials[0]?.tables).toMatchObject({
      orders: { rows: 2, commits: { count: 2, operations: ['append', 'append'] } },
      lines: { rows: 2, snapshot: '0', commits: { count: 1, operations: ['WRITE'] } },
    })
    expect(trials[0]?.measures).toMatchObject({ outputFiles: 3 })
  })

  it('leaves nothing of its trials in the catalog, the warehouse or the results', async () => {
    expect(await python(NAMESPACES)).toBe("['kept']\n")
    expect(await filesBelow('warehouse')).toEqual([])
    expect((await filesBelow('results')).filter((name) => name.endsWith('.parquet'))).toEqual([])
  })

  it('is tried, and different where a value of a table is', async () => {
    await job({ base: '2.5', next: '2' })
    const { code, parity } = await tried()
    expect(code).toBe(1)
    expect(parity.findings.map(({ table, outcome }) => [table, outcome])).toEqual([
      ['orders', 'different'],
      ['lines', 'different'],
    ])
    expect(await python(NAMESPACES)).toBe("['kept']\n")
  })

  it('fails where an engine does not write a table', async () => {
    const load = `import sys\nif sys.argv[1] == "2.5":\n  exec(${JSON.stringify(LOAD)})`
    await writeFile(join(folder, 'load.py'), load)
    const next = (await tried()).engines.find(({ engine }) => engine === 'next')
    expect(next?.outcome).toBe('failed')
    expect(next?.reason).toMatch(
      /table 'orders' cannot be read: .*orders was not found.*table 'lines' was not written/,
    )
  })

  it('does not run where its catalog is unknown or cannot be reached', async () => {
    await job({ base: '1', next: '1' }, { catalogs: {} })
    expect((await etlCompare(['run'], folder)).mistake).toMatchObject({
      code: 'configInvalid',
      data: { problems: [{ key: 'jobs.orders.tables.orders.at' }] },
    })
    await job({ base: '1', next: '1' }, { catalogs: { lake: { type: 'sql', uri: 'sqlite:///gone.db' } } })
    expect((await etlCompare(['run'], folder)).mistake).toMatchObject({ code: 'catalogUnreachable' })
  })
})
