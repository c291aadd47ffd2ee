import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Column, canonicalType } from '../../core/parity/types.ts'
import { differ } from './difference.ts'
import { fingerprintTable } from './fingerprint.ts'
import { type DuckDB, openDuckDB } from './open.ts'
import { openOutputTable } from './output-table.ts'
import { isWithinTolerance } from './tolerance.ts'

let db: DuckDB
let folder: string
beforeEach(async () => {
  db = await openDuckDB({ threads: 2 })
  folder = await mkdtemp(join(tmpdir(), 'parity-test-'))
})
afterEach(async () => {
  await db[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const columnsOf = async (select: string): Promise<Column[]> => {
  const rows = await db.rows(`DESCRIBE ${select}`)
  return rows.map((row) => ({ name: String(row.column_name), type: canonicalType(String(row.column_type)) }))
}
const fingerprint = async (select: string) =>
  (await fingerprintTable(db, `(${select})`, await columnsOf(select))).fingerprint

describe('equal data has equal fingerprints', () => {
  it.each([
    ['whatever the order of rows', 'FROM range(1000) t(a)', 'FROM range(1000) t(a) ORDER BY a DESC'],
    ['whatever the order of columns', "SELECT 1 AS a, 'x' AS b", "SELECT 'x' AS b, 1 AS a"],
    ['whatever the width of integers', 'SELECT 5::TINYINT AS a', 'SELECT 5::BIGINT AS a'],
    [
      'whatever the precision of decimals',
      'SELECT 1.50::DECIMAL(9,2) AS a',
      'SELECT 1.50::DECIMAL(28,2) AS a',
    ],
    [
      'whatever the unit of timestamps',
      "SELECT TIMESTAMP_S '2026-11-20 01:02:03' AS a",
      "SELECT TIMESTAMP '2026-11-20 01:02:03' AS a",
    ],
    ['for −0.0 and 0.0', "SELECT '-0.0'::DOUBLE AS a", 'SELECT 0.0::DOUBLE AS a'],
    ['for one NaN and another', "SELECT 'nan'::DOUBLE AS a", "SELECT -('nan'::DOUBLE) AS a"],
    ['for no rows', 'SELECT 1 AS a WHERE false', 'SELECT 2 AS a WHERE false'],
  ])('%s', async (_, a, b) => expect(await fingerprint(a)).toBe(await fingerprint(b)))
})

describe('different data has different fingerprints', () => {
  it.each([
    ['a doubled row', 'SELECT 1 AS a', 'SELECT 1 AS a UNION ALL SELECT 1'],
    ['two doubled rows against two others', 'SELECT unnest([1, 1, 2]) AS a', 'SELECT unnest([1, 2, 2]) AS a'],
    [
      'values paired otherwise into rows',
      "SELECT * FROM (VALUES (1, 'x'), (2, 'y')) t(a, b)",
      "SELECT * FROM (VALUES (1, 'y'), (2, 'x')) t(a, b)",
    ],
    ['values that swapped columns', 'SELECT 1 AS a, 2 AS b', 'SELECT 2 AS a, 1 AS b'],
    ['zero and one unit below it', 'SELECT 0.00::DECIMAL(18,2) AS a', 'SELECT (-0.01)::DECIMAL(18,2) AS a'],
    ['wide zero and minus one', 'SELECT 0::HUGEINT AS a', 'SELECT (-1)::HUGEINT AS a'],
    [
      'times a nanosecond apart',
      "SELECT TIMESTAMP_NS '2026-11-20 00:00:00.000000001' AS a",
      "SELECT TIMESTAMP_NS '2026-11-20 00:00:00.000000002' AS a",
    ],
    ['NULL and the empty text', 'SELECT NULL::VARCHAR AS a', "SELECT '' AS a"],
    ['NULL and NaN', 'SELECT NULL::DOUBLE AS a', "SELECT 'nan'::DOUBLE AS a"],
    ['NULL and the empty list', 'SELECT NULL::INT[] AS a', 'SELECT []::INT[] AS a'],
    ['the empty list and a list of NULL', 'SELECT []::INT[] AS a', 'SELECT [NULL]::INT[] AS a'],
    ['NULL and a struct of NULLs', 'SELECT NULL::STRUCT(x INT) AS a', 'SELECT {x: NULL}::STRUCT(x INT) AS a'],
    ['one text with a comma and two', "SELECT ['a, b'] AS a", "SELECT ['a', 'b'] AS a"],
    ['texts that differ by a trailing space', "SELECT 'x' AS a", "SELECT 'x ' AS a"],
    [
      'Unicode forms of one letter',
      "SELECT 'é' AS a",
      "SELECT nfc_normalize('é') || '' AS a WHERE false UNION ALL SELECT 'e' || chr(769)",
    ],
    ['integers beyond what a double holds', 'SELECT 9007199254740993 AS a', 'SELECT 9007199254740992 AS a'],
    [
      'times a microsecond apart',
      "SELECT TIMESTAMP '2026-11-20 00:00:00' AS a",
      "SELECT TIMESTAMP '2026-11-20 00:00:00.000001' AS a",
    ],
  ])('%s', async (_, a, b) => expect(await fingerprint(a)).not.toBe(await fingerprint(b)))
})

describe('the difference of two tables', () => {
  const difference = async (a: string, b: string) => differ(db, `(${a})`, `(${b})`, await columnsOf(a))

  it('counts rows with their repeats on each side', async () => {
    const result = await difference('SELECT unnest([1, 1, 1, 2]) AS a', 'SELECT unnest([1, 3, 3]) AS a')
    expect(result).toMatchObject({ onlyA: 3, onlyB: 2, columns: ['a'] })
    expect(result.samples).toContainEqual({ side: 'a', surplus: 2, values: { a: '1' } })
    expect(result.samples).toContainEqual({ side: 'b', surplus: 2, values: { a: '3' } })
  })

  it('names the columns whose values differ', async () => {
    const rows = 'SELECT a, a * 2 AS b, a * 3 AS c FROM range(1000) t(a)'
    expect(await difference(rows, `SELECT a, b + (a = 500)::INT AS b, c FROM (${rows})`)).toMatchObject({
      onlyA: 1,
      onlyB: 1,
      columns: ['b'],
    })
  })

  it('names no column where only the pairing differs', async () => {
    const result = await difference(
      'SELECT * FROM (VALUES (1, 3), (2, 4)) t(a, b)',
      'SELECT * FROM (VALUES (1, 4), (2, 3)) t(a, b)',
    )
    expect(result).toMatchObject({ onlyA: 2, onlyB: 2, columns: [] })
  })

  it('is nothing for equal multisets', async () => {
    expect(await difference('FROM range(100) t(a)', 'FROM range(100) t(a)')).toEqual({
      onlyA: 0,
      onlyB: 0,
      columns: [],
      samples: [],
    })
  })
})

describe('tolerance', () => {
  const table = { name: 't', key: ['id'], ignore: [], accept: [], tolerance: { v: { abs: 0.01, rel: 0 } } }
  const isClose = async (a: string, b: string, key = ['id']) =>
    isWithinTolerance(db, `(${a})`, `(${b})`, await columnsOf(a), { ...table, key })
  const rows = (values: string) => `SELECT * FROM (VALUES ${values}) t(id, v)`

  it('holds for a column that declares it, row by key', async () => {
    expect(await isClose(rows('(1, 1.0::DOUBLE), (2, 5.0)'), rows('(2, 5.005::DOUBLE), (1, 1.0)'))).toBe(true)
    expect(await isClose(rows('(1, 1.0::DOUBLE)'), rows('(1, 1.02::DOUBLE)'))).toBe(false)
  })

  it('never hides a row that is missing, doubled, or NULL on one side', async () => {
    expect(await isClose(rows('(1, 1.0::DOUBLE), (2, 1.0)'), rows('(1, 1.0::DOUBLE)'))).toBe(false)
    expect(await isClose(rows('(1, 1.0::DOUBLE)'), rows('(1, 1.0::DOUBLE), (1, 1.0)'))).toBe(false)
    expect(await isClose(rows('(1, NULL::DOUBLE)'), rows('(1, 1.0::DOUBLE)'))).toBe(false)
    expect(await isClose(rows('(1, NULL::DOUBLE)'), rows('(1, NULL::DOUBLE)'))).toBe(true)
  })

  it('takes NaN and infinity for close to themselves alone', async () => {
    for (const odd of ["'nan'", "'inf'"]) {
      expect(await isClose(rows(`(1, ${odd}::DOUBLE)`), rows('(1, 5.0::DOUBLE)'))).toBe(false)
      expect(await isClose(rows(`(1, ${odd}::DOUBLE)`), rows(`(1, ${odd}::DOUBLE)`))).toBe(true)
    }
  })

  it('is nothing to a column that is no number', async () => {
    expect(await isClose(rows("(1, DATE '2026-11-20')"), rows("(1, DATE '2026-11-21')"))).toBe(false)
  })

  it('needs a key', async () => {
    expect(await isClose(rows('(1, 1.0::DOUBLE)'), rows('(1, 1.001::DOUBLE)'), [])).toBe(false)
  })
})

describe('a table below an output folder', () => {
  const write = async (path: string, content: string) => {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), content)
  }

  it('is a folder, with what engines add to it left out', async () => {
    await write('t/part-0.csv', 'a\n1\n')
    await write('t/_SUCCESS', '')
    await write('t/.part-0.csv.crc', 'x')
    expect(await openOutputTable(db, folder, 't')).toMatchObject({
      files: 1,
      bytes: 4,
      columns: [{ name: 'a', type: 'VARCHAR' }],
    })
  })

  it('is a folder with Hive keys, which are columns', async () => {
    await write('t/day=2026-11-20/part.csv', 'a\n1\n')
    const { columns } = await openOutputTable(db, folder, 't')
    expect(columns.map(({ name }) => name)).toEqual(['a', 'day'])
  })

  it('is a file of that name', async () => {
    await write('t.json', '{"a": 1}\n')
    expect(await openOutputTable(db, folder, 't')).toMatchObject({ files: 1 })
  })

  it('may lie where the configuration says', async () => {
    await write('deep/down/x.csv', 'a\n1\n')
    expect(await openOutputTable(db, folder, 't', 'deep/down')).toMatchObject({ files: 1 })
  })

  it('may have a name with quotes in its path', async () => {
    await write("t/o'clock.csv", 'a\n1\n')
    expect(await openOutputTable(db, folder, 't')).toMatchObject({ files: 1 })
  })

  it.each([
    ['missing', 'other.csv', 'a\n', /was not written/],
    ['of no known format', 't/x.orc', 'x', /no known format/],
    ['broken', 't.parquet', 'PAR1', /cannot be read/],
  ])('is told apart where it is %s', async (_, path, content, message) => {
    await write(path, content)
    await expect(openOutputTable(db, folder, 't')).rejects.toThrow(message)
  })

  it('has the columns of all its files', async () => {
    await write('t/0.csv', 'a\n1\n')
    await write('t/1.csv', 'a,b\n1,2\n')
    const { columns } = await openOutputTable(db, folder, 't')
    expect(columns.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('keeps its own columns below a results folder that looks like a Hive key', async () => {
    await write('day=1/t.csv', 'day\n2\n')
    const { relation } = await openOutputTable(db, join(folder, 'day=1'), 't')
    expect(await db.rows(`SELECT * FROM ${relation}`)).toEqual([{ day: '2' }])
  })

  it('tells NULL and the empty text of a CSV apart, and rounds no number', async () => {
    await write('t.csv', 'a,b\n,90071992547409931.01\n"",1e400\n')
    const { relation } = await openOutputTable(db, folder, 't')
    expect(await db.rows(`SELECT * FROM ${relation}`)).toEqual([
      { a: null, b: '90071992547409931.01' },
      { a: '', b: '1e400' },
    ])
  })

  it('written in two forms is refused', async () => {
    await write('t.csv', 'a\n1\n')
    await write('t/x.csv', 'a\n1\n')
    await expect(openOutputTable(db, folder, 't')).rejects.toThrow(/written twice/)
  })

  it('of two formats is refused', async () => {
    await write('t/x.csv', 'a\n1\n')
    await write('t/x.json', '{"a": 1}\n')
    await expect(openOutputTable(db, folder, 't')).rejects.toThrow(/mixes csv and json/)
  })
})
