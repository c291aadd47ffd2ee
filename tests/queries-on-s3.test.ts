import { execFile } from 'node:child_process'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'
import { type SeaweedFS, startSeaweedFS } from './servers/seaweedfs.ts'

const SECRET = 'ganz/geheim+4'
/** Writes the same rows to Iceberg with its files on S3, or as Parquet below a prefix, in two files. */
const LOAD = `import json, os, sys
import pyarrow as pa
import pyarrow.fs as fs
import pyarrow.parquet as pq
rows = pa.table({"id": list(range(100)), "kind": [i % 3 for i in range(100)]})
namespace = os.environ["ETL_NAMESPACE"]
if sys.argv[1] == "iceberg":
  from pyiceberg.catalog import load_catalog
  table = load_catalog("lake", **json.loads(os.environ["ETL_CATALOGS"])["lake"]).create_table(f"{namespace}.orders", rows.schema)
  table.append(rows.slice(0, 40))
  table.append(rows.slice(40))
else:
  store = fs.S3FileSystem(endpoint_override=os.environ["AWS_ENDPOINT_URL"])
  for part in (0, 1):
    pq.write_table(rows.slice(50 * part, 50), f"lake/trials/{namespace}/orders/{part}.parquet", filesystem=store)
`
/** DuckDB where its extension httpfs is neither a package nor installed. */
const WITHOUT_HTTPFS = `import os, runpy, sys
sys.modules["duckdb_extension_httpfs"] = None
sys.path.insert(0, "jobs")
runpy.run_path("jobs/query_duckdb.py", run_name="__main__")
`
const MAKE_CATALOG = `import sys
from pyiceberg.catalog.sql import SqlCatalog
SqlCatalog("lake", uri=f"sqlite:///{sys.argv[1]}/catalog.db")
`
const READY = `import os
from pyarrow.fs import S3FileSystem
with S3FileSystem(endpoint_override=os.environ["AWS_ENDPOINT_URL"]).open_output_stream("lake/ready") as out: out.write(b"")
`
const PLACES = { iceberg: 'iceberg:lake.{namespace}.orders', files: 's3://lake/trials/{namespace}/orders' }

/** The query has three rows on the tables of both engines. */
const SAME = [
  [3, 'exact'],
  [3, 'exact'],
]
/** On the tables of both engines. */
const READERS = ['httpfs', 'httpfs', 'pyarrow', 'pyarrow']
const readers = (logs: string) =>
  [...logs.matchAll(/^Files on S3 are read by (.*)$/gm)].map(([, by]) => by).toSorted()

const configOf = (place: keyof typeof PLACES, endpoint: string) => ({
  version: 1,
  limits: { cpus: 1 },
  stacks: {
    pythonic: { project: join(root, 'docker/pythonic') },
    spark: { project: join(root, 'docker/spark') },
  },
  catalogs: {
    lake: {
      type: 'sql',
      uri: 'sqlite:///catalog.db',
      warehouse: 's3://lake/warehouse',
      's3.endpoint': endpoint,
      's3.access-key-id': `\${AWS_ACCESS_KEY_ID}`,
      's3.secret-access-key': `\${AWS_SECRET_ACCESS_KEY}`,
      's3.region': 'us-east-1',
    },
  },
  jobs: {
    orders: {
      input: 'input.csv',
      baseline: 'old',
      engines: { old: { run: [PYTHON, 'load.py', place] }, new: { run: [PYTHON, 'load.py', place] } },
      tables: { orders: { key: ['id'], at: PLACES[place] } },
      queries: {
        folder: 'queries',
        engines: {
          duckdb: { stack: 'pythonic', command: ['python', 'jobs/query_duckdb.py'] },
          without: {
            stack: 'pythonic',
            command: ['python', '-c', WITHOUT_HTTPFS],
            env: { HOME: '/nowhere' },
          },
          spark: { stack: 'spark', command: ['python', 'jobs/query_spark.py'] },
        },
      },
    },
  },
})

describe('queries on tables on S3', { timeout: 900_000 }, () => {
  let s3: SeaweedFS
  beforeAll(async () => {
    s3 = await startSeaweedFS('lake', 'tables', SECRET)
    const env = { ...process.env, ...s3.env }
    const python = promisify(execFile)
    await vi.waitFor(() => python(PYTHON, ['-c', READY], { env }), { timeout: 240_000, interval: 200 })
  })
  afterAll(() => s3?.[Symbol.asyncDispose]())

  /** What came of each query engine, on the tables of each engine. */
  async function queried(place: keyof typeof PLACES) {
    await using folder = await scratch({
      'load.py': LOAD,
      'input.csv': 'id\n1\n',
      'queries/kinds.sql':
        'SELECT kind, count(*) AS n, CAST(sum(id) AS BIGINT) AS ids FROM orders GROUP BY kind ORDER BY kind',
      'etl-compare.yml': JSON.stringify(configOf(place, s3.endpoint)),
    })
    await promisify(execFile)(PYTHON, ['-c', MAKE_CATALOG, folder.path])
    const { code, stdout, stderr } = await etlCompare(['run'], folder.path, { ...s3.env, ...QUICK_JVM })
    expect(code, stderr).toBe(0)
    const text = await readFile(join(folder.path, 'results/orders/own/run.json'), 'utf8')
    const paths = await Array.fromAsync(glob('results/**/queries/**/log.txt', { cwd: folder.path }))
    const logs = await Promise.all(paths.map((path) => readFile(join(folder.path, path), 'utf8')))
    for (const shown of [text, stdout, stderr, ...logs]) expect(shown).not.toContain(SECRET)
    const { queries = [] }: RunRecord = JSON.parse(text)
    const by = (name: string) =>
      queries.filter((each) => each.by === name).map(({ rows, outcome }) => [rows, outcome])
    const engines = { duckdb: by('duckdb'), without: by('without'), spark: by('spark') }
    return { ...engines, logs: logs.join('\n'), stdout }
  }

  it('read Iceberg by DuckDB, with httpfs or without, and by Spark, with one result', async () => {
    const { duckdb, without, spark, logs } = await queried('iceberg')
    expect({ duckdb, without, spark }).toEqual({ duckdb: SAME, without: SAME, spark: SAME })
    expect(readers(logs)).toEqual(READERS)
  })

  it('read plain files by DuckDB; Spark says what it lacks', async () => {
    const { duckdb, without, spark, logs, stdout } = await queried('files')
    expect({ duckdb, without }).toEqual({ duckdb: SAME, without: SAME })
    expect(readers(logs)).toEqual(READERS)
    expect(spark).toEqual([
      [null, null],
      [null, null],
    ])
    expect(logs).toContain('hadoop-aws is not among the jars of this stack')
    expect(stdout).toContain('✕ kinds by spark on the tables of')
  })
})
