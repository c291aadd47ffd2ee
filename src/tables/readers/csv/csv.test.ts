import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openPairs, openSource } from '../../../../tests/open-tables.ts'
import { db, folder, useTableFolder, write } from '../../../../tests/table-folder.ts'
import type { CsvHints } from '../csv-hints.ts'

useTableFolder()

const open = (path: string, hints: CsvHints = {}) => openSource(db, join(folder, path), hints)
const rows = async (path: string, hints: CsvHints = {}) => {
  const { relation } = await open(path, hints)
  return db.rows(`SELECT * FROM ${relation}`)
}
const valuesOf = async (path: string, hints: CsvHints = {}) =>
  (await rows(path, hints)).map((row) => Object.values(row))

/** The same values as Spark 4.1 writes them by default, with `escape` set to a quote, and as they are. */
const SPARK = {
  default: String.raw`id,v
0,"x, y\\z"
1,a\b
2,"p\"q"
3,\\
4,e\
5,"\\\""
6,\n
7,"z\"\\,"
8,""
9,
10,"a
b"
`,
  standard: String.raw`id,v
0,"x, y\z"
1,a\b
2,"p""q"
3,\\
4,e\
5,"\"""
6,\n
7,"z""\,"
8,""
9,
10,"a
b"
`,
  values: ['x, y\\z', 'a\\b', 'p"q', '\\\\', 'e\\', '\\"', '\\n', 'z"\\,', '', null, 'a\nb'],
}
const withIds = SPARK.values.map((value, id) => [String(id), value])

describe('quotes of a CSV are escaped', () => {
  it('by a backslash as Spark does by default, where the file can be read so alone', async () => {
    await write('t.csv', SPARK.default)
    expect(await valuesOf('t.csv')).toEqual(withIds)
    expect((await open('t.csv')).recognised).toEqual([String.raw`escape '\'`])
  })

  it('by themselves, whatever backslashes there are, where the file can be read so alone', async () => {
    await write('t.csv', SPARK.standard)
    expect(await valuesOf('t.csv')).toEqual(withIds)
    expect((await open('t.csv')).recognised).toEqual([])
  })

  it.each([
    ['a backslash that stands alone within quotes', 'id,v\n1,"x, y\\z"\n', 'x, y\\z'],
    ['a backslash that ends a quoted value', 'id,v\n1,"x, y\\"\n', 'x, y\\'],
    ['backslashes without quotes', 'id,v\n1,\\\\host\\dir\n', '\\\\host\\dir'],
    ['two backslashes within quotes, and one elsewhere', 'id,v\n1,"x\\\\y"\n2,"x\\y"\n', 'x\\\\y'],
    ['two backslashes and a doubled quote', 'id,v\n1,"x\\\\y"\n2,"""x"""\n', 'x\\\\y'],
  ])('by themselves where there is %s', async (_, content, value) => {
    await write('t.csv', content)
    expect((await valuesOf('t.csv'))[0]).toEqual(['1', value])
  })

  it.each([['t.csv'], ['t.csv.gz']])(
    'either way where nothing tells, which is refused until it is declared: %s',
    async (name) => {
      const content = 'id,v\n1,"x, y\\\\z"\n'
      await write(name, name.endsWith('.gz') ? gzipSync(content) : content)
      await expect(open(name)).rejects.toThrow(
        /two ways: two backslashes within quotes .*csv: \{ escape: '\\' \} or \{ escape: '"' \}\. .*--csv escape='\\'/,
      )
      expect(await valuesOf(name, { escape: '\\' })).toEqual([['1', 'x, y\\z']])
      expect(await valuesOf(name, { escape: '"' })).toEqual([['1', 'x, y\\\\z']])
    },
  )

  it('as one file of the table proves for all', async () => {
    await write('t/part-0.csv', 'id,v\n1,"x, y\\\\z"\n')
    await write('t/part-1.csv', 'id,v\n2,"\\"\\\\"\n')
    expect(await valuesOf('t')).toEqual([
      ['1', 'x, y\\z'],
      ['2', '"\\'],
    ])
  })

  it('by themselves in a long file whose rows are read in parallel', async () => {
    const lines = Array.from({ length: 400_000 }, (_, n) => `${n},"value ${n}, as it is"\n`)
    await write('t.csv', `id,v\n${lines.join('')}-1,"a\\b"\n`)
    const { relation, recognised } = await open('t.csv')
    expect(recognised).toEqual([])
    expect(await db.rows(`SELECT v FROM ${relation} WHERE id = '-1'`)).toEqual([{ v: 'a\\b' }])
  })
})

describe('values of a CSV are divided', () => {
  it.each([
    [';', 'id;v\n1;1,5\n2;2,5\n'],
    ['|', 'id|v\n1|x\n'],
    ['\t', 'id\tv\n1\tx\n'],
    [';', 'id;"v;w"\n1;"a;\\"b\\""\n'],
  ])('by %j, where every line has it as often and no comma divides them', async (delimiter, content) => {
    await write('t.csv', content)
    const { columns, recognised } = await open('t.csv')
    expect(columns).toHaveLength(2)
    expect(recognised[0]).toBe(`delimiter '${delimiter === '\t' ? '\\t' : delimiter}'`)
  })

  it.each([
    ['within quotes unlike those of lines', 'id,v\n1,"a\r\nb"\n2,c\n', 'a\r\nb'],
    ['of lines unlike those within quotes', 'id,v\r\n1,"a\nb"\r\n2,c\r\n', 'a\nb'],
  ])('by line ends %s', async (_, content, value) => {
    await write('t.csv', content)
    expect(await valuesOf('t.csv')).toEqual([
      ['1', value],
      ['2', 'c'],
    ])
  })

  it('by tabs in a .tsv, unless they are divided otherwise', async () => {
    await write('t.tsv', 'id\tv,w\n1\tx\n')
    expect((await open('t.tsv')).columns.map(({ name }) => name)).toEqual(['id', 'v,w'])
    await write('u.tsv', 'id,v\n1,x\n')
    expect((await open('u.tsv')).recognised).toEqual(["delimiter ','"])
  })

  it('not at all in one column whose values have such characters', async () => {
    await write('t.csv', 'a;b\n1\n2;3\n')
    expect(await valuesOf('t.csv', { header: true })).toEqual([['1'], ['2;3']])
  })

  it('as is declared where two would do', async () => {
    const content = 'id;price,EUR\n1;1,5\n2;2,5\n'
    await write('t.csv', content)
    await expect(open('t.csv')).rejects.toThrow(
      /each line can be split by ',' or by ';'.*--csv delimiter=','/,
    )
    expect(await valuesOf('t.csv', { delimiter: ';' })).toEqual([
      ['1', '1,5'],
      ['2', '2,5'],
    ])
  })

  it('by nothing that is known, which is told with the keys that declare it', async () => {
    await write('t.csv', "id^v\n1^'a,b\n'\n")
    await expect(open('t.csv')).rejects.toThrow(
      /cannot be read as CSV.*declare its dialect \(delimiter, quote, escape.*--csv delimiter/,
    )
    expect(await valuesOf('t.csv', { delimiter: '^', quote: "'" })).toEqual([['1', 'a,b\n']])
  })
})

describe('the header of a CSV', () => {
  it.each([
    ['coordinates', '47.37,8.54\n46.95,7.44\n', 'it looks like the rows below it'],
    ['texts', 'anna,bern\nzoe,zug\n', 'all columns are text'],
    ['a row that has a text twice', 'anna,anna\nzoe,zug\n', 'all columns are text'],
  ])('is not taken for one where it may be data: %s', async (_, content, why) => {
    await write('t.csv', content)
    await expect(open('t.csv')).rejects.toThrow(new RegExp(`The first row of .*t\\.csv may be data: ${why}`))
    await expect(open('t.csv')).rejects.toThrow(
      /csv: \{ header: true \} or \{ header: false, columns: \[\.\.\.\] \}\. .*--csv header=true/,
    )
  })

  it('is one where it is declared, or names a column that is', async () => {
    await write('t.csv', 'anna,bern\nzoe,zug\n')
    expect(await rows('t.csv', { header: true })).toEqual([{ anna: 'zoe', bern: 'zug' }])
    expect(await rows('t.csv', { known: ['bern'] })).toEqual([{ anna: 'zoe', bern: 'zug' }])
  })

  it('is none where it is declared so: columns have names that are declared, or those of Spark', async () => {
    await write('t/part-0.csv', '1,a\n2,b\n')
    await write('t/part-1.csv', '1,a\n')
    await write('t/part-2.csv', '')
    expect(await rows('t', { header: false })).toEqual([
      { _c0: '1', _c1: 'a' },
      { _c0: '2', _c1: 'b' },
      { _c0: '1', _c1: 'a' },
    ])
    expect((await rows('t', { header: false, columns: ['id', ' v'] }))[0]).toEqual({ id: '1', ' v': 'a' })
    await expect(open('t', { header: false, columns: ['id'] })).rejects.toThrow(
      /part-0\.csv has 2 values in its first row, but columns: declares 1/,
    )
  })

  it('is not needed by files without a byte, whose columns are declared', async () => {
    await write('t/day=1/part-0.csv', '')
    expect((await open('t', { header: false, columns: ['id'] })).columns.map(({ name }) => name)).toEqual([
      'id',
      'day',
    ])
    expect(await rows('t', { header: false, columns: ['id'] })).toEqual([])
  })

  it.each([
    ['1,a\n', '2,b\n', /the first rows of .*0\.csv and .*1\.csv differ\. .*csv: \{ header: false \}/],
    [
      'id,v\n1,a\n',
      'id,w\n1,a\n',
      /1\.csv has no column 'v', which .*0\.csv has\. .*If their first rows are data/,
    ],
  ])('is no other in another file of the table: %j, %j', async (first, second, message) => {
    await write('t/part-0.csv', first)
    await write('t/part-1.csv', second)
    await expect(open('t')).rejects.toThrow(message)
  })

  it('is judged a table in a folder of several', async () => {
    for (const side of ['a', 'b']) {
      await write(`${side}/orders.csv`, 'id,v\n1,2\n')
      await write(`${side}/countries.csv`, 'CH,Bern\nIT,Rome\n')
    }
    const [countries, orders] = await openPairs(db, join(folder, 'a'), join(folder, 'b'))
    expect(countries?.problem).toMatchObject({ code: 'csvHeaderUnclear' })
    expect(orders?.problem).toBeUndefined()
  })
})

describe('what else a CSV may be', () => {
  it('has another word for NULL where that is declared, and then empty texts', async () => {
    await write('t.csv', 'id,v\n1,\\N\n2,\n3,"\\N"\n')
    expect(await valuesOf('t.csv', { null: '\\N' })).toEqual([
      ['1', null],
      ['2', ''],
      ['3', '\\N'],
    ])
  })

  it('is UTF-16 where its mark says so, and Latin-1 where that is declared', async () => {
    await write('t.csv', Buffer.from('\uFEFFid,v\n1,ü€\n', 'utf16le'))
    expect(await rows('t.csv')).toEqual([{ id: '1', v: 'ü€' }])
    await write('l.csv', Buffer.from('id,v\n1,ü\n', 'latin1'))
    await expect(rows('l.csv')).rejects.toThrow()
    expect(await rows('l.csv', { encoding: 'latin-1' })).toEqual([{ id: '1', v: 'ü' }])
  })

  it('is refused in UTF-16 of the other order, which would be read as no rows', async () => {
    await write('t.csv', Buffer.from('\uFEFFid,v\n1,ü€\n', 'utf16le').swap16())
    await expect(open('t.csv')).rejects.toThrow('big-endian UTF-16')
    await expect(open('t.csv', { encoding: 'utf-16' })).rejects.toThrow('big-endian UTF-16')
  })
})
