import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { openPairs } from '../../tests/open-tables.ts'
import { at, db, parquet, useTableFolder, write } from '../../tests/table-folder.ts'

useTableFolder()

const database = async (path: string, ...statements: string[]) => {
  const instance = await DuckDBInstance.create(at(path))
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}
const tables = async (a: string, b: string) =>
  (await openPairs(db, at(a), at(b))).map((pair) => [
    pair.table,
    pair.a?.columns.map(({ name }) => name) ?? null,
    pair.b?.columns.map(({ name }) => name) ?? null,
  ])

describe('the tables of two paths', () => {
  it('are those of their folders and files, by name', async () => {
    await write('a/events/part-0.csv', 'x\n1\n')
    await write('a/sessions.csv', 'y\n1\n')
    await parquet('b/events.parquet', 'SELECT 1 AS x')
    await parquet('b/rejects/k=1/p.parquet', 'SELECT 1 AS z')
    expect(await tables('a', 'b')).toEqual([
      ['events', ['x'], ['x']],
      ['rejects', null, ['z', 'k']],
      ['sessions', ['y'], null],
    ])
  })

  it('are one where both are a folder of parts, whatever these are called', async () => {
    await write('a/t/part-0.csv', 'x\n1\n')
    await write('a/t/part-1.csv', 'x\n1\n')
    await parquet('b/t.parquet', 'SELECT 1 AS x')
    expect(await tables('a/t', 'b/t.parquet')).toEqual([['t', ['x'], ['x']]])
    expect(await tables('a/t', 'a/t')).toEqual([['t', ['x'], ['x']]])
  })

  it.each([
    ['csv', 'x\n1\n', 'y\n1\n'],
    ['json', '{"x": 1}', '{"y": 1}'],
  ])('are the %s files of both where they have the same names and unlike columns', async (format, x, y) => {
    for (const side of ['a', 'b']) {
      await write(`${side}/events.${format}`, x)
      await write(`${side}/sessions.${format}`, y)
    }
    expect(await tables('a', 'b')).toEqual([
      ['events', ['x'], ['x']],
      ['sessions', ['y'], ['y']],
    ])
  })

  it.each([
    ['csv', 'x\n1\n', 'y\n1\n'],
    ['json', '{"x": 1}', '{"y": 1}'],
  ])('are the %s files of unlike columns where the other side has but one of them', async (format, x, y) => {
    await write(`a/events.${format}`, x)
    await write(`a/sessions.${format}`, y)
    await write(`b/sessions.${format}`, y)
    expect(await tables('a', 'b')).toEqual([
      ['events', ['x'], null],
      ['sessions', ['y'], ['y']],
    ])
    await expect(tables('a', `b/sessions.${format}`)).rejects.toMatchObject({
      code: 'sourceKindsDiffer',
      data: { tables: ['events', 'sessions'], example: at(`a/sessions.${format}`) },
    })
  })

  it('are the files of both where they have the same names and like columns: those swapped are not the same', async () => {
    for (const side of ['a', 'b']) {
      await parquet(`${side}/admins.parquet`, 'SELECT 1 AS x')
      await parquet(`${side}/users.parquet`, 'SELECT 2 AS x')
    }
    expect(await tables('a', 'b')).toEqual([
      ['admins', ['x'], ['x']],
      ['users', ['x'], ['x']],
    ])
  })

  it('are none of files that are named like parts of one table', async () => {
    await write('a/part-0-3f1c9e.csv', 'x\n1\n')
    await write('a/part-1-aa00bc.csv', 'y\n1\n')
    await write('b/part-0-3f1c9e.csv', 'x\n1\n')
    await expect(tables('a', 'b')).rejects.toMatchObject({
      code: 'csvFirstRowsDiffer',
      data: { path: at('a') },
    })
  })

  it.each([
    ['orders_1', 'orders_2'],
    ['orders_2025', 'orders_2026'],
    ['part-numbers', 'data_0'],
  ])('are the files of both where users call them %s and %s, alike as they are', async (first, second) => {
    for (const side of ['a', 'b']) {
      await parquet(`${side}/${first}.parquet`, 'SELECT 1 AS x')
      await parquet(`${side}/${second}.parquet`, 'SELECT 2 AS x')
    }
    const found = (await tables('a', 'b')).map(([table]) => table)
    expect(found).toEqual([first, second].toSorted())
  })

  it('are called what both may be called: a folder, or the only file in it', async () => {
    await write('spark/orders/part-00000.csv', 'x\n1\n')
    await write('polars/orders.csv', 'x\n1\n')
    const pair = async (a: string, b: string) => {
      const [{ table, isShared } = { table: '', isShared: false }] = await openPairs(db, at(a), at(b))
      return [table, isShared]
    }
    expect(await pair('spark/orders', 'polars/orders.csv')).toEqual(['orders', true])
    expect(await pair('polars', 'spark/orders')).toEqual(['orders', true])
    expect(await pair('polars', 'polars')).toEqual(['orders', true])
    expect(await pair('spark/orders/part-00000.csv', 'polars')).toEqual(['part-00000', false])
  })

  it('are one where parts of JSON miss keys', async () => {
    await write('a/part-0.json', '{"x": 1}')
    await write('a/part-1.json', '{"y": 1}')
    expect(await tables('a', 'a')).toEqual([['a', ['x', 'y'], ['x', 'y']]])
  })

  it.each([
    ['orders-00000-of-00001', 'sales-00000-of-00001'],
    ['orders-31c19888-a046-458e-abd7-cce94be3459b', 'sales-5162d22c-d18a-4b93-9f76-97c2eea23450'],
  ])(
    'are refused where parts of several lie in one folder, as rows may change places: %s',
    async (one, two) => {
      for (const side of ['a', 'b']) {
        await write(`${side}/${one}.csv`, side === 'a' ? 'x\n1\n' : 'x\n2\n')
        await write(`${side}/${two}.csv`, side === 'a' ? 'x\n2\n' : 'x\n1\n')
      }
      await expect(tables('a', 'b')).rejects.toMatchObject({
        code: 'sourceTablesMixed',
        data: { path: at('a'), tables: ['orders', 'sales'] },
      })
      expect(await tables('a/orders*', 'b/orders*')).toHaveLength(1)
    },
  )

  it('are those of a folder of files where the other side has folders', async () => {
    await write('a/events/x.csv', 'x\n1\n')
    await write('b/events.csv', 'x\n1\n')
    expect(await tables('a', 'b')).toEqual([['events', ['x'], ['x']]])
  })

  it('are those of a database, against files', async () => {
    await database('w.duckdb', 'CREATE TABLE events (x INT)', 'CREATE TABLE sessions (y INT)')
    await write('b/events.csv', 'x\n1\n')
    expect(await tables('w.duckdb', 'b')).toEqual([
      ['events', ['x'], ['x']],
      ['sessions', ['y'], null],
    ])
    expect(await tables('w.duckdb:events', 'w.duckdb:sessions')).toEqual([['events', ['x'], ['y']]])
  })

  it('are refused where one path holds tables and the other is a table', async () => {
    await write('a/events/x.csv', 'x\n1\n')
    await write('b.csv', 'x\n1\n')
    await expect(tables('a', 'b.csv')).rejects.toMatchObject({
      code: 'sourceKindsDiffer',
      data: { path: at('a'), tables: ['events'], other: at('b.csv') },
    })
  })

  it('are refused where one is there twice', async () => {
    await write('a/events/x.csv', 'x\n1\n')
    await write('a/events.csv', 'x\n1\n')
    await expect(tables('a', 'a')).rejects.toMatchObject({
      code: 'sourceTableTwice',
      data: { table: 'events', places: { length: 2 } },
    })
  })
})
