import { mkdir } from 'node:fs/promises'
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
