import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePorts } from '../src/machine/free-ports.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare, root, scratch } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'
import { type SeaweedFS, startSeaweedFS } from './servers/seaweedfs.ts'

const SECRET = 'ganz/geheim+3'
/** Writes files of a table below a prefix, each with its rows' ids: `orders/a.parquet=1,2`. */
const LOAD = `import os, sys
import pyarrow as pa, pyarrow.fs as fs, pyarrow.parquet as pq
store = fs.S3FileSystem(endpoint_override=os.environ["AWS_ENDPOINT_URL"])
for name, ids in (each.split("=") for each in sys.argv[1:]):
  rows = pa.table({"id": [int(id) for id in ids.split(",")]})
  pq.write_table(rows, f"lake/prod/{name}", filesystem=store)
`
const CONFIG = JSON.stringify({
  version: 1,
  stacks: { pythonic: { project: `${root}/docker/pythonic` } },
  jobs: {
    orders: {
      input: 'input.csv',
      baseline: 'old',
      engines: { old: { run: ['true'] }, new: { run: ['true'] } },
      tables: {
        orders: { key: ['id'] },
        lines: { key: ['id'], at: 's3://lake/trials/{namespace}/lines.parquet' },
      },
    },
  },
})

describe('record of a command that writes to S3', { timeout: 600_000 }, () => {
  let s3: SeaweedFS
  let folder: string
  let removed: AsyncDisposable
  beforeAll(async () => {
    const made = await scratch({ 'load.py': LOAD, 'input.csv': 'id\n1\n', 'etl-compare.yml': CONFIG })
    ;[folder, removed] = [made.path, made]
    s3 = await startSeaweedFS('lake', 'tables', SECRET)
    await vi.waitFor(() => load('ready/a.parquet=0'), { timeout: 240_000, interval: 200 })
  })
  afterAll(async () => {
    await s3?.[Symbol.asyncDispose]()
    await removed[Symbol.asyncDispose]()
  })

  const load = (...files: string[]) =>
    promisify(execFile)(PYTHON, ['-c', LOAD, ...files], { env: { ...process.env, ...s3.env } })

  /** Records a command that writes files, and reads the trial of its record. */
  async function recorded(
    output: string,
    files: string[],
    { job = 'orders', env = s3.env as Record<string, string>, cwd = folder } = {},
  ) {
    const out = `${job}-${Date.now()}.json`
    const of = ['--job', job, '--engine', 'old', '--partition', '2026-11-20', '--out', out]
    const command = files.length === 0 ? ['true'] : [PYTHON, join(folder, 'load.py'), ...files]
    const ended = await etlCompare(['record', ...of, '--output', output, '--', ...command], cwd, env)
    const text = await readFile(join(cwd, out), 'utf8')
    for (const shown of [text, ended.stdout, ended.stderr]) expect(shown).not.toContain(SECRET)
    const [trial] = runRecordSchema.parse(JSON.parse(text)).trials
    return { ...ended, trial, tables: trial?.tables ?? {} }
  }

  it('has the fingerprints of its tables, which are those of the same rows on disk', async () => {
    const names = ['orders/a.parquet=1,2', 'orders/b.parquet=3', 'lines.parquet=7']
    const files = names.map((name) => `2026-11-20/${name}`)
    const { trial, tables, code, stderr } = await recorded('s3://lake/prod/{partition}', files)
    expect(code, stderr).toBe(0)
    expect(trial?.outcome).toBe('ok')
    expect([tables.orders?.rows, tables.lines?.rows]).toEqual([3, 1])
    expect(tables.orders?.older).toBeUndefined()
    expect(trial?.measures.outputFiles).toBe(3)
    const { stdout } = await etlCompare(
      ['fingerprint', 's3://lake/prod/2026-11-20/orders', '--json'],
      folder,
      s3.env,
    )
    expect(stdout).toContain(tables.orders?.fingerprint)
  })

  it('says that a command wrote only a part of a table, or nothing', async () => {
    await load('some/orders/a.parquet=1,2', 'some/orders/b.parquet=3', 'some/lines.parquet=7')
    // S3 tells the time of a change in whole seconds: an object of the same size that is written again in the same one looks unchanged.
    await setTimeout(1100)
    const { tables, stderr } = await recorded('s3://lake/prod/some/', ['some/orders/b.parquet=4'])
    expect(tables.orders).toMatchObject({ rows: 3, older: { files: 1, of: 2 } })
    expect(tables.lines).toMatchObject({ older: { files: 1, of: 1 } })
    expect(stderr).toContain("table 'lines' was not written")
  })

  it('finds the tables of a job that is not configured', async () => {
    await load('free/orders/a.parquet=1')
    await using bare = await scratch()
    const env = { ...s3.env, PATH: `${dirname(PYTHON)}:${process.env.PATH}` }
    const files = ['free/rates.parquet=1,2']
    const { tables } = await recorded('s3://lake/prod/free', files, { job: 'nightly', env, cwd: bare.path })
    expect(tables).toMatchObject({ orders: { rows: 1, older: { files: 1, of: 1 } }, rates: { rows: 2 } })
    expect(tables.rates?.older).toBeUndefined()
  })

  it('fails where a declared table is not there, or nothing at all', async () => {
    const some = await recorded('s3://lake/prod/half', ['half/orders/a.parquet=1'])
    expect(some.trial).toMatchObject({ outcome: 'failed', reason: expect.stringContaining("table 'lines'") })
    const none = await recorded('s3://lake/prod/nowhere', [])
    expect(none.trial).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('nothing was found'),
    })
    expect(none.stderr).toContain('s3://lake/prod/nowhere did not exist before the command')
  })

  it('counts no failure of the engine where the store cannot be reached', async () => {
    const [port] = await freePorts(1)
    const env = { ...s3.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }
    const { trial, stderr } = await recorded('s3://lake/prod/some', [], { env })
    expect(trial).toMatchObject({ outcome: 'ok', tables: {} })
    expect(stderr).toContain('Which objects the command writes will not be known')
    expect(stderr).toContain('the output has no fingerprint')
  })

  it('is followed by diff --job, which reads the same outputs', async () => {
    await load('a/orders.parquet=1,2', 'a/lines.parquet=7', 'b/orders/a.parquet=1,3', 'b/lines.parquet=7')
    const { code, stdout } = await etlCompare(
      ['diff', 's3://lake/prod/a', 's3://lake/prod/b', '--job', 'orders', '--json'],
      folder,
      s3.env,
    )
    type Found = { table: string; finding: { outcome: string } }
    const tables: Found[] = JSON.parse(stdout).tables
    const found = Object.fromEntries(tables.map(({ table, finding }) => [table, finding.outcome]))
    expect({ code, found }).toEqual({
      code: 1,
      found: { orders: 'different', lines: 'exact' },
    })
  })

  it.each(['s3://', 's3:///orders', 'gs://lake/orders'])(
    'refuses %s before anything runs',
    async (output) => {
      const of = ['--job', 'orders', '--engine', 'old', '--output', output]
      const { code, mistake } = await etlCompare(['record', ...of, '--', 'false'], folder, s3.env)
      expect(code).toBe(2)
      expect(mistake?.code).toMatch(/^(?:optionInvalid|recordRemotePath)$/)
    },
  )
})
