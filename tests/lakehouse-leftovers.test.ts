import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { etlCompare, root, scratch, startImpatient } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'

const CATALOG = `import os
import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog
catalog = SqlCatalog("lake", uri="sqlite:///catalog.db", warehouse=f"file://{os.getcwd()}/warehouse")`
/** Leaves what no catalog names: a list of a snapshot that was expired, and a file of a table that was not committed. */
const LOAD = `${CATALOG}
import time
from pathlib import Path
namespace = os.environ["ETL_NAMESPACE"]
table = catalog.create_table((namespace, "orders"), pa.schema([("id", pa.int64())]))
for number in (1, 2):
    table.append(pa.table({"id": [number]}))
table.maintenance.expire_snapshots().by_id(table.snapshots()[0].snapshot_id).commit()
half = Path("warehouse", namespace, "lines", "data")
half.mkdir(parents=True)
(half / "part-1.parquet").write_bytes(b"PAR1")
time.sleep(600)`
/** One is named as a trial's, and is somebody's own. */
const FILL = `${CATALOG}
catalog.create_namespace("etl_of_others")`

const CONFIG = JSON.stringify({
  version: 1,
  catalogs: { lake: { type: 'sql', uri: 'sqlite:///catalog.db', warehouse: 'warehouse' } },
  stacks: { pythonic: { project: join(root, 'docker/pythonic') } },
  jobs: {
    orders: {
      input: 'input.csv',
      baseline: 'base',
      engines: { base: { run: [PYTHON, 'load.py'] }, next: { run: [PYTHON, 'load.py'] } },
      tables: { orders: { at: 'iceberg:lake.{namespace}.orders' } },
    },
  },
})

const query = (folder: string, sql: string) => {
  using db = new DatabaseSync(join(folder, 'catalog.db'), { readOnly: true, timeout: 30_000 })
  return db.prepare(sql).all()
}
const namespacesIn = (folder: string) =>
  query(folder, 'SELECT DISTINCT namespace AS name FROM iceberg_namespace_properties ORDER BY 1').map(
    ({ name }) => String(name),
  )

/** Names of files and folders; none before the first. */
const inWarehouse = async (folder: string) => {
  const found = readdir(join(folder, 'warehouse'), { recursive: true, withFileTypes: true })
  return (await found.catch(() => [])).map(({ name }) => name)
}

it('namespaces of a killed run are removed by clean, with their tables and all files; those of others and of a run that goes on stay', {
  timeout: 300_000,
}, async () => {
  await using made = await scratch({ 'etl-compare.yml': CONFIG, 'input.csv': 'id\n1\n', 'load.py': LOAD })
  const folder = made.path
  await promisify(execFile)(PYTHON, ['-c', FILL], { cwd: folder })
  const { child, ended } = startImpatient(['run'], folder)
  while (!(await inWarehouse(folder)).includes('part-1.parquet')) await sleep(100)
  const trial = namespacesIn(folder)[0] ?? ''
  expect(trial).toMatch(/^etl_\d{8}t\d{6}z_[0-9a-f]{8}_1$/)
  expect((await etlCompare(['clean'], folder)).stdout).not.toContain(trial)
  child.kill('SIGKILL')
  await ended
  expect(namespacesIn(folder)).toEqual([trial, 'etl_of_others'])
  expect((await etlCompare(['clean'], folder)).stdout).toContain(
    `removed namespace ${trial} of catalog lake\n`,
  )
  expect(namespacesIn(folder)).toEqual(['etl_of_others'])
  expect(await inWarehouse(folder)).toEqual([])
})
