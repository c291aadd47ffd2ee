import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDuckDB } from '../duckdb/open.ts'
import { literal } from '../duckdb/sql.ts'
import { peekInput } from './peek.ts'

let folder: string
const write = async (path: string, text: string) => {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), text)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etl-compare-peek-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a look at an input', () => {
  it('finds the newest partition and the columns there, without those of the folders', async () => {
    await write('data/dt=2026-11-19/a.csv', 'id,old\n1,2\n')
    await write('data/dt=2026-11-20/a.csv', 'id,new\n1,2\n')
    expect(await peekInput(folder, 'data/dt={partition}')).toEqual({
      partition: '2026-11-20',
      columns: { '*': ['id', 'new'] },
    })
  })

  it('finds the columns that all files have, since tomorrow has other files', async () => {
    await write('in/part-0.csv', 'id,shop,old\n1,a,b\n')
    await write('in/part-1.csv', 'new,id,shop\nb,1,a\n')
    expect(await peekInput(folder, 'in')).toEqual({ columns: { '*': ['id', 'shop'] } })
  })

  it('tells files without a common column apart', async () => {
    await write('in/orders.csv', 'id,shop\n1,a\n')
    await write('in/notes.txt', 'no data')
    await using db = await openDuckDB()
    await db.run(`COPY (SELECT 1 AS n) TO ${literal(join(folder, 'in/shops.parquet'))}`)
    expect(await peekInput(folder, 'in')).toEqual({
      columns: { 'orders.csv': ['id', 'shop'], 'shops.parquet': ['n'] },
    })
  })

  it('follows a glob, and a partition within a file name', async () => {
    await write('in/orders-2026-11-20.csv', 'id\n1\n')
    expect(await peekInput(folder, 'in/orders-{partition}.csv')).toEqual({
      partition: '2026-11-20',
      columns: { '*': ['id'] },
    })
    expect(await peekInput(folder, 'in/*.csv')).toEqual({ columns: { '*': ['id'] } })
  })

  it('says nothing of the columns of a Delta table, whose files may be of older versions', async () => {
    await write('in/orders/_delta_log/00000000000000000000.json', '{"commitInfo": {}}')
    await mkdir(join(folder, 'in/orders'), { recursive: true })
    await using db = await openDuckDB()
    await db.run(`COPY (SELECT 1 AS n) TO ${literal(join(folder, 'in/orders/part-0.parquet'))}`)
    expect(await peekInput(folder, 'in/orders')).toEqual({ columns: {} })
    await write('in/shops.csv', 'shop\n1\n')
    expect(await peekInput(folder, 'in')).toEqual({ columns: { '*': ['shop'] } })
  })

  it('takes no first row of a CSV for names that looks like data, or that no comma divides', async () => {
    await write('in/points.csv', '47.37,8.54\n46.95,7.44\n')
    await write('in/prices.csv', 'id;price\n1;1,5\n')
    expect(await peekInput(folder, 'in')).toEqual({ columns: {} })
  })

  it('says nothing of columns where a file cannot be read, and nothing at all where none is', async () => {
    await write('in/broken.parquet', 'PAR1')
    expect(await peekInput(folder, 'in')).toEqual({ columns: {} })
    expect(await peekInput(folder, 'elsewhere/{partition}')).toBeUndefined()
  })
})
