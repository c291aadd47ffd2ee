import { execFile } from 'node:child_process'
import { glob, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare, root, scratch, startImpatient } from './etl-compare.ts'
import { PYTHON } from './lakehouse/lakehouse.ts'
import { type SeaweedFS, startSeaweedFS } from './servers/seaweedfs.ts'

const SECRET = 'ganz/geheim+1'
/** Opens the bucket as an engine does, by AWS's variables. */
const STORE = `import os, sys, time
import pyarrow as pa, pyarrow.csv as csv, pyarrow.fs as fs, pyarrow.parquet as pq
store = fs.S3FileSystem(endpoint_override=os.environ["AWS_ENDPOINT_URL"])
`
/** Writes a table in two files, or one file, below the prefix of the trial; or leaves it out, or waits half way. */
const LOAD = `${STORE}
how, place = sys.argv[1], sys.argv[2].removeprefix("s3://")
rows = pa.table({"id": [1, 2, 3], "name": ["a", "b", "c"]})
if how == "parts":
  for part in (0, 1):
    pq.write_table(rows.slice(2 * part, 2), f"{place}/orders/part-{part}.parquet", filesystem=store)
if how == "whole": pq.write_table(rows, f"{place}/orders/all.parquet", filesystem=store)
if how == "wait":
  pq.write_table(rows, f"{place}/orders/half.parquet", filesystem=store)
  time.sleep(600)
with store.open_output_stream(f"{place}/rates.csv") as out: csv.write_csv(pa.table({"rate": [1, 2]}), out)
`
const LIST = `${STORE}
for each in store.get_file_info(fs.FileSelector(sys.argv[1], recursive=True, allow_not_found=True)):
  if each.type == fs.FileType.File: print(each.path)
`
const PUT = `${STORE}
for name in sys.argv[1:]:
  with store.open_output_stream(name) as out: out.write(b"mine")
`

const engine = (how: string) => ({ run: [PYTHON, 'load.py', how, 's3://lake/trials/{namespace}'] })
const CONFIG = {
  version: 1,
  limits: { cpus: 1 },
  stacks: { pythonic: { project: `${root}/docker/pythonic` } },
  jobs: {
    orders: {
      input: 'input.csv',
      baseline: 'old',
      engines: { old: engine('whole'), new: engine('parts') },
      tables: {
        orders: { key: ['id'], at: 's3://lake/trials/{namespace}/orders' },
        rates: { key: ['rate'], at: 's3://lake/trials/{namespace}/rates.csv' },
      },
    },
  },
}
const withEngines = (engines: object) => ({
  ...CONFIG,
  jobs: { orders: { ...CONFIG.jobs.orders, engines } },
})

/** What others have there. One is named as a trial's prefix. */
const MINE = ['lake/trials/etl_of_others/orders.csv', 'lake/trials/notes.txt']

let s3: SeaweedFS
beforeAll(async () => {
  s3 = await startSeaweedFS('lake', 'tables', SECRET)
  await python(PUT, ...MINE)
})
afterAll(() => s3?.[Symbol.asyncDispose]())

async function python(program: string, ...args: string[]): Promise<string[]> {
  const env = { ...process.env, ...s3.env }
  const { stdout } = await promisify(execFile)(PYTHON, ['-c', program, ...args], { env })
  return stdout.split('\n').filter((line) => line !== '')
}
const objects = async () => (await python(LIST, 'lake/trials')).toSorted()

const prepared = (config: object) =>
  scratch({ 'load.py': LOAD, 'input.csv': 'id\n1\n', 'etl-compare.yml': JSON.stringify(config) })

describe('a job that writes files to S3', { timeout: 600_000 }, () => {
  it('is compared there, each trial below a prefix of its own, which is removed', async () => {
    await using folder = await prepared(CONFIG)
    const ended = await etlCompare(['run'], folder.path, s3.env)
    expect(ended.code, ended.stderr).toBe(0)
    const [path = ''] = await Array.fromAsync(glob('results/**/run.json', { cwd: folder.path }))
    const text = await readFile(`${folder.path}/${path}`, 'utf8')
    const { parity, trials } = runRecordSchema.parse(JSON.parse(text))
    expect(parity.outcome).toBe('exact')
    for (const { tables } of trials) expect([tables.orders?.rows, tables.rates?.rows]).toEqual([3, 2])
    for (const shown of [text, ended.stdout, ended.stderr]) expect(shown).not.toContain(SECRET)
    expect(await objects()).toEqual(MINE)
  })

  it('fails where an engine leaves a table out', async () => {
    await using folder = await prepared(withEngines({ old: engine('whole'), new: engine('nothing') }))
    const { code, stderr } = await etlCompare(['try'], folder.path, s3.env)
    expect(code).toBe(1)
    expect(stderr).toMatch(/'orders' was not written \(looked for s3:\/\/lake\/trials\/etl_\w+\/orders\)/)
    expect(await objects()).toEqual(MINE)
  })

  it.each([
    ['a wrong key', { AWS_SECRET_ACCESS_KEY: 'falsch' }, CONFIG],
    [
      'a bucket that is not there',
      {},
      JSON.parse(JSON.stringify(CONFIG).replaceAll('s3://lake', 's3://nowhere')),
    ],
  ])('does not start with %s', async (_, env, config) => {
    await using folder = await prepared(config)
    const ended = await etlCompare(['run'], folder.path, { ...s3.env, ...env })
    expect(ended.code).toBe(2)
    expect(ended.mistake).toMatchObject({
      code: 'storeUnreachable',
      data: { path: expect.stringMatching(/^s3:.*\/trials\/$/) },
    })
    expect(ended.stderr).not.toContain('falsch')
  })

  it('is cleaned up after a run that was killed; what others have there stays', async () => {
    await using folder = await prepared(withEngines({ old: engine('wait'), new: engine('wait') }))
    const { child, ended } = startImpatient(['run'], folder.path, s3.env)
    while (!(await objects()).some((name) => name.endsWith('/half.parquet'))) await sleep(100)
    const clean = async () => (await etlCompare(['clean'], folder.path, s3.env)).stdout
    expect(await clean()).not.toContain('s3://')
    child.kill('SIGKILL')
    await ended
    expect(await clean()).toMatch(/^removed s3:\/\/lake\/trials\/etl_\w+_1\/$/m)
    expect(await objects()).toEqual(MINE)
  })
})
