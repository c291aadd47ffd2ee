import { mkdir } from 'node:fs/promises'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { openSource, openSources } from '../../tests/open-tables.ts'
import { at, db, parquet, useTableFolder, write } from '../../tests/table-folder.ts'
import { Interrupted } from '../context.ts'
import { openDuckDB } from '../duckdb/open.ts'

useTableFolder()

const database = async (path: string, ...statements: string[]) => {
  const instance = await DuckDBInstance.create(at(path))
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}
const rows = async (path: string) => {
  const { relation } = await openSource(db, at(path))
  return db.rows(`SELECT * FROM ${relation} ORDER BY ALL`)
}

it.each(['a', 'alone.csv'])('an interruption is no fault of a table: %s', async (path) => {
  await write('a/x.csv', 'id\n1\n')
  await write('a/y.csv', 'other\n2\n')
  await write('alone.csv', 'id\n1\n')
  const controller = new AbortController()
  await using interrupted = await openDuckDB({ signal: controller.signal })
  controller.abort(new Interrupted('SIGINT'))
  await expect(openSources(interrupted, at(path))).rejects.toThrow(Interrupted)
})

describe('a table is', () => {
  it('a file, whatever characters are in its name', async () => {
    await write("o'clock [1]*?.csv", 'a\n1\n')
    await write("o'clock 1xx.csv", 'a\n2\n')
    expect(await rows("o'clock [1]*?.csv")).toEqual([{ a: '1' }])
  })

  it.each([
    ['x.csv.gz', gzipSync('a\n1\n')],
    ['x.csv.zst', zstdCompressSync('a\n1\n')],
    ['x.jsonl.gz', gzipSync('{"a": "1"}\n')],
    ['x.ndjson', Buffer.from('{"a": "1"}\n')],
    ['x.JSON', Buffer.from('[{"a": "1"}]')],
    ['x.tsv', Buffer.from('a\n1\n')],
  ])('a file %s', async (name, content) => {
    await write(name, content)
    expect(await rows(name)).toEqual([{ a: '1' }])
  })

  it('a folder below a hidden one, without the hidden names in it', async () => {
    await parquet('_tmp/t/part-0.snappy.parquet', 'SELECT 1 AS a')
    await write('_tmp/t/_SUCCESS', '')
    await write('_tmp/t/_committed_1', '{}')
    await write('_tmp/t/.part-0.crc', '')
    const source = await openSource(db, at('_tmp/t'))
    expect(source).toMatchObject({ format: 'parquet', files: 1, columns: [{ name: 'a', type: 'INTEGER' }] })
  })

  it('the files and folders that a glob matches', async () => {
    await write('t/2026-01/x.csv', 'a\n1\n')
    await write('t/2026-02/x.csv', 'a\n2\n')
    await write('t/2025-12/x.csv', 'a\n3\n')
    expect(await rows('t/2026-*')).toEqual([{ a: '1' }, { a: '2' }])
    expect(await rows('t/2026-*/*.csv')).toEqual([{ a: '1' }, { a: '2' }])
    await write('[t] {1}/k=1/x.csv', 'a\n1\n')
    expect(await rows('[t] {1}/k=*')).toEqual([{ a: '1', k: '1' }])
  })

  it('a table or view of a DuckDB database, which is only read', async () => {
    await database(
      'w.duckdb',
      'CREATE TABLE events AS SELECT 1 AS a',
      'CREATE SCHEMA "my s"',
      `CREATE TABLE "my s"."x.y'z" AS SELECT 2 AS a`,
      'CREATE VIEW seen AS SELECT 3 AS a',
    )
    expect(await rows('w.duckdb:events')).toEqual([{ a: 1 }])
    expect(await rows('w.duckdb:main.events')).toEqual([{ a: 1 }])
    expect(await rows("w.duckdb:my s.x.y'z")).toEqual([{ a: 2 }])
    expect(await rows('w.duckdb:seen')).toEqual([{ a: 3 }])
    expect((await openSources(db, at('w.duckdb'))).map(({ table }) => table)).toEqual([
      'events',
      "my s.x.y'z",
    ])
  })

  it('no view of structs without names, which DuckDB cannot take apart', async () => {
    await database(
      'v.duckdb',
      'CREATE VIEW bare AS SELECT [row(1, 2)] AS r',
      'CREATE VIEW named AS SELECT {x: 1} AS r',
    )
    await expect(openSource(db, at('v.duckdb:bare'))).rejects.toMatchObject({
      code: 'sourceUnreadable',
      data: { detail: expect.stringMatching(/'r' of bare.*unnamed/) },
    })
    expect(await rows('v.duckdb:named')).toEqual([{ r: { x: 1 } }])
  })

  it('the only one of a database', async () => {
    await database('one.db', 'CREATE TABLE events AS SELECT 1 AS a')
    expect(await openSource(db, at('one.db'))).toMatchObject({ format: 'duckdb', files: 1 })
  })
})

describe('a mistake', () => {
  it.each<[string, string, string, object]>([
    ['nothing there', 'x.csv', 'sourceMissing', { path: expect.stringMatching(/\/x\.csv$/) }],
    ['no database there', 'x.duckdb:t', 'sourceMissing', { path: expect.stringMatching(/\/x\.duckdb$/) }],
    ['a folder without data', 'empty', 'sourceEmpty', {}],
    ['a glob that matches nothing', 'empty/*.csv', 'sourceEmpty', {}],
    ['a name of no known format', 'readme.md', 'sourceFormatUnknown', {}],
    ['what is not read', 'x.csv.bz2', 'sourceFormatUnread', { format: 'CSV compressed by bzip2' }],
    [
      'JSON that is packed so',
      'x.json.snappy',
      'sourceFormatUnread',
      { format: 'JSON compressed by Snappy' },
    ],
    ['text that is packed so', 'part-00000.deflate', 'sourceFormatUnread', { format: 'deflate' }],
    ['Spark’s LZ4', 'x.csv.lz4', 'sourceFormatUnread', { format: 'CSV compressed by LZ4' }],
    ['ORC', 'x.zlib.orc', 'sourceFormatUnread', { format: 'ORC' }],
    ['Avro', 'x.avro', 'sourceFormatUnread', { format: 'Avro' }],
    [
      'a database among files',
      'lake',
      'sourceFormatUnknown',
      { path: expect.stringMatching(/\/lake\/w\.duckdb$/) },
    ],
    ['a table below a file', 'readme.md/t', 'sourceMissing', {}],
    [
      'a file that is no Parquet',
      'broken.parquet',
      'sourceUnreadable',
      { detail: expect.stringContaining('too small') },
    ],
    [
      'a file that is no database',
      'text.duckdb',
      'databaseUnreadable',
      { detail: expect.stringContaining('not a valid') },
    ],
    ['a file that is no gzip', 'plain.csv.gz', 'sourceUnreadable', {}],
    ['JSON cut short', 'cut.json', 'sourceUnreadable', { detail: expect.stringContaining('JSON') }],
  ])('%s', async (_, path, code, data) => {
    await mkdir(at('empty'))
    await write('empty/_SUCCESS', '')
    for (const name of [
      'x.csv.bz2',
      'x.json.snappy',
      'part-00000.deflate',
      'x.csv.lz4',
      'x.zlib.orc',
      'x.avro',
    ])
      await write(name, 'x')
    await write('readme.md', 'x')
    await write('lake/w.duckdb', 'x')
    await write('broken.parquet', 'PAR1')
    await write('text.duckdb', 'no database '.repeat(2000))
    await write('plain.csv.gz', 'a\n1\n')
    await write('cut.json', '{"a": 1}\n{"a": ')
    await expect(openSource(db, at(path))).rejects.toMatchObject({ code, data })
  })

  it('a table that a database lacks, with those that it has', async () => {
    await database('w.duckdb', 'CREATE TABLE events (x INT)')
    await expect(openSource(db, at('w.duckdb:event'))).rejects.toMatchObject({
      code: 'databaseTableMissing',
      data: { table: 'event', found: ['events'] },
    })
    await database('none.duckdb')
    await expect(openSource(db, at('none.duckdb'))).rejects.toMatchObject({ code: 'databaseEmpty' })
  })

  it('files of two formats in one folder', async () => {
    await write('t/x.csv', 'a\n1\n')
    await write('t/x.json', '{"a": 1}')
    await expect(openSource(db, at('t'))).rejects.toMatchObject({
      code: 'sourceFormatsMixed',
      data: { formats: ['csv', 'json'] },
    })
  })
})
