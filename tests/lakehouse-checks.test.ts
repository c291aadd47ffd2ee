import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineCheck } from '../src/checks/of-trials.ts'
import type { Parity, Trial } from '../src/model/record/schema.ts'
import { checkWords } from '../src/render/checks.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'

/**
 * Loads an Iceberg table and a Delta table, the latter in two files. A careless engine stages a row more and narrower ids
 * than it loads, writes each row to a file of its own, and leaves files behind that no snapshot uses.
 */
const LOAD = `import os, sys, time
from pathlib import Path
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import write_deltalake
from pyiceberg.catalog.sql import SqlCatalog
is_careless, output = sys.argv[1] == "careless", Path(sys.argv[2])
catalog = SqlCatalog("lake", uri="sqlite:///catalog.db", warehouse=f"file://{os.getcwd()}/warehouse")
rows = pa.table({"id": pa.array([1, 2], pa.int64())})
staged = pa.table({"id": pa.array([1, 2, 3], pa.int32())}) if is_careless else rows
(output / "staged").mkdir()
(output / "plain.csv").write_text("id\\n1\\n")
pq.write_table(staged, output / "staged/orders.parquet")
table = catalog.create_table((os.environ["ETL_NAMESPACE"], "orders"), rows.schema)
for part in [rows.slice(0, 1), rows.slice(1)] if is_careless else [rows]:
    table.append(part)
for part in [rows.slice(0, 1), rows.slice(1)]:
    write_deltalake(output / "lines", part, mode="append")
if is_careless:
    for folder in [Path(table.location().removeprefix("file://")) / "data", output / "lines"]:
        (folder / "left.parquet").write_bytes(b"half")
        long_ago = time.time() - 200_000
        os.utime(folder / "left.parquet", (long_ago, long_ago))
`
const COMPACT = `import sys
from deltalake import DeltaTable
DeltaTable(sys.argv[1]).optimize.compact()
`
const EMPTY = `from pyiceberg.catalog.sql import SqlCatalog
SqlCatalog("lake", uri="sqlite:///catalog.db", warehouse="file:///nowhere")`

const UPKEEP = { fileSizes: {}, snapshots: '0s', orphans: '1d' }
const TABLES = {
  orders: {
    key: ['id'],
    at: 'iceberg:lake.{namespace}.orders',
    checks: { staged: '{output}/staged/orders.parquet', ...UPKEEP },
  },
  lines: { key: ['id'], at: 'delta:{output}/lines', checks: UPKEEP },
  plain: { at: '{output}/plain.csv', checks: { staged: '{output}/nowhere', fileSizes: {} } },
}
const engine = (how: string, maintenance: object) => ({
  run: [PYTHON, 'load.py', how, '{output}'],
  maintenance,
})
const CONFIG = {
  version: 1,
  catalogs: { lake: { type: 'sql', uri: 'sqlite:///catalog.db', warehouse: 'warehouse' } },
  stacks: { pythonic: { project: join(import.meta.dirname, '../docker/pythonic') } },
  jobs: {
    orders: {
      input: 'input.csv',
      baseline: 'careful',
      engines: {
        careful: engine('careful', { compact: [PYTHON, 'compact.py', '{output}/lines'] }),
        careless: engine('careless', { compact: 'PyIceberg has no compaction' }),
      },
      tables: TABLES,
    },
  },
}

let folder: string
let removed: AsyncDisposable
let tried: { checks: EngineCheck[]; engines: Trial[]; parity: Parity }
let text: string

const passes = (name: string, of: string) =>
  Object.fromEntries(
    tried.checks
      .filter(({ engine: by, table }) => by === name && table === of)
      .map(({ check, passes: each }) => [check, each]),
  )

describe('tables with checks, after maintenance', { timeout: 900_000 }, () => {
  beforeAll(async () => {
    const made = await scratch({
      'load.py': LOAD,
      'compact.py': COMPACT,
      'input.csv': 'id\n1\n',
      'etl-compare.yml': JSON.stringify(CONFIG),
    })
    ;[folder, removed] = [made.path, made]
    await promisify(execFile)(PYTHON, ['-c', EMPTY], { cwd: folder })
    const { code, stdout, stderr } = await etlCompare(['try', '--json'], folder)
    expect(code, stderr).toBe(0)
    tried = JSON.parse(stdout).tried[0]
    text = checkWords(tried.checks)
      .map(({ word, text: each }) => `${word} ${each}`)
      .join('\n')
  }, 900_000)
  afterAll(() => removed?.[Symbol.asyncDispose]())

  it('pass where they are in order, as maintenance left them', () => {
    expect(tried.parity.outcome).toBe('exact')
    expect(passes('careful', 'orders')).toEqual({
      'staged columns': true,
      'staged rows': true,
      'file sizes': true,
      snapshots: true,
      'orphan files': true,
    })
    expect(passes('careful', 'lines')).toMatchObject({ 'file sizes': true, 'orphan files': true })
  })

  it('fail where they are not', () => {
    expect(new Set(Object.values(passes('careless', 'orders')))).toEqual(new Set([false]))
    expect(new Set(Object.values(passes('careless', 'lines')))).toEqual(new Set([false]))
    expect(text).toMatch(/^Check failed: careless, orders, staged rows: 3 rows staged, 2 loaded\.$/m)
  })

  it('are not known of plain files, or where nothing was staged, and say why', () => {
    expect(new Set(Object.values(passes('careful', 'plain')))).toEqual(new Set([null]))
    const of = (name: string) =>
      tried.checks.find(({ table, check }) => table === 'plain' && check === name)?.detail
    expect(of('staged rows')).toBe('nothing was staged at {output}/nowhere')
    expect(of('file sizes')).toMatch(/iceberg/)
  })
})
