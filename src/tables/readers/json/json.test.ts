import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSource, readTable } from '../../../../tests/open-tables.ts'
import { db, folder, useTableFolder, write } from '../../../../tests/table-folder.ts'

useTableFolder()

const open = (path: string) => openSource(db, join(folder, path))
const read = (path: string) => readTable(db, join(folder, path))

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
      e: '"NULL"',
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

  it.each([
    ['18446744073709551616', '18446744073709551617'],
    ['-9223372036854775809', '-9223372036854775810'],
    ['123456789012345678901234567890', '123456789012345678901234567891'],
    ['[{"x": 123456789012345678901}]', '[{"x": 123456789012345678902}]'],
    ['1e400', '1e999'],
    ['1e-400', '1e-999'],
  ])('has %s, which is not %s', async (a, b) => {
    await write('a.json', `{"a": ${a}}`)
    await write('b.json', `{"a": ${b}}`)
    expect((await read('a.json')).rows).not.toEqual((await read('b.json')).rows)
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
    await expect(open('t.json')).rejects.toMatchObject({ code: 'sourceColumnsClash' })
    await write('fine.json', '{"a": 1, "a_1": 2}\n')
    expect((await read('fine.json')).rows).toEqual([{ a: 1n, a_1: 2n }])
  })

  it('is refused where a key is empty', async () => {
    await write('t.json', '{"": 1}\n')
    await expect(open('t.json')).rejects.toMatchObject({
      code: 'sourceUnreadable',
      data: { detail: expect.stringContaining('empty key') },
    })
    await write('fine.json', '{"C0": 1}\n')
    expect((await read('fine.json')).rows).toEqual([{ C0: 1n }])
  })

  it('is refused where a column mixes kinds and a double would round its numbers', async () => {
    await write('t.json', '{"a": 12345678901234567890.12}\n{"a": "x"}\n')
    await expect(open('t.json')).rejects.toMatchObject({
      code: 'sourceNumberRounded',
      data: { column: 'a' },
    })
  })

  it('has no type for a column without a value, also within lists and structs', async () => {
    await write(
      't.json',
      '{"a": null, "l": [], "s": {"x": null, "y": 1}, "m": [1, "x"], "d": [{"z": null}]}\n',
    )
    expect((await read('t.json')).types).toEqual({
      a: '"NULL"',
      l: '"NULL"[]',
      s: 'STRUCT(x "NULL", y BIGINT)',
      m: 'JSON[]',
      d: 'STRUCT(z "NULL")[]',
    })
  })

  it.each([[''], ['[]'], ['{}\n{}\n']])('may hold no records, or none with a key: %j', async (content) => {
    await write('t.json', content)
    expect((await open('t.json')).columns).toEqual([])
  })

  it('may have a column that is called as DuckDB calls values without one', async () => {
    await write('t.json', '{"json": 1}\n')
    expect((await read('t.json')).rows).toEqual([{ json: 1n }])
  })
})
