import { describe, expect, it } from 'vitest'
import { openSource } from '../../tests/open-tables.ts'
import { at, db, parquet, useTableFolder, write } from '../../tests/table-folder.ts'

useTableFolder()

const rows = async (path: string) => {
  const { relation } = await openSource(db, at(path))
  return db.rows(`SELECT * FROM ${relation} ORDER BY ALL`)
}
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
    await expect(openSource(db, at('t'))).rejects.toMatchObject({
      code: 'sourceKeysDiffer',
      data: { a: { keys: ['day'] }, b: { keys: [] } },
    })
  })
})
