import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineCheck } from '../src/checks/of-trials.ts'
import type { Parity } from '../src/model/record/schema.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'

/** Loads a table in six commits, and leaves a file there that none of them uses. */
const LOAD = `import os, time
from pathlib import Path
import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog
catalog = SqlCatalog("lake", uri="sqlite:///catalog.db", warehouse=f"file://{os.getcwd()}/warehouse")
table = catalog.create_table((os.environ["ETL_NAMESPACE"], "orders"), pa.schema([("id", pa.int64())]))
for number in range(6):
    table.append(pa.table({"id": [number]}))
left = Path(table.location().removeprefix("file://")) / "data/left.parquet"
left.write_bytes(b"half")
long_ago = time.time() - 200_000
os.utime(left, (long_ago, long_ago))
`
const EMPTY = `from pyiceberg.catalog.sql import SqlCatalog
SqlCatalog("lake", uri="sqlite:///catalog.db", warehouse="file:///nowhere")`
const MAINTAIN = [
  join(root, 'docker/spark/.venv/bin/python'),
  join(root, 'docker/spark/jobs/maintain.py'),
  'iceberg:lake.{namespace}',
]
const run = [PYTHON, 'load.py']
const CONFIG = {
  version: 1,
  limits: { cpus: 2 },
  catalogs: { lake: { type: 'sql', uri: 'sqlite:///catalog.db', warehouse: 'warehouse' } },
  stacks: { pythonic: { project: join(root, 'docker/pythonic') } },
  jobs: {
    orders: {
      input: 'input.csv',
      baseline: 'spark',
      engines: {
        // One start of Spark for all three
        spark: {
          run,
          maintenance: {
            compact: [...MAINTAIN, 'rewrite_data_files', 'expire_snapshots', 'remove_orphan_files'],
          },
        },
        pyiceberg: { run, maintenance: { compact: 'PyIceberg has no compaction' } },
      },
      tables: {
        orders: {
          key: ['id'],
          at: 'iceberg:lake.{namespace}.orders',
          checks: { fileSizes: {}, snapshots: '0s', orphans: '1d' },
        },
      },
    },
  },
}

let folder: string
let removed: AsyncDisposable
let tried: { checks: EngineCheck[]; parity: Parity }

const passes = (name: string) =>
  Object.fromEntries(
    tried.checks.filter(({ engine }) => engine === name).map(({ check, passes: each }) => [check, each]),
  )

describe('maintenance by Spark’s procedures', { timeout: 900_000 }, () => {
  beforeAll(async () => {
    const files = { 'load.py': LOAD, 'input.csv': 'id\n1\n', 'etl-compare.yml': JSON.stringify(CONFIG) }
    const made = await scratch(files)
    ;[folder, removed] = [made.path, made]
    await promisify(execFile)(PYTHON, ['-c', EMPTY], { cwd: folder })
    const { code, stdout, stderr } = await etlCompare(['try', '--json'], folder, QUICK_JVM)
    expect(code, stderr).toBe(0)
    tried = JSON.parse(stdout).tried[0]
  }, 900_000)
  afterAll(() => removed?.[Symbol.asyncDispose]())

  it('compacts files, expires snapshots and removes orphan files, and changes no row', () => {
    expect(passes('spark')).toEqual({ 'file sizes': true, snapshots: true, 'orphan files': true })
    expect(tried.parity).toMatchObject({ outcome: 'exact', findings: [{ baselineRows: 6, engineRows: 6 }] })
  })

  it('leaves nothing for the checks to find, as it does where an engine has no compaction', () => {
    expect(passes('pyiceberg')).toEqual({ 'file sizes': false, snapshots: false, 'orphan files': false })
  })

  it('leaves no file in the warehouse, once the trial’s namespace is removed: no checksums of Hadoop, no orphans', async () => {
    const files = await readdir(join(folder, 'warehouse'), { recursive: true, withFileTypes: true })
    expect(files.filter((entry) => entry.isFile())).toEqual([])
  })
})
