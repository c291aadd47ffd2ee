import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { etlCompare, root, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'

const LAKE = { type: 'sql', uri: 'sqlite:///catalog.db', warehouse: 'warehouse' }
const FILL = `import os
import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog
catalog = SqlCatalog("lake", uri="sqlite:///catalog.db", warehouse=f"file://{os.getcwd()}/warehouse")
catalog.create_namespace("sales")
catalog.create_table("sales.orders", pa.schema([("id", pa.int64())]))`

const STACKS = { pythonic: { project: join(root, 'docker/pythonic') } }

/** A job that writes to catalog `lake`, and as Delta. */
const configOf = (catalogs: object, more: object = {}) =>
  JSON.stringify({
    version: 1,
    catalogs,
    stacks: STACKS,
    jobs: {
      orders: {
        input: 'input.csv',
        baseline: 'base',
        engines: { base: { run: ['true'] }, next: { run: ['true'] } },
        tables: {
          orders: { at: 'iceberg:lake.{namespace}.orders' },
          lines: { at: 'delta:{output}/lines' },
        },
      },
    },
    ...more,
  })

let folder: string
let removed: AsyncDisposable
beforeAll(async () => {
  const made = await scratch({ 'input.csv': 'id\n1\n' })
  ;[folder, removed] = [made.path, made]
  await promisify(execFile)(PYTHON, ['-c', FILL], { cwd: folder })
})
afterAll(() => removed[Symbol.asyncDispose]())

async function check(config: string, env: Record<string, string> = {}) {
  await writeFile(join(folder, 'etl-compare.yml'), config)
  const { code, stdout, stderr } = await etlCompare(['check'], folder, env)
  const lines = stdout.split('\n').filter((line) => /^. (?:catalog|Delta)/.test(line))
  return { code, lines, stdout, stderr }
}

/** The environment of a machine whose `python3` has no packages. */
async function noLibraries(): Promise<Record<string, string>> {
  const bare = join(folder, 'bare')
  await promisify(execFile)('python3', ['-m', 'venv', '--without-pip', bare])
  return { PATH: `${join(bare, 'bin')}:/usr/bin:/bin` }
}

/** A job whose engines leave a Delta table after each operation. */
const operationsBy = (python: string) => ({
  stacks: {},
  jobs: {
    orders: {
      input: 'input.csv',
      baseline: 'base',
      engines: { base: { run: [python, 'work.py'] }, next: { run: [python, 'work.py', 'next'] } },
      operations: { query: {}, append: { at: 'delta:{output}/orders@{version}' } },
    },
  },
})

describe('check of tables of lakehouses', () => {
  it('says what is in each catalog, which Python reads it, and what is wrong with others that no job writes to', async () => {
    await writeFile(join(folder, 'new.db'), '')
    const { code, lines } = await check(
      configOf({
        lake: LAKE,
        prod: LAKE,
        gone: { ...LAKE, uri: 'sqlite:///gone.db' },
        fresh: { ...LAKE, uri: 'sqlite:///new.db' },
        shut: { ...LAKE, warehouse: 'input.csv/warehouse' },
      }),
    )
    expect(lines).toEqual([
      expect.stringMatching(/^✓ catalog lake: 1 namespace \(sales\); read by PyIceberg 0\.12\.0 of .*python/),
      expect.stringMatching(/^! catalog prod: .*tables of 1 other catalog: lake\. Name it/),
      expect.stringMatching(/^! catalog gone: .*gone\.db was not found/),
      expect.stringMatching(/^! catalog fresh: .*no catalog yet/),
      expect.stringMatching(/^! catalog shut: .*warehouse .*input\.csv\/warehouse cannot be used/),
      expect.stringMatching(/^✓ Delta tables: read by delta-rs 1\.6\.6 of .*python/),
    ])
    expect(code).toBe(0)
  })

  it('finds that no Python has the libraries', async () => {
    const config = configOf({ lake: LAKE }, { stacks: {} })
    const { code, lines } = await check(config, await noLibraries())
    expect(lines).toEqual([
      expect.stringMatching(/^✕ catalog lake: .*PyIceberg, which no Python here has: python3/),
      expect.stringMatching(/^✕ Delta tables: .*delta-rs, which no Python here has: python3/),
    ])
    expect(code).toBe(2)
  })

  it('looks for them in the Python that an engine runs with', async () => {
    await writeFile(join(folder, 'work.py'), '')
    const { lines } = await check(configOf({}, operationsBy(PYTHON)), await noLibraries())
    expect(lines).toEqual([expect.stringMatching(/^✓ Delta tables: read by delta-rs 1\.6\.6 of .*pythonic/)])
  })

  it('finds a server that does not answer, and shows no password', async () => {
    const uri = `postgresql+psycopg2://etl:\${LAKE_PASSWORD}@127.0.0.1:1/lake`
    const down = configOf({ lake: { type: 'sql', uri } })
    const unset = await check(down)
    expect(unset.lines[0]).toMatch(/^✕ catalog lake: The variable LAKE_PASSWORD/)
    const { code, lines, stdout, stderr } = await check(down, { LAKE_PASSWORD: 'geh/eim' })
    expect(lines[0]).toMatch(/^✕ catalog lake: .*could not be opened: .*127\.0\.0\.1/)
    expect(stdout + stderr).not.toMatch(/geh(?:\/|%2F)eim/i)
    expect(code).toBe(2)
  })
})

describe('run of a job with Delta tables', () => {
  it('ends before the first trial where no Python can read them, with the key that asks for it', async () => {
    await writeFile(join(folder, 'work.py'), '')
    await writeFile(join(folder, 'etl-compare.yml'), configOf({}, operationsBy('python3')))
    const { code, stderr, mistake } = await etlCompare(['run'], folder, await noLibraries())
    expect(mistake).toMatchObject({
      code: 'lakeLibraryMissing',
      data: {
        path: 'etl-compare.yml: jobs.orders.operations.append.at: delta:{output}/orders@{version}',
        tried: [{ python: 'python3' }],
      },
    })
    expect(stderr).not.toContain('· base 1')
    expect(code).toBe(2)
  })
})
