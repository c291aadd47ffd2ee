import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { db, folder, useTableFolder } from '../../../../tests/table-folder.ts'
import { literal } from '../../../duckdb/sql.ts'
import { readIcebergFiles } from './iceberg-files.ts'
import { icebergProjection } from './iceberg-projection.ts'
import type { IcebergSchema } from './iceberg-schema.ts'

useTableFolder()

/** A data file whose columns have ids: `{a: 1}`. */
async function write(name: string, select: string, ids?: string) {
  const path = join(folder, `${name}.parquet`)
  const fieldIds = ids === undefined ? '' : `, FIELD_IDS ${ids}`
  await db.run(`COPY (${select}) TO ${literal(path)} (FORMAT parquet${fieldIds})`)
  return { path, location: `file://${path}`, sequence: 1, partition: 0 }
}

type Files = Awaited<ReturnType<typeof write>>[]

const column = (
  id: number,
  name: string,
  type: IcebergSchema['fields'][number]['type'],
  required = false,
) => ({
  ...{ id, name, type, required },
})

async function read(
  fields: IcebergSchema['fields'],
  data: Files,
  {
    deletes = [],
    identity = [],
    names = [],
  }: { deletes?: Files; identity?: number[]; names?: [string, number][] } = {},
) {
  const found = await readIcebergFiles(db, 't', { schema: { fields }, identity, names, data, deletes })
  if (!found) return undefined
  const { columns, relation } = found
  const rows = await db.rows(`SELECT * FROM ${relation} ORDER BY ALL`)
  return { types: columns.map(({ name, type }) => `${name} ${type}`), rows: rows.map(Object.values) }
}

/** A file of position deletes. */
const positions = async (
  name: string,
  rows: readonly [location: string, position: number][],
  place = {},
) => ({
  ...(await write(
    name,
    `SELECT * FROM (VALUES ${rows.map(([path, at]) => `(${literal(path)}, ${at}::BIGINT)`).join(', ')}) t(file_path, pos)`,
    '{file_path: 2147483546, pos: 2147483545}',
  )),
  ...place,
})

describe('data files of an Iceberg table', () => {
  it('are found by ids: renamed, swapped, dropped, added and reordered columns', async () => {
    const old = await write(
      'old',
      "SELECT 1 AS id, 'was a' AS a, 'was b' AS b, 9 AS gone",
      '{id: 1, a: 2, b: 3, gone: 4}',
    )
    const fresh = await write(
      'new',
      "SELECT 'new' AS gone, 2 AS id, 'c' AS c, 'a' AS a",
      '{gone: 5, id: 1, c: 2, a: 3}',
    )
    const fields = [
      column(5, 'gone', 'string'),
      column(1, 'id', 'int'),
      column(3, 'a', 'string'),
      column(2, 'c', 'string'),
    ]
    expect(await read(fields, [old, fresh])).toEqual({
      types: ['gone VARCHAR', 'id INTEGER', 'a VARCHAR', 'c VARCHAR'],
      rows: [
        ['new', 2, 'a', 'c'],
        [null, 1, 'was b', 'was a'],
      ],
    })
  })

  it('are widened as their columns were', async () => {
    const old = await write(
      'old',
      'SELECT 7::INTEGER AS i, 0.1::FLOAT AS f, 1.5::DECIMAL(4, 2) AS d',
      '{i: 1, f: 2, d: 3}',
    )
    const fields = [column(1, 'i', 'long'), column(2, 'f', 'double'), column(3, 'd', 'decimal(20, 2)')]
    expect(await read(fields, [old])).toMatchObject({
      types: ['i BIGINT', 'f DOUBLE', 'd DECIMAL(20,2)'],
      rows: [[7n, 0.10000000149011612, 1.5]],
    })
  })

  it('have nested columns, where those are as they were written', async () => {
    const select =
      "SELECT {'city': 'Bern', 'height': 540} AS place, ['a', NULL] AS tags, MAP {'k': 1} AS counts"
    const ids =
      '{place: {__duckdb_field_id: 1, city: 2, height: 3}, tags: {__duckdb_field_id: 4, element: 5}, counts: {__duckdb_field_id: 6, key: 7, value: 8}}'
    const file = await write('nested', select, ids)
    const place = (inner: string, id = 2) => ({
      type: 'struct' as const,
      fields: [column(id, inner, 'string'), column(3, 'height', 'int')],
    })
    const others = [
      column(4, 'tags', { type: 'list', 'element-id': 5, element: 'string' }),
      column(6, 'counts', { type: 'map', 'key-id': 7, key: 'string', 'value-id': 8, value: 'int' }),
    ]
    expect(await read([column(1, 'place', place('city')), ...others], [file])).toMatchObject({
      types: [
        'place STRUCT("city" VARCHAR, "height" INTEGER)',
        'tags VARCHAR[]',
        'counts MAP(VARCHAR, INTEGER)',
      ],
      rows: [[{ city: 'Bern', height: 540 }, ['a', null], expect.anything()]],
    })
    expect(await read([column(1, 'place', place('town')), ...others], [file])).toBeUndefined()
    expect(await read([column(1, 'place', place('city', 9)), ...others], [file])).toBeUndefined()
  })

  it('have no row where there is no file', async () => {
    expect(await read([column(1, 'id', 'long'), column(2, 'at', 'timestamptz')], [])).toEqual({
      types: ['id BIGINT', 'at TIMESTAMP WITH TIME ZONE'],
      rows: [],
    })
  })

  it('keep the row with NaN that a file’s bounds leave out', async () => {
    const file = await write('nan', "SELECT unnest([1::DOUBLE, 'NaN'::DOUBLE]) AS x", '{x: 1}')
    const found = await readIcebergFiles(db, 't', {
      ...{ schema: { fields: [column(1, 'x', 'double')] }, data: [file] },
      ...{ identity: [], names: [], deletes: [] },
    })
    expect(await db.rows(`SELECT x FROM ${found?.relation} WHERE x > 5`)).toEqual([{ x: Number.NaN }])
  })
})

describe('data files without ids', () => {
  const fields = [column(2, 'title', 'string'), column(1, 'id', 'long'), column(3, 'extra', 'int')]
  const names: [string, number][] = [
    ['id', 1],
    ['name', 2],
    ['title', 2],
  ]

  it('are found by the names that the table maps to ids, beside files that have ids', async () => {
    const foreign = await write('foreign', "SELECT 'a' AS name, 1 AS id")
    const renamed = await write('renamed', "SELECT 2::BIGINT AS id, 'b' AS title")
    // What it calls `name` has had another id since
    const own = await write(
      'own',
      "SELECT 3::BIGINT AS id, 'c' AS label, 9 AS name",
      '{id: 1, label: 2, name: 7}',
    )
    expect((await read(fields, [foreign, renamed, own], { names }))?.rows).toEqual([
      ['a', 1n, null],
      ['b', 2n, null],
      ['c', 3n, null],
    ])
  })

  it.each([
    ['has a column that the mapping does not name', 'SELECT 1 AS id, 2 AS other'],
    ['names a column in other letters', 'SELECT 1 AS ID'],
    ['has a column by two of its names', "SELECT 'a' AS name, 'b' AS title"],
  ])('are left to a library where one %s', async (_, select) => {
    expect(await read(fields, [await write('file', select)], { names })).toBeUndefined()
  })

  it('are left to a library where a column is nested', async () => {
    const file = await write('file', "SELECT {'city': 'Bern'} AS place")
    const place = { type: 'struct' as const, fields: [column(2, 'city', 'string')] }
    expect(await read([column(1, 'place', place)], [file], { names: [['place', 1]] })).toBeUndefined()
  })
})

describe('deleted rows', () => {
  const id = column(1, 'id', 'long')
  const numbers = (name: string, from: number) =>
    write(name, `SELECT unnest(range(${from}, ${from + 4})) AS id`, '{id: 1}')

  it('are left out by their positions, each of its own file, however often a delete names it', async () => {
    const [a, b] = [await numbers('a', 0), await numbers('b', 10)]
    const first = await positions('first', [
      [a.location, 0],
      [a.location, 3],
      ['file:///elsewhere.parquet', 1],
    ])
    const second = await positions('second', [
      [a.location, 3],
      [b.location, 1],
    ])
    const found = await read([id], [a, b], { deletes: [first, second] })
    expect(found?.rows.flat()).toEqual([1n, 2n, 10n, 12n, 13n])
  })

  it('are left out in a folder of any name', async () => {
    const place = "odd [a-z]* 'q' %20 ü?"
    await mkdir(join(folder, place))
    const file = await write(`${place}/data`, 'SELECT unnest(range(4)) AS id', '{id: 1}')
    const deletes = [await positions(`${place}/gone`, [[file.location, 2]])]
    expect((await read([id], [file], { deletes }))?.rows.flat()).toEqual([0n, 1n, 3n])
  })

  it('are those of files that are no newer than the delete', async () => {
    const newer = { ...(await numbers('a', 0)), sequence: 3 }
    const rowsWith = async (sequence: number) => {
      const deletes = [await positions('gone', [[newer.location, 0]], { sequence })]
      return (await read([id], [newer], { deletes }))?.rows.flat()
    }
    expect(await rowsWith(2)).toEqual([0n, 1n, 2n, 3n])
    expect(await rowsWith(3)).toEqual([1n, 2n, 3n])
  })

  it('of another partition than their delete are left to a library', async () => {
    const file = await numbers('a', 0)
    const deletes = [await positions('gone', [[file.location, 0]], { partition: 1 })]
    expect(await read([id], [file], { deletes })).toBeUndefined()
  })
})

describe('what is left to a library', () => {
  it.each([
    [
      'a file without ids, where the table has no ids for names',
      'SELECT 1 AS id',
      undefined,
      column(1, 'id', 'int'),
    ],
    ['a type that is no wider', 'SELECT 1::BIGINT AS id', '{id: 1}', column(1, 'id', 'int')],
    [
      'a decimal of another scale',
      'SELECT 1.5::DECIMAL(4, 1) AS id',
      '{id: 1}',
      column(1, 'id', 'decimal(6, 2)'),
    ],
    ['a date that became a time', "SELECT DATE '2026-01-01' AS id", '{id: 1}', column(1, 'id', 'timestamp')],
    ['a type that is not known', 'SELECT 1 AS id', '{id: 1}', column(1, 'id', 'variant')],
    ['a required column that a file lacks', 'SELECT 1 AS id', '{id: 1}', column(2, 'other', 'int', true)],
    [
      'a column called as DuckDB calls a row’s number',
      'SELECT 1 AS file_row_number',
      '{file_row_number: 1}',
      column(1, 'id', 'int'),
    ],
  ])('%s', async (_, select, ids, wanted) => {
    expect(await read([wanted], [await write('file', select, ids)])).toBeUndefined()
  })

  it('a column whose values may be in the partition', async () => {
    const file = await write('file', 'SELECT 1 AS id', '{id: 1}')
    const fields = [column(1, 'id', 'int'), column(2, 'day', 'string')]
    expect(await read(fields, [file])).toMatchObject({ rows: [[1, null]] })
    expect(await read(fields, [file], { identity: [2] })).toBeUndefined()
  })

  it('two columns of one id', () => {
    const wanted = { id: 1, name: 'a', required: false, type: { kind: 'date' as const }, nestedIds: [] }
    const file = { name: 'a', id: 1, nestedIds: [], leaves: [], type: 'DATE' }
    expect(icebergProjection([wanted], [file], [])).toBe('"a" AS "a"')
    expect(icebergProjection([wanted], [file, { ...file, name: 'b' }], [])).toBeUndefined()
  })

  it('columns that differ by case alone', async () => {
    const file = await write('file', 'SELECT 1 AS id', '{id: 1}')
    expect(await read([column(1, 'id', 'int'), column(2, 'ID', 'int')], [file])).toBeUndefined()
  })
})
