import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../open.ts'
import { literal } from '../sql.ts'
import { openSource } from './open.ts'

let db: DuckDB
let folder: string
beforeEach(async () => {
  db = await openDuckDB({ threads: 2 })
  folder = await mkdtemp(join(tmpdir(), 'source-files-test-'))
})
afterEach(async () => {
  await db[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const write = async (path: string, content: string) => {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
}
const parquet = async (path: string, select: string) => {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await db.run(`COPY (${select}) TO ${literal(join(folder, path))} (FORMAT parquet)`)
}
const open = (path: string) => openSource(db, join(folder, path))
const read = async (path: string) => {
  const { relation, columns } = await open(path)
  return {
    types: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
    rows: await db.rows(`SELECT * FROM ${relation}`),
  }
}

describe('a CSV table', () => {
  it('keeps every line: none is a comment, none is skipped', async () => {
    await write('t.csv', 'a,b\n#1,2\n3,4\n#x,y\n')
    expect((await read('t.csv')).rows).toEqual([
      { a: '#1', b: '2' },
      { a: '3', b: '4' },
      { a: '#x', b: 'y' },
    ])
    await write('short.csv', 'a\n1,2\n3,4\n')
    await expect(open('short.csv')).rejects.toThrow(/short\.csv.*unlike numbers of values/)
  })

  it('has files whose columns are in any order, or that are empty', async () => {
    await write('t/0.csv', 'a,b\n1,2\n')
    await write('t/1.csv', 'b,a\n2,1\n')
    await write('t/2.csv', 'a,b\n')
    await write('t/3.csv', '')
    expect((await read('t')).rows).toEqual([
      { a: '1', b: '2' },
      { a: '1', b: '2' },
    ])
  })

  it.each([
    ['a,b,a\n1,2,3\n', /t\.csv has column 'a' twice/],
    ['\uFEFFid,ID\n1,2\n', /columns 'id' and 'ID', which differ by case alone/],
  ])('is refused with a header %j', async (content, message) => {
    await write('t.csv', content)
    await expect(open('t.csv')).rejects.toThrow(message)
  })
})

describe('a Parquet table', () => {
  it('has files whose columns are in any order', async () => {
    await parquet('t/0.parquet', "SELECT 1 AS a, {x: 1, y: [1]} AS s, 'u' AS b")
    await parquet('t/1.parquet', "SELECT 'v' AS b, 2 AS a, {x: 2, y: [2]} AS s")
    const { types, rows } = await read('t')
    expect(types).toEqual({ a: 'INTEGER', s: 'STRUCT(x INTEGER, y INTEGER[])', b: 'VARCHAR' })
    expect(rows.map(({ a, b }) => [a, b])).toEqual([
      [1, 'u'],
      [2, 'v'],
    ])
  })

  it.each([
    ['SELECT 1 AS a', /1\.parquet has no column 'b', which .*0\.parquet has/],
    ['SELECT 1 AS a, 2 AS b, 3 AS c', /0\.parquet has no column 'c', which .*1\.parquet has/],
    ["SELECT 1 AS a, 'x' AS b", /'b' is INTEGER in .*0\.parquet and VARCHAR in .*1\.parquet/],
  ])('is refused where another file is of %s', async (select, message) => {
    await parquet('t/0.parquet', 'SELECT 1 AS a, 2 AS b')
    await parquet('t/1.parquet', select)
    await expect(open('t')).rejects.toThrow(message)
  })

  it('is refused where nested types differ', async () => {
    await parquet('t/0.parquet', 'SELECT {x: 1} AS s')
    await parquet('t/1.parquet', "SELECT {x: '1'} AS s")
    await expect(open('t')).rejects.toThrow(/'s' is STRUCT\(x INTEGER\) in .* and STRUCT\(x VARCHAR\) in/)
  })

  it('opens a thousand files at once', { timeout: 30_000 }, async () => {
    await mkdir(join(folder, 't'))
    await parquet('t/0.parquet', 'SELECT 1 AS a, [{x: 1}] AS s')
    for (let n = 1; n < 1000; n++) {
      await copyFile(join(folder, 't/0.parquet'), join(folder, `t/${n}.parquet`))
    }
    expect(await open('t')).toMatchObject({ files: 1000 })
  })
})

describe('a JSON table', () => {
  it('keeps text as it is, though it looks like a date or a key', async () => {
    const record = { d: '2026-11-20', t: '2026-11-20T01:02:03Z', c: '01:02:03', n: '007' }
    const uuid = '6F1C1A52-0000-4000-8000-000000000000'
    await write('t.json', JSON.stringify({ ...record, uuid, nested: { d: '2026-11-20' } }))
    const { types, rows } = await read('t.json')
    expect(types).toMatchObject({ d: 'VARCHAR', t: 'VARCHAR', uuid: 'VARCHAR', nested: 'STRUCT(d VARCHAR)' })
    expect(rows).toEqual([{ ...record, uuid, nested: { d: '2026-11-20' } }])
  })

  it('has doubles where these lose nothing', async () => {
    await write('t.json', '{"a": 0.1, "b": 1.50}\n{"a": 0.30000000000000004, "b": 1e3}\n')
    const { types, rows } = await read('t.json')
    expect(types).toEqual({ a: 'DOUBLE', b: 'DOUBLE' })
    expect(rows).toEqual([
      { a: 0.1, b: 1.5 },
      { a: 0.30000000000000004, b: 1000 },
    ])
  })

  it('has numbers as written where a double would round one', async () => {
    await write(
      't.json',
      '{"a": 12345678901234567890.12, "b": 9007199254740993, "c": 0.1, "d": "x \\" 1.50", "e": null, "f": [1, "2"], "g": {"DOUBLE": 1.10, "h": true}}\n' +
        '{"a": 1.10, "b": -1, "g": {"DOUBLE": 12345678901234567.5}, "d": "2026-11-20", "late": 18446744073709551616}\n',
    )
    const { types, rows } = await read('t.json')
    expect(types).toEqual({
      a: 'VARCHAR',
      b: 'HUGEINT',
      c: 'DOUBLE',
      d: 'VARCHAR',
      e: 'JSON',
      f: 'JSON[]',
      g: 'STRUCT("DOUBLE" VARCHAR, h BOOLEAN)',
      late: 'VARCHAR',
    })
    expect(rows).toEqual([
      {
        a: '12345678901234567890.12',
        b: 9007199254740993n,
        c: 0.1,
        d: 'x " 1.50',
        e: null,
        f: ['1', '"2"'],
        g: { DOUBLE: '1.10', h: true },
        late: null,
      },
      {
        a: '1.10',
        b: -1n,
        c: null,
        d: '2026-11-20',
        e: null,
        f: null,
        g: { DOUBLE: '12345678901234567.5', h: null },
        late: '18446744073709551616',
      },
    ])
  })

  it('has integers of one width, whatever their signs, and wider ones where it must', async () => {
    await write('t.json', '{"a": 1, "o": {"x": 1}}\n{"a": -1, "o": {"x": -1}}\n')
    expect((await read('t.json')).types).toEqual({ a: 'BIGINT', o: 'STRUCT(x BIGINT)' })
    await write('wide.json', '{"a": 18446744073709551615}\n{"a": -1}\n')
    expect((await read('wide.json')).rows).toEqual([{ a: 18446744073709551615n }, { a: -1n }])
  })

  it('has numbers as written beside Hive keys', async () => {
    await write('t/day=1/x.json', '{"a": 12345678901234567890.12}\n')
    expect((await read('t')).rows).toEqual([{ a: '12345678901234567890.12', day: '1' }])
  })

  it('has the keys of all its records and files, however late they come', async () => {
    await write('t/0.json', `${'{"a": 1}\n'.repeat(30_000)}{"b": "x"}\n`)
    await write('t/1.json', '{"c": 1}\n')
    await write('t/2.json', '')
    expect((await read('t')).types).toEqual({ a: 'BIGINT', b: 'VARCHAR', c: 'BIGINT' })
  })

  it('keeps records apart, however seldom their keys are', async () => {
    const records = Array.from({ length: 300 }, (_, n) => JSON.stringify({ [`k${n}`]: n }))
    await write('t.json', records.join('\n'))
    expect((await open('t.json')).columns).toHaveLength(300)
  })

  it('is refused where keys differ by case alone', async () => {
    await write('t.json', '{"a": 1, "A": 2, "a_1": 3}\n')
    await expect(open('t.json')).rejects.toThrow(/columns '(a|A)' and '(a|A)', which differ by case alone/)
    await write('fine.json', '{"a": 1, "a_1": 2}\n')
    expect((await read('fine.json')).rows).toEqual([{ a: 1n, a_1: 2n }])
  })

  it('is refused where a key is empty', async () => {
    await write('t.json', '{"": 1}\n')
    await expect(open('t.json')).rejects.toThrow(/cannot be read: a record has an empty key/)
    await write('fine.json', '{"C0": 1}\n')
    expect((await read('fine.json')).rows).toEqual([{ C0: 1n }])
  })

  it('is refused where a column mixes kinds and a double would round its numbers', async () => {
    await write('t.json', '{"a": 12345678901234567890.12}\n{"a": "x"}\n')
    await expect(open('t.json')).rejects.toThrow(/Column 'a' of .* values of several kinds/)
  })

  it('may hold no records at all', async () => {
    await write('t.json', '')
    expect((await read('t.json')).rows).toEqual([])
  })
})
