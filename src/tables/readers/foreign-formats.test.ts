import { rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openOutputTable, openPairs, openSource, openSources } from '../../../tests/open-tables.ts'
import { at, db, folder, parquet, useTableFolder, write } from '../../../tests/table-folder.ts'

useTableFolder()

/** A table's log and one data file, named as the format's own writers do. */
const FORMATS = [
  [
    'Delta',
    '_delta_log/00000000000000000000.json',
    'part-00000-4e7087c3-e768-4fe7-adca-ac0e80724007-c000.parquet',
  ],
  [
    'Delta',
    '_delta_log/_last_checkpoint',
    'k=a/part-00000-8f0e0232-d31c-44b0-963a-8ad3a408b06f.c000.parquet',
  ],
  [
    'Iceberg',
    'metadata/00000-6b3b2a52-aaaa-4bbb-8ccc-dddddddddddd.metadata.json',
    'data/00000-0-x-00001.parquet',
  ],
  ['Iceberg', 'metadata/v1.gz.metadata.json', 'data/k=a/00000-0-x-00001.parquet'],
  ['Iceberg', 'metadata/snap-1-1-x.avro', 'data/00000-0-x-00001.parquet'],
  [
    'Hudi',
    '.hoodie/hoodie.properties',
    'k=a/6b3b2a52-aaaa-4bbb-8ccc-dddddddddddd-0_0-21-31_20261120.parquet',
  ],
] as const

describe.each(FORMATS)('a %s table with %s', (format, log, data) => {
  const refusal = new RegExp(`/orders is an? ${format} table\\. .*[Ww]rite the current rows as plain Parquet`)
  beforeEach(async () => {
    await write(`lake/orders/${log}`, '{}')
    await parquet(`lake/orders/${data}`)
  })

  it.each([
    ['its folder', 'lake/orders'],
    ['a folder below it', `lake/orders/${dirname(data)}`],
    ['a glob', `lake/orders/${dirname(data)}/*.parquet`],
    ['one of its files', `lake/orders/${data}`],
  ])('is refused by %s', async (_, path) => {
    await expect(openSource(db, at(path))).rejects.toThrow(refusal)
    await expect(openPairs(db, at(path), at(path))).rejects.toThrow(refusal)
  })

  it('is refused as one of the tables of a folder, and hides none of the others', async () => {
    await write('lake/users/part-0.csv', 'id\n1\n')
    await expect(openSources(db, at('lake'))).rejects.toThrow(refusal)
    const [orders, users] = await openPairs(db, at('lake'), at('lake'))
    expect(orders?.problem?.message).toMatch(refusal)
    expect([users?.table, users?.problem]).toEqual(['users', undefined])
  })

  it('is refused behind a link', async () => {
    await symlink(join(folder, 'lake/orders', dirname(data)), at('latest'))
    await expect(openSource(db, at('latest'))).rejects.toThrow(new RegExp(`is an? ${format} table`))
  })

  it('is refused as an engine’s output', async () => {
    await expect(openOutputTable(db, at('lake'), 'orders')).rejects.toThrow(refusal)
  })

  it('is refused where its files lie elsewhere', async () => {
    await rm(at(`lake/orders/${data}`))
    await write('lake/users/part-0.csv', 'id\n1\n')
    await expect(openSource(db, at('lake/orders'))).rejects.toThrow(refusal)
    await expect(openSources(db, at('lake'))).rejects.toThrow(refusal)
    await expect(openOutputTable(db, at('lake'), 'orders')).rejects.toThrow(refusal)
  })
})

describe('a folder is no table of such a format', () => {
  it('because it is called metadata, or has one with other files in it', async () => {
    await write('out/metadata/part-0.csv', 'id\n1\n')
    await write('out/orders/part-0.csv', 'id\n1\n')
    expect((await openSources(db, at('out'))).map(({ table }) => table)).toEqual(['metadata', 'orders'])
  })

  it('because what engines leave behind, which nobody reads, has such a log', async () => {
    await write('t/_temporary/0/_delta_log/00000000000000000000.json', '{}')
    await write('t/part-0.csv', 'id\n1\n')
    expect(await openSource(db, at('t'))).toMatchObject({ files: 1 })
  })
})
