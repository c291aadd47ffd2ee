import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPairs, openSource, openSources } from '../../tests/open-tables.ts'
import { Interrupted } from '../context.ts'
import { type DuckDB, openDuckDB } from '../duckdb/open.ts'
import { literal } from '../duckdb/sql.ts'

let db: DuckDB
let folder: string
beforeEach(async () => {
  db = await openDuckDB({ threads: 2 })
  folder = await mkdtemp(join(tmpdir(), 'source-test-'))
})
afterEach(async () => {
  await db[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const at = (path: string) => join(folder, path)
const write = async (path: string, content: string | Buffer) => {
  await mkdir(dirname(at(path)), { recursive: true })
  await writeFile(at(path), content)
}
const parquet = async (path: string, select: string) => {
  await mkdir(dirname(at(path)), { recursive: true })
  await db.run(`COPY (${select}) TO ${literal(at(path))} (FORMAT parquet)`)
}
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
const tables = async (a: string, b: string) =>
  (await openPairs(db, at(a), at(b))).map((pair) => [
    pair.table,
    pair.a?.columns.map(({ name }) => name) ?? null,
    pair.b?.columns.map(({ name }) => name) ?? null,
  ])

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
    await expect(openSource(db, at('v.duckdb:bare'))).rejects.toThrow(/column 'r' of bare .* unnamed fields/)
    expect(await rows('v.duckdb:named')).toEqual([{ r: { x: 1 } }])
  })

  it('the only one of a database', async () => {
    await database('one.db', 'CREATE TABLE events AS SELECT 1 AS a')
    expect(await openSource(db, at('one.db'))).toMatchObject({ format: 'duckdb', files: 1 })
  })
})

describe('Hive keys', () => {
  it('are columns of text, decoded, with NULL for the default partition', async () => {
    await parquet('t/day=2026-11-20/shop=a%2Fb%20é/x.parquet', 'SELECT 1 AS a')
    await parquet('t/day=01/shop=__HIVE_DEFAULT_PARTITION__/x.parquet', 'SELECT 2 AS a')
    const { columns } = await openSource(db, at('t'))
    expect(columns).toEqual([
      { name: 'a', type: 'INTEGER' },
      { name: 'day', type: 'VARCHAR' },
      { name: 'shop', type: 'VARCHAR' },
    ])
    expect(await rows('t')).toEqual([
      { a: 1, day: '2026-11-20', shop: 'a/b é' },
      { a: 2, day: '01', shop: null },
    ])
  })

  it.each([
    ['csv', 'day,a\nown,1\n'],
    ['json', '{"day": "own", "a": "1"}\n'],
  ])('of the path that was given are none of the %s table', async (format, content) => {
    await write(`day=1/t.é/hour=02/x.${format}`, content)
    expect(await rows('day=1/t.é')).toEqual([{ day: 'own', a: '1', hour: '02' }])
    expect(await rows('day=1/t.é/hour=02')).toEqual([{ day: 'own', a: '1' }])
    expect(await rows('day=1/*/hour=*')).toEqual([{ day: 'own', a: '1', hour: '02' }])
    expect(await rows('day=1/*/hour=02/*')).toEqual([{ day: 'own', a: '1', hour: '02' }])
  })

  it('have names that are decoded too, however each folder spells them', async () => {
    await parquet('t/net%2Fgross=a/x.parquet', 'SELECT 1 AS a')
    await parquet('t/net%2fgross=b/x.parquet', 'SELECT 2 AS a')
    expect(await rows('t')).toEqual([
      { a: 1, 'net/gross': 'a' },
      { a: 2, 'net/gross': 'b' },
    ])
    await parquet('u/caf%C3%A9 100%=1/x.parquet', 'SELECT 1 AS a')
    expect(await rows('u')).toEqual([{ a: 1, 'caf%C3%A9 100%': '1' }])
    await parquet('v/caf%C3%A9=1/k é=2/x.parquet', 'SELECT 1 AS a, 2 AS "café"')
    expect(await rows('v')).toEqual([{ a: 1, café: '1', 'k é': '2' }])
  })

  it('replace the columns of that name in the files', async () => {
    await write('t/day=2/x.csv', 'Day,a\n1,1\n')
    const { columns } = await openSource(db, at('t'))
    expect(columns.map(({ name }) => name)).toEqual(['a', 'day'])
    expect(await rows('t')).toEqual([{ a: '1', day: '2' }])
  })

  it('that only some files have are refused', async () => {
    await write('t/day=1/x.csv', 'a\n1\n')
    await write('t/y.csv', 'a\n1\n')
    await expect(openSource(db, at('t'))).rejects.toThrow(/day=1\/x\.csv has day, .*y\.csv has none/)
  })
})

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
    await expect(tables('a', `b/sessions.${format}`)).rejects.toThrow(/such as .*a\/sessions\./)
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
    await expect(tables('a', 'b')).rejects.toThrow(/files of .*a are not one table/)
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
      await expect(tables('a', 'b')).rejects.toThrow(/a has parts of several tables: orders, sales\. Move/)
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
    await expect(tables('a', 'b.csv')).rejects.toThrow(
      /a is a folder of tables \(events\), but .*b\.csv is one table/,
    )
  })

  it('are refused where one is there twice', async () => {
    await write('a/events/x.csv', 'x\n1\n')
    await write('a/events.csv', 'x\n1\n')
    await expect(tables('a', 'a')).rejects.toThrow(/table 'events' twice: events.* and events/)
  })
})

describe('a mistake is told in words', () => {
  it.each([
    ['nothing there', 'x.csv', /x\.csv was not found\. Name a file/],
    ['no database there', 'x.duckdb:t', /x\.duckdb was not found\. Name/],
    ['a folder without data', 'empty', /empty has no data files/],
    ['a glob that matches nothing', 'empty/*.csv', /empty\/\*\.csv has no data files/],
    ['a name of no known format', 'readme.md', /readme\.md has no known file extension/],
    [
      'what is not read',
      'x.csv.bz2',
      /x\.csv\.bz2 is CSV compressed by bzip2, which etl-compare cannot read\. Write Parquet/,
    ],
    ['JSON that is packed so', 'x.json.snappy', /JSON compressed by Snappy, which etl-compare cannot read/],
    [
      'text that is packed so',
      'part-00000.deflate',
      /part-00000\.deflate is deflate, which etl-compare cannot read/,
    ],
    ['Spark’s LZ4', 'x.csv.lz4', /CSV compressed by LZ4/],
    ['ORC', 'x.zlib.orc', /x\.zlib\.orc is ORC, which etl-compare cannot read/],
    ['Avro', 'x.avro', /is Avro, which etl-compare cannot read/],
    ['a database among files', 'lake', /w\.duckdb is a DuckDB database inside a folder/],
    ['a table below a file', 'readme.md/t', /was not found/],
    ['a file that is no Parquet', 'broken.parquet', /broken\.parquet cannot be read: .*too small/],
    [
      'a file that is no database',
      'text.duckdb',
      /text\.duckdb cannot be opened as a DuckDB database: .*not a valid/,
    ],
    ['a file that is no gzip', 'plain.csv.gz', /plain\.csv\.gz cannot be read/],
    ['JSON cut short', 'cut.json', /cut\.json cannot be read: .*JSON/],
  ])('%s', async (_, path, message) => {
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
    await expect(openSource(db, at(path))).rejects.toThrow(message)
  })

  it('a table that a database lacks, with those that it has', async () => {
    await database('w.duckdb', 'CREATE TABLE events (x INT)')
    await expect(openSource(db, at('w.duckdb:event'))).rejects.toThrow(/no table 'event' \(it has events\)/)
    await database('none.duckdb')
    await expect(openSource(db, at('none.duckdb'))).rejects.toThrow(/none\.duckdb has no tables/)
  })

  it('files of two formats in one folder', async () => {
    await write('t/x.csv', 'a\n1\n')
    await write('t/x.json', '{"a": 1}')
    await expect(openSource(db, at('t'))).rejects.toThrow(/mixes csv and json files/)
  })
})
