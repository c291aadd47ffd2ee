import { execFile } from 'node:child_process'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { type Ended, etlCompare, root, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'

/** Loads a table into the namespace and the catalog that it is given, by the settings that it is handed. */
const LOAD = `import json, os, sys
import pyarrow as pa
from pyiceberg.catalog import load_catalog
storage, namespace = sys.argv[1:]
assert storage == os.environ["ETL_STORAGE"] and namespace == os.environ["ETL_NAMESPACE"]
catalogs = json.loads(os.environ["ETL_CATALOGS"])
assert list(catalogs) == [storage]
rows = pa.table({"id": [1, 2], "name": ["a", "b"]})
load_catalog(storage, **catalogs[storage]).create_table((namespace, "orders"), rows.schema).append(rows)
`
const CREATE = `import sys
from pyiceberg.catalog.sql import SqlCatalog
for name in sys.argv[1:]: SqlCatalog(name, uri=f"sqlite:///{name}.db")`
const engine = { run: [PYTHON, 'load.py', '{storage}', '{namespace}'] }
const catalog = (name: string) => ({ type: 'sql', uri: `sqlite:///${name}.db`, warehouse: `files-${name}` })
const CONFIG = {
  version: 1,
  limits: { cpus: 1 },
  catalogs: { local: catalog('local'), other: catalog('other') },
  stacks: { pythonic: { project: join(root, 'docker/pythonic') } },
  jobs: {
    orders: {
      input: 'input.csv',
      storage: ['local', 'other'],
      baseline: 'old',
      engines: { old: engine, new: engine },
      tables: { orders: { key: ['id'], at: 'iceberg:{storage}.{namespace}.orders' } },
    },
  },
}

async function prepared() {
  const folder = await scratch({
    'load.py': LOAD,
    'input.csv': 'id\n1\n',
    'etl-compare.yml': JSON.stringify(CONFIG),
  })
  await promisify(execFile)(PYTHON, ['-c', CREATE, 'local', 'other'], { cwd: folder.path })
  return folder
}

describe('a job on several stores', { timeout: 600_000 }, () => {
  let folder: string
  let ended: Ended
  const resources = new AsyncDisposableStack()
  beforeAll(async () => {
    folder = resources.use(await prepared()).path
    ended = await etlCompare(['run', '--ledger', 'ledger'], folder)
  }, 600_000)
  afterAll(() => resources.disposeAsync())

  const judged = async (...options: string[]) => {
    const { stdout } = await etlCompare(['judge', '--ledger', 'ledger', '--json', ...options], folder)
    return JSON.parse(stdout).verdicts[0]
  }

  it('runs on each, and shows them side by side', async () => {
    expect(ended.code, ended.stderr).toBe(0)
    const files = await Array.fromAsync(glob('results/**/run.json', { cwd: folder }))
    expect(files.toSorted()).toEqual([
      'results/orders/own@1cpu-local/run.json',
      'results/orders/own@1cpu-other/run.json',
    ])
    const texts = await Promise.all(files.toSorted().map((file) => readFile(join(folder, file), 'utf8')))
    const records = texts.map((text): RunRecord => JSON.parse(text))
    expect(records.map(({ limits: { storage }, parity: { outcome } }) => [storage, outcome])).toEqual([
      ['local', 'exact'],
      ['other', 'exact'],
    ])
    expect(ended.stdout).toMatch(/orders · own · by storage\n\nTotal +local +other/)
  })

  it('is judged on the first, and its report says that the other was measured too', async () => {
    const { subject, epoch } = await judged()
    expect(subject.limits).toMatchObject({ storage: 'local' })
    expect(epoch.comparisons).toBe(1)

    const report = await etlCompare(['report', '--ledger', 'ledger', '--out', 'report'], folder)
    expect(report.code, report.stderr).toBe(0)
    const pages = await Array.fromAsync(glob('report/**/*.html', { cwd: folder }))
    const html = await Promise.all(pages.map((page) => readFile(join(folder, page), 'utf8')))
    expect(html.some((text) => /Also measured, not judged:[^(]*other/.test(text))).toBe(true)
  })

  it('is judged on the store that the policy names', async () => {
    const policy = { judge: { limits: '1 core, memory not limited, on other' } }
    const config = { ...CONFIG, jobs: { orders: { ...CONFIG.jobs.orders, policy } } }
    await writeFile(join(folder, 'policy.yml'), JSON.stringify(config))
    expect((await judged('--config', 'policy.yml')).subject.limits).toMatchObject({ storage: 'other' })
  })

  it.each([
    ['names a store that is no catalog', { storage: ['local', 's3'] }],
    ['has no stores', { storage: undefined }],
  ])('is refused where it %s', async (_, change) => {
    await using folder = await scratch({ 'input.csv': 'id\n1\n' })
    const config = { ...CONFIG, jobs: { orders: { ...CONFIG.jobs.orders, ...change } } }
    await writeFile(join(folder.path, 'etl-compare.yml'), JSON.stringify(config))
    expect((await etlCompare(['run'], folder.path)).mistake).toMatchObject({
      code: 'configInvalid',
      data: { problems: [{ key: 'jobs.orders.tables.orders.at' }] },
    })
  })
})
