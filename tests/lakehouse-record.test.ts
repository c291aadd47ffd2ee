import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare, root, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'

const FILL = `import os
import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog
catalog = SqlCatalog("lake", uri="sqlite:///catalog.db", warehouse=f"file://{os.getcwd()}/warehouse")
catalog.create_namespace("prod")
catalog.create_table("prod.orders", pa.schema([("id", pa.int64()), ("v", pa.float64())]))
catalog.load_table("prod.orders").append(pa.table({"id": [1], "v": [0.0]}))`
/** Two snapshots: yesterday's rows are deleted, today's are appended. */
const LOAD = `import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog
table = SqlCatalog("lake", uri="sqlite:///catalog.db").load_table("prod.orders")
table.overwrite(pa.table({"id": [1, 2], "v": [1.5, 2.5]}))`
const PORT = `import sys
import pyarrow as pa
from deltalake import write_deltalake
write_deltalake("out/orders", pa.table({"id": [1, 2], "v": [1.5, float(sys.argv[1])]}), mode=sys.argv[2])`
/** A table whose columns have other names in its files, by a protocol that names no features. */
const MAP = `import json, os
import pyarrow as pa
import pyarrow.parquet as pq
os.makedirs("mapped/orders/_delta_log")
pq.write_table(pa.table({"c1": [1], "c2": [1.5]}), "mapped/orders/a.parquet")
def field(number, name, type):
    mapping = {"delta.columnMapping.id": number, "delta.columnMapping.physicalName": f"c{number}"}
    return {"name": name, "type": type, "nullable": True, "metadata": mapping}
schema = {"type": "struct", "fields": [field(1, "id", "long"), field(2, "v", "double")]}
mode = {"delta.columnMapping.mode": "name", "delta.columnMapping.maxColumnId": "2"}
parquet = {"provider": "parquet", "options": {}}
table = {"id": "t", "format": parquet, "schemaString": json.dumps(schema), "partitionColumns": [], "configuration": mode}
add = {"path": "a.parquet", "partitionValues": {}, "size": os.path.getsize("mapped/orders/a.parquet")}
with open("mapped/orders/_delta_log/00000000000000000000.json", "w") as log:
    print(json.dumps({"protocol": {"minReaderVersion": 2, "minWriterVersion": 5}}), file=log)
    print(json.dumps({"metaData": table}), file=log)
    print(json.dumps({"add": {**add, "modificationTime": 0, "dataChange": True}}), file=log)`

const CONFIG = JSON.stringify({
  version: 1,
  catalogs: { lake: { type: 'sql', uri: 'sqlite:///catalog.db', warehouse: 'warehouse' } },
  stacks: { pythonic: { project: join(root, 'docker/pythonic') } },
  jobs: {
    orders: {
      input: 'input.csv',
      baseline: 'base',
      engines: { base: { run: [PYTHON, 'load.py'] }, next: { run: [PYTHON, 'port.py'] } },
      tables: { orders: { key: ['id'], at: 'iceberg:lake.{namespace}.orders' } },
    },
  },
})

let folder: string
let removed: AsyncDisposable

/** Records a command, and reads the table of its record. */
async function recorded(engine: string, output: string, command: string[]) {
  const out = `${engine}-${Date.now()}.json`
  const job = ['--job', 'orders', '--engine', engine, '--partition', '2026-11-20', '--output', output]
  const { code, stderr } = await etlCompare(['record', ...job, '--out', out, '--', ...command], folder)
  const record = runRecordSchema.parse(JSON.parse(await readFile(join(folder, out), 'utf8')))
  const [trial] = record.trials
  return { code, stderr, out, trial, table: trial?.tables.orders }
}

describe('record of a command that writes to a lakehouse', { timeout: 600_000 }, () => {
  beforeAll(async () => {
    const files = {
      'etl-compare.yml': CONFIG,
      'input.csv': 'id\n1\n',
      'load.py': LOAD,
      'port.py': PORT,
      'map.py': MAP,
    }
    const made = await scratch(files)
    ;[folder, removed] = [made.path, made]
    await promisify(execFile)(PYTHON, ['-c', FILL], { cwd: folder })
  })
  afterAll(() => removed[Symbol.asyncDispose]())

  it('has the fingerprint of the committed snapshot, and every snapshot that the command made', async () => {
    const base = await recorded('base', 'iceberg:lake.prod.orders', [PYTHON, 'load.py'])
    expect(base.table).toMatchObject({
      rows: 2,
      snapshot: expect.stringMatching(/^\d+$/),
      commits: { count: 2, operations: ['delete', 'append'] },
    })
    expect(base.table?.older).toBeUndefined()
    const next = await recorded('next', 'delta:out/*', [PYTHON, 'port.py', '2.5', 'append'])
    expect(next.table).toMatchObject({ rows: 2, snapshot: '0', commits: { count: 1, operations: ['WRITE'] } })
    expect(next.table?.fingerprint).toBe(base.table?.fingerprint)
  })

  it('says that a command wrote only a part of the table, or nothing', async () => {
    const some = await recorded('next', 'delta:out/*', [PYTHON, 'port.py', '7', 'append'])
    expect(some.table).toMatchObject({ rows: 4, commits: { count: 1 }, older: { files: 1, of: 2 } })
    const none = await recorded('base', 'iceberg:lake.prod.orders', ['true'])
    expect(none.table).toMatchObject({ commits: { count: 0 }, older: { files: 1, of: 1 } })
    expect(none.stderr).toContain("table 'orders' was not written")
  })

  it('has the protocol of a Delta table, with column mapping also where it is not named', async () => {
    const { table, stderr } = await recorded('next', 'delta:mapped/*', [PYTHON, 'map.py'])
    expect(table, stderr).toMatchObject({
      rows: 1,
      protocol: { reader: 2, writer: 5, features: ['columnMapping'] },
    })
  })

  it('fails where nothing is there after the command', async () => {
    const { trial, stderr } = await recorded('next', 'delta:nowhere/orders', ['true'])
    expect(trial).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('nothing was found') })
    expect(stderr).toContain('did not exist before the command')
  })

  it('refuses a name of no table before anything runs', async () => {
    const options = ['--job', 'orders', '--engine', 'base', '--output', 'iceberg:orders']
    expect((await etlCompare(['record', ...options, '--', 'false'], folder)).mistake?.code).toBe(
      'lakeNameInvalid',
    )
  })

  it('is followed by diff --job, which reads the same outputs', async () => {
    const { code, stdout } = await etlCompare(
      ['diff', 'iceberg:lake.prod.*', 'delta:out/*', '--job', 'orders', '--json'],
      folder,
    )
    const [{ table, finding }] = JSON.parse(stdout).tables
    expect({ code, table }).toEqual({ code: 1, table: 'orders' })
    expect(finding).toMatchObject({ outcome: 'different', baselineRows: 2, engineRows: 4 })
  })
})
