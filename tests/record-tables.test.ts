import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { ORDERS, recordsIn, sh, writeOrders } from './recorded.ts'

const PART = 'part-00000-9e95b4db-0999-4dc4-afaa-31037b4dc2a0-c000'

describe('an output that is one table goes by the job’s name', () => {
  it.each([
    ['out', `out/${PART}.snappy.parquet`],
    ['out', `out/${PART}.lz4hadoop.parquet`],
    [`out/${PART}.snappy.parquet`, `out/${PART}.snappy.parquet`],
    ['out/*.parquet', `out/${PART}.snappy.parquet`],
    ['out', 'out/data_0.parquet'],
    ['out', 'out/00000000.parquet'],
    ['out/any.zstd.parquet', 'out/any.zstd.parquet'],
  ])('--output %s, with %s', async (output, file) => {
    await using folder = await scratch()
    await mkdir(join(folder.path, dirname(file)), { recursive: true })
    await writeOrders(join(folder.path, file), 'SELECT 1 AS id')
    const ended = await etlCompare(
      [...ORDERS, '--engine', 'spark', '--output', output, ...sh('true')],
      folder.path,
    )
    expect(ended.stderr).not.toContain('no fingerprint')
    const [record] = await recordsIn(folder.path)
    expect(Object.keys(record?.trials[0]?.tables ?? {})).toEqual(['orders'])
  })
})

describe('a JSON column without a value all day, which Spark leaves out', () => {
  const SPARK_JSON = '{"id":1,"v":"a"}\n{"id":2,"v":"b"}\n'
  const config = (accept: string) => `version: 1
jobs:
  orders:
    input: in
    baseline: spark
    engines: { spark: { run: [sh] }, polars: { run: [sh] } }
    tables: { points: { ${accept} } }
`
  const ACCEPTED = 'accept: { w: [null-type] }'

  /** What diff says of both outputs, and judge of what record kept of them. */
  async function both(folder: string, candidate: string, accept: string) {
    await mkdir(join(folder, 'spark'))
    await writeFile(join(folder, 'spark/points.json'), SPARK_JSON)
    const options = accept === '' ? [] : ['--accept', 'w=null-type']
    const diff = await etlCompare(['diff', 'spark', candidate, ...options], folder)
    await writeFile(join(folder, 'etl-compare.yml'), config(accept))
    for (const engine of ['spark', 'polars']) {
      const output = engine === 'spark' ? 'spark' : candidate
      const recorded = [...ORDERS, '--engine', engine, '--partition', '2026-11-20', '--output', output]
      await etlCompare([...recorded, ...sh(`touch ${output}/*`)], folder)
    }
    const judged = await etlCompare(['judge', '--ledger', 'ledger'], folder)
    return { code: diff.code, diff: diff.stdout, parity: /. parity .*/.exec(judged.stdout)?.[0] }
  }
  const json = async (folder: string, text: string) => {
    await mkdir(join(folder, 'polars'))
    await writeFile(join(folder, 'polars/points.json'), text)
  }

  it.each([
    ['as JSON', (folder: string) => json(folder, SPARK_JSON.replaceAll('}', ',"w":null}'))],
    [
      'as Parquet, with a type',
      async (folder: string) => {
        await mkdir(join(folder, 'polars'))
        const rows = "VALUES (2::BIGINT, 'b', NULL::VARCHAR), (1, 'a', NULL)"
        await writeOrders(join(folder, 'polars/points.parquet'), `SELECT * FROM (${rows}) t(id, v, w)`)
      },
    ],
  ])('is equal to one that another engine writes %s, where null-type is accepted', async (_, write) => {
    await using folder = await scratch()
    await write(folder.path)
    expect(await both(folder.path, 'polars', ACCEPTED)).toMatchObject({
      code: 0,
      parity: expect.stringContaining('… parity    equal in 1 of 1 comparison'),
    })
  })

  it('is a difference that says how to accept it, where nobody has', async () => {
    await using folder = await scratch()
    await json(folder.path, SPARK_JSON.replaceAll('}', ',"w":null}'))
    const { code, diff, parity } = await both(folder.path, 'polars', '')
    expect(code).toBe(1)
    expect(diff).toContain('accept: { w: [null-type] }')
    expect(parity).toMatch(/✕ parity .*points: .*accept: \{ w: \[null-type\] \}/)
  })

  it.each([
    ['has a value', '{"id":1,"v":"a","w":null}\n{"id":2,"v":"b","w":7}\n'],
    ['stands beside values that changed rows', '{"id":1,"v":"b","w":null}\n{"id":2,"v":"a","w":null}\n'],
  ])('is no excuse where it %s', async (_, text) => {
    await using folder = await scratch()
    await json(folder.path, text)
    const { code, parity } = await both(folder.path, 'polars', ACCEPTED)
    expect(code).toBe(1)
    expect(parity).not.toContain('equal in 1 of 1')
  })
})
