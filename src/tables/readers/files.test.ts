import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSource, readTable } from '../../../tests/open-tables.ts'
import { db, folder, parquet, useTableFolder, write } from '../../../tests/table-folder.ts'
import { asReadError } from '../read-error.ts'

useTableFolder()

const open = (path: string) => openSource(db, join(folder, path))
const read = (path: string) => readTable(db, join(folder, path))

describe('a CSV table', () => {
  it('keeps every line: none is a comment, none is skipped', async () => {
    await write('t.csv', 'a,b\n#1,2\n3,4\n#x,5\n')
    expect((await read('t.csv')).rows).toEqual([
      { a: '#1', b: '2' },
      { a: '3', b: '4' },
      { a: '#x', b: '5' },
    ])
    await write('short.csv', 'a\n1,2\n3,4\n')
    await expect(open('short.csv')).rejects.toMatchObject({ code: 'csvUnreadable' })
  })

  it('has the names that its header has, blanks and all', async () => {
    await write('t.csv', ' id,"v "\n1,2\n')
    expect((await read('t.csv')).rows).toEqual([{ ' id': '1', 'v ': '2' }])
  })

  it.each([
    ['3,4,5\n', /Line: 30002: Expected Number of Columns: 2 Found: 3/],
    ['3,"x\n', /Line: 30002: Value with unterminated quote found/],
  ])('that ends in %j is refused with the cause', async (end, message) => {
    await write('t.csv', `a,b\n${'1,2\n'.repeat(30_000)}${end}`)
    const { relation } = await open('t.csv')
    const error = await db
      .rows(`SELECT count(a) FROM ${relation}`)
      .catch((each) => asReadError('t.csv', each))
    expect(error).toMatchObject({ message: expect.stringMatching(message) })
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
    ['\uFEFFid,ID\n1,2\n', /columns 'id' and 'ID', which differ only by case/],
  ])('is refused with a header %j', async (content, message) => {
    await write('t.csv', content)
    await expect(open('t.csv')).rejects.toThrow(message)
  })
})

/** Parquet files of one value `v` that DuckDB can't write, by pyarrow 26.0.1. */
const FOREIGN = {
  zoned:
    'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgEBACo2/pyXFxUEGSw1ABgGc2NoZW1hFQIAFQQlAhgBdmyMERw8AAAAAAAWAhkcGRwmABwVBBklBgAZGAF2FQAWAhZCFkImCEkcFQAVABUCADwpBhkmAAIAAAAWQhYCJggWQgAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGRwcAAAAgwAAAFBBUjE=',
  zonedInList:
    'UEFSMRUAFSgVKCwVAhUAFQYVBhwAAAACAAAAAgACAAAAAgMBACo2/pyXFxUEGUw1ABgGc2NoZW1hFQIANQIYAXYVAhUGTDwAAAA1BBgEbGlzdBUCABUEJQIYB2VsZW1lbnRsjBEcPAAAAAAAFgIZHBkcJgAcFQQZJQYAGTgBdgRsaXN0B2VsZW1lbnQVABYCFk4WTiYISRwVABUAFQIAPCkmAgAZRgAAAAIAAAAWThYCJggWTgAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGRwcAAAAswAAAFBBUjE=',
  timeOfDay:
    'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgEBAAAAAAAAABUEGSw1ABgGc2NoZW1hFQIAFQQlAhgBdmx8Ehw8AAAAAAAWAhkcGRwmABwVBBklBgAZGAF2FQAWAhZCFkImCEkcFQAVABUCADwpBhkmAAIAAAAWQhYCJggWQgAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGRwcAAAAgwAAAFBBUjE=',
  wideDecimal:
    'UEFSMRUAFTYVNiwVAhUAFQYVBhwAAAACAAAAAgEAAAABas6Qrf9V6zQjeZVW6JCgOgkVBBksNQAYBnNjaGVtYRUCABUOFSoVAhgBdiUKFQQVZCxcFQQVZAAAABYCGRwZHCYAHBUOGSUGABkYAXYVABYCFlwWXCYISRwVABUAFQIAPCkGGSYAAgAAABZcFgImCBZcACggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyNi4wLjEZHBwAAACKAAAAUEFSMQ==',
  int96:
    'UEFSMRUAFSQVJCwVAhUAFQYVBhwAAAACAAAAAgEBAJVzwkgAAGeKJQAVBBksNQAYBnNjaGVtYRUCABUGJQIYAXYAFgIZHBkcJgAcFQYZJQYAGRgBdhUAFgIWShZKJghJHBUAFQAVAgA8KQYZJgACAAAAFkoWAiYIFkoAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRkcHAAAAHoAAABQQVIx',
  int96OfSpark:
    'UEFSMRUAFSQVJCwVAhUAFQYVBhwAAAACAAAAAgEBAJVzwkgAAGeKJQAVBBksNQAYBnNjaGVtYRUCABUGJQIYAXYAFgIZHBkcJgAcFQYZJQYAGRgBdhUAFgIWShZKJghJHBUAFQAVAgA8KQYZJgACAAAAFkoWAiYIFkoAGRwYGG9yZy5hcGFjaGUuc3BhcmsudmVyc2lvbhgFMy41LjEAGCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRkcHAAAAJ4AAABQQVIx',
}

describe('a Parquet table', () => {
  it('may be one file whose name has no end, as SQLFrame on DuckDB writes it; any other such file is refused', async () => {
    await parquet('t.parquet', 'SELECT 7 AS a')
    await copyFile(join(folder, 't.parquet'), join(folder, 'plain'))
    expect((await read('plain')).rows).toEqual([{ a: 7 }])
    await write('text', 'a\n7\n')
    await expect(open('text')).rejects.toMatchObject({ code: 'sourceFormatUnknown' })
  })

  it.each([
    ['zoned', 'nanoseconds'],
    ['zonedInList', 'nanoseconds'],
    ['timeOfDay', 'nanoseconds-of-day'],
    ['wideDecimal', 'digits'],
    ['int96', 'nanoseconds'],
    ['int96OfSpark', undefined],
  ] as const)('says what DuckDB cuts off its values: %s', async (file, loses) => {
    await writeFile(join(folder, 't.parquet'), Buffer.from(FOREIGN[file], 'base64'))
    const { columns } = await open('t.parquet')
    expect(columns[0]?.loses).toBe(loses)
  })

  it('has files whose structs have their fields in any order', async () => {
    await parquet('t/0.parquet', "SELECT {x: 1, y: 'a'} AS s, [{p: 1, q: 2}] AS l")
    await parquet('t/1.parquet', "SELECT {y: 'b', x: 2} AS s, [{q: 4, p: 3}] AS l")
    expect((await read('t')).rows).toEqual([
      { s: { x: 1, y: 'a' }, l: [{ p: 1, q: 2 }] },
      { s: { x: 2, y: 'b' }, l: [{ p: 3, q: 4 }] },
    ])
  })

  it('is refused where a column is called what only Hive keys need', async () => {
    await parquet('t/day=1/0.parquet', 'SELECT 1 AS etl_compare_file')
    await expect(open('t')).rejects.toThrow(/column 'etl_compare_file' twice/)
    await parquet('plain.parquet', 'SELECT 1 AS etl_compare_file')
    expect((await read('plain.parquet')).rows).toEqual([{ etl_compare_file: 1 }])
  })

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

  it('opens a thousand files at once', async () => {
    await mkdir(join(folder, 't'))
    await parquet('t/0.parquet', 'SELECT 1 AS a, [{x: 1}] AS s')
    for (let n = 1; n < 1000; n++) {
      await copyFile(join(folder, 't/0.parquet'), join(folder, `t/${n}.parquet`))
    }
    expect(await open('t')).toMatchObject({ files: 1000 })
  })
})
