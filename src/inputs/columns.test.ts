import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../model/config/model.ts'
import { checkColumns } from './columns.ts'
import { locateInput } from './resolve.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etl-compare-columns-'))
  await mkdir(join(folder, 'orders/_delta_log'), { recursive: true })
  await writeFile(join(folder, 'orders/_delta_log/00000000000000000000.json'), '{}')
  await writeFile(join(folder, 'orders/part-0.parquet'), 'of an older version, and damaged')
  await writeFile(join(folder, 'shops.csv'), 'shop\n1\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const check = async (columns: Job['columns']) =>
  checkColumns({ name: 'j', columns } as Job, {
    ...(await locateInput(folder, { job: 'j', input: null })),
    name: null,
  })

describe('an input with a Delta table in it', () => {
  it('is not looked at as loose files', async () => {
    await check({})
    await check({ 'shops.csv': ['shop'], '*': ['shop'] })
    await expect(check({ 'shops.csv': ['town'] })).rejects.toMatchObject({
      code: 'inputColumnMissing',
      data: { columns: ['town'], found: ['shop'] },
    })
  })

  it('has columns that cannot be checked, which is said where they are asked for', async () => {
    const mistake = { code: 'inputColumnsUnread', data: { path: join(folder, 'orders'), format: 'Delta' } }
    await expect(check({ 'part-0.parquet': ['id'] })).rejects.toMatchObject(mistake)
    await rm(join(folder, 'shops.csv'))
    await expect(check({ '*': ['id'] })).rejects.toMatchObject(mistake)
  })
})

describe('an input of files in the formats that tables are read in', () => {
  it('has the columns of its files, packed ones too, and of its folders', async () => {
    await rm(join(folder, 'orders'), { recursive: true })
    await mkdir(join(folder, 'dt=2026-11-20/part[1]'), { recursive: true })
    await writeFile(join(folder, 'dt=2026-11-20/part[1]/a.jsonl'), '{"shop": 1}\n')
    await writeFile(join(folder, 'dt=2026-11-20/b.csv.gz'), gzipSync('shop,town\n1,Bern\n'))
    await check({ 'a.jsonl': ['shop', 'dt'], 'b.csv.gz': ['shop', 'town', 'dt'] })
    await expect(check({ '*': ['shop', 'town'] })).rejects.toThrow(/a\.jsonl has no column 'town'/)
  })
})
