import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openSource } from '../../../../tests/open-tables.ts'
import { db, folder, parquet, useTableFolder, write } from '../../../../tests/table-folder.ts'
import { literal } from '../../../duckdb/sql.ts'
import type { Table } from '../../../model/config/model.ts'
import { compareTables } from '../../../parity/compare.ts'
import { fingerprintStably } from '../../fingerprint/stable.ts'
import { arrowLeaves } from './arrow-schema.ts'

useTableFolder()
beforeEach(async () => {
  for (const [name, content] of Object.entries(FOREIGN)) await foreign(`${name}.parquet`, content)
})

const foreign = (path: string, base64: string) => write(path, Buffer.from(base64, 'base64'))
const open = (path: string) => openSource(db, join(folder, path))
const typesOf = async (path: string) =>
  Object.fromEntries((await open(path)).columns.map(({ name, type }) => [name, type]))
const compare = async (
  a: string,
  b: string,
  accept: Table['accept'] = {},
  tolerance: Table['tolerance'] = {},
) => {
  const table = { name: 't', key: [], ignore: [], accept, tolerance }
  const names = { baseline: 'a', engine: 'b', table }
  const { finding } = await compareTables(db, names, await open(a), await open(b))
  return [finding.outcome, ...finding.columns.map(({ column, reason }) => `${column} ${reason}`)]
}

/** Parquet files that DuckDB can't write, by pyarrow 26.0.1; the two of Spark with what Spark 4.1 adds to a footer. */
const FOREIGN = {
  /** One duration `v` of 1 s, in each unit. */
  seconds:
    'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgEBAAAAAAAAABUEGSw1ABgGc2NoZW1hFQIAFQQlAhgBdgAWAhkcGRwmABwVBBklBgAZGAF2FQAWAhZCFkImCEkcFQAVABUCADwpBhkmAAIAAAAWQhYCJggWQgAZHBgMQVJST1c6c2NoZW1hGKABLy8vLy8zQUFBQUFRQUFBQUFBQUtBQXdBQmdBRkFBZ0FDZ0FBQUFBQkJBQU1BQUFBQ0FBSUFBQUFCQUFJQUFBQUJBQUFBQUVBQUFBVUFBQUFFQUFVQUFnQUJnQUhBQXdBQUFBUUFCQUFBQUFBQUFFU0VBQUFBQmdBQUFBRUFBQUFBQUFBQUFFQUFBQjJBQVlBQ0FBR0FBWUFBQUFBQUFBQQAYIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGRwcAAAALgEAAFBBUjE=',
  millis:
    'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgHoAwAAAAAAABUEGSw1ABgGc2NoZW1hFQIAFQQlAhgBdgAWAhkcGRwmABwVBBklBgAZGAF2FQAWAhZCFkImCEkcFQAVABUCADwpBhkmAAIAAAAWQhYCJggWQgAZHBgMQVJST1c6c2NoZW1hGKABLy8vLy8zQUFBQUFRQUFBQUFBQUtBQXdBQmdBRkFBZ0FDZ0FBQUFBQkJBQU1BQUFBQ0FBSUFBQUFCQUFJQUFBQUJBQUFBQUVBQUFBVUFBQUFFQUFVQUFnQUJnQUhBQXdBQUFBUUFCQUFBQUFBQUFFU0VBQUFBQmdBQUFBRUFBQUFBQUFBQUFFQUFBQjJBQUFBQkFBRUFBUUFBQUFBQUFBQQAYIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGRwcAAAALgEAAFBBUjE=',
  micros:
    'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgFAQg8AAAAAABUEGSw1ABgGc2NoZW1hFQIAFQQlAhgBdgAWAhkcGRwmABwVBBklBgAZGAF2FQAWAhZCFkImCEkcFQAVABUCADwpBhkmAAIAAAAWQhYCJggWQgAZHBgMQVJST1c6c2NoZW1hGKABLy8vLy8zQUFBQUFRQUFBQUFBQUtBQXdBQmdBRkFBZ0FDZ0FBQUFBQkJBQU1BQUFBQ0FBSUFBQUFCQUFJQUFBQUJBQUFBQUVBQUFBVUFBQUFFQUFVQUFnQUJnQUhBQXdBQUFBUUFCQUFBQUFBQUFFU0VBQUFBQmdBQUFBRUFBQUFBQUFBQUFFQUFBQjJBQVlBQ0FBR0FBWUFBQUFBQUFJQQAYIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGRwcAAAALgEAAFBBUjE=',
  nanos:
    'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgEAypo7AAAAABUEGSw1ABgGc2NoZW1hFQIAFQQlAhgBdgAWAhkcGRwmABwVBBklBgAZGAF2FQAWAhZCFkImCEkcFQAVABUCADwpBhkmAAIAAAAWQhYCJggWQgAZHBgMQVJST1c6c2NoZW1hGKABLy8vLy8zQUFBQUFRQUFBQUFBQUtBQXdBQmdBRkFBZ0FDZ0FBQUFBQkJBQU1BQUFBQ0FBSUFBQUFCQUFJQUFBQUJBQUFBQUVBQUFBVUFBQUFFQUFVQUFnQUJnQUhBQXdBQUFBUUFCQUFBQUFBQUFFU0VBQUFBQmdBQUFBRUFBQUFBQUFBQUFFQUFBQjJBQVlBQ0FBR0FBWUFBQUFBQUFNQQAYIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGRwcAAAALgEAAFBBUjE=',
  /** 1,000 s in milliseconds: as many as 1 s has microseconds. */
  thousandTimes:
    'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgFAQg8AAAAAABUEGSw1ABgGc2NoZW1hFQIAFQQlAhgBdgAWAhkcGRwmABwVBBklBgAZGAF2FQAWAhZCFkImCEkcFQAVABUCADwpBhkmAAIAAAAWQhYCJggWQgAZHBgMQVJST1c6c2NoZW1hGKABLy8vLy8zQUFBQUFRQUFBQUFBQUtBQXdBQmdBRkFBZ0FDZ0FBQUFBQkJBQU1BQUFBQ0FBSUFBQUFCQUFJQUFBQUJBQUFBQUVBQUFBVUFBQUFFQUFVQUFnQUJnQUhBQXdBQUFBUUFCQUFBQUFBQUFFU0VBQUFBQmdBQUFBRUFBQUFBQUFBQUFFQUFBQjJBQUFBQkFBRUFBUUFBQUFBQUFBQQAYIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGRwcAAAALgEAAFBBUjE=',
  /** A duration of 1 µs, a list with one of 1,000 ms, and a struct with a number and one of 1 ns. */
  nestedDurations:
    'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgEBAAAAAAAAABUAFSgVKCwVAhUAFQYVBhwAAAACAAAAAgACAAAAAgPoAwAAAAAAABUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgIBAAAAAAAAABUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgIBAAAAAAAAABUEGYw1ABgGc2NoZW1hFQYAFQQlAhgBdgA1AhgBbBUCFQZMPAAAADUEGARsaXN0FQIAFQQlAhgHZWxlbWVudAA1AhgBcxUEABUEJQIYAWEAFQQlAhgBYgAWAhkcGUwmABwVBBklBgAZGAF2FQAWAhZCFkImCEkcFQAVABUCADwpBhkmAAIAAAAmABwVBBklBgAZOAFsBGxpc3QHZWxlbWVudBUAFgIWThZOJkpJHBUAFQAVAgA8KSYCABlGAAAAAgAAACYAHBUEGSUGABkoAXMBYRUAFgIWQhZCJpgBSRwVABUAFQIAPCkGGTYAAAIAAAAmABwVBBklBgAZKAFzAWIVABYCFkIWQibaAUkcFQAVABUCADwpBhk2AAACAAAAFpQCFgImCBaUAgAZHBgMQVJST1c6c2NoZW1hGNgDLy8vLy8xZ0JBQUFRQUFBQUFBQUtBQXdBQmdBRkFBZ0FDZ0FBQUFBQkJBQU1BQUFBQ0FBSUFBQUFCQUFJQUFBQUJBQUFBQU1BQUFENEFBQUFrQUFBQUFRQUFBQWsvLy8vQUFBQkRSZ0FBQUFjQUFBQUJBQUFBQUlBQUFBOEFBQUFFQUFBQUFFQUFBQnpBQUFBVlAvLy8xRC8vLzhBQUFFU0VBQUFBQlFBQUFBRUFBQUFBQUFBQUFFQUFBQmlBQUFBUXYvLy93QUFBd0I0Ly8vL0FBQUJBaEFBQUFBY0FBQUFCQUFBQUFBQUFBQUJBQUFBWVFBQUFBZ0FEQUFJQUFjQUNBQUFBQUFBQUFGQUFBQUFyUC8vL3dBQUFRd1VBQUFBR0FBQUFBUUFBQUFCQUFBQUVBQUFBQUVBQUFCc0FBQUEyUC8vLzlULy8vOEFBQUVTRUFBQUFCd0FBQUFFQUFBQUFBQUFBQVFBQUFCcGRHVnRBQUFBQUFRQUJBQUVBQUFBRUFBVUFBZ0FCZ0FIQUF3QUFBQVFBQkFBQUFBQUFBRVNFQUFBQUJnQUFBQUVBQUFBQUFBQUFBRUFBQUIyQUFZQUNBQUdBQVlBQUFBQUFBSUFBQUFBQUE9PQAYIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGUwcAAAcAAAcAAAcAAAARwMAAFBBUjE=',
  /** A column and a list of NULLs alone, without a type; no schema of Arrow beside. */
  nulls:
    'UEFSMRUAFQwVDCwVAhUAFQYVBhwAAAACAAAAAgAVABUYFRgsFQIVABUGFQYcAAAAAgAAAAIAAgAAAAICFQQZXDUAGAZzY2hlbWEVBAAVAiUCGAF2bLwAAAA1AhgBbBUCFQZMPAAAADUEGARsaXN0FQIAFQIlAhgHZWxlbWVudGy8AAAAFgIZHBksJgAcFQIZJQYAGRgBdhUAFgIWMhYyJghJHBUAFQAVAgA8KQYZJgIAAAAAJgAcFQIZJQYAGTgBbARsaXN0B2VsZW1lbnQVABYCFj4WPiY6SRwVABUAFQIAPCkmAgAZRgAAAgAAAAAWcBYCJggWcAAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGSwcAAAcAAAA5wAAAFBBUjE=',
  /** `v` of 1.5 s, a list `l` with 1 h, a number `n` of 7. */
  sparkIntervals:
    'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgFg4xYAAAAAABUAFSgVKCwVAhUAFQYVBhwAAAACAAAAAgACAAAAAgMApJPWAAAAABUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgEHAAAAAAAAABUEGWw1ABgGc2NoZW1hFQYAFQQlAhgBdgA1AhgBbBUCFQZMPAAAADUEGARsaXN0FQIAFQQlAhgHZWxlbWVudAAVBCUCGAFuABYCGRwZPCYAHBUEGSUGABkYAXYVABYCFkIWQiYISRwVABUAFQIAPCkGGSYAAgAAACYAHBUEGSUGABk4AWwEbGlzdAdlbGVtZW50FQAWAhZOFk4mSkkcFQAVABUCADwpJgIAGUYAAAACAAAAJgAcFQQZJQYAGRgBbhUAFgIWQhZCJpgBSRwVABUAFQIAPCkGGSYAAgAAABbSARYCJggW0gEAGSwYGG9yZy5hcGFjaGUuc3BhcmsudmVyc2lvbhgFNC4xLjQAGClvcmcuYXBhY2hlLnNwYXJrLnNxbC5wYXJxdWV0LnJvdy5tZXRhZGF0YRiWAnsidHlwZSI6InN0cnVjdCIsImZpZWxkcyI6W3sibmFtZSI6InYiLCJ0eXBlIjoiaW50ZXJ2YWwgZGF5IHRvIHNlY29uZCIsIm51bGxhYmxlIjp0cnVlLCJtZXRhZGF0YSI6e319LHsibmFtZSI6ImwiLCJ0eXBlIjp7InR5cGUiOiJhcnJheSIsImVsZW1lbnRUeXBlIjoiaW50ZXJ2YWwgaG91ciIsImNvbnRhaW5zTnVsbCI6ZmFsc2V9LCJudWxsYWJsZSI6dHJ1ZSwibWV0YWRhdGEiOnt9fSx7Im5hbWUiOiJuIiwidHlwZSI6ImxvbmciLCJudWxsYWJsZSI6dHJ1ZSwibWV0YWRhdGEiOnt9fV19ABggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyNi4wLjEZPBwAABwAABwAAACAAgAAUEFSMQ==',
  /** `v`, and each in a list `l`: 2026-11-20 01:02:03.000004, the last microsecond of 9999, the first of the year 1. */
  int96:
    'UEFSMRUAFVQVVCwVBhUAFQYVBhwAAAACAAAABgGgvRfUYgMAALWOJQAY/E6RlE4AACz+UQAAAAAAAAAAAFJEGgAVABVgFWAsFQYVABUGFQYcAAAAAgAAAAYAAgAAAAYDoL0X1GIDAAC1jiUAGPxOkZROAAAs/lEAAAAAAAAAAABSRBoAFQQZXDUAGAZzY2hlbWEVBAAVBiUCGAF2ADUCGAFsFQIVBkw8AAAANQQYBGxpc3QVAgAVBiUCGAdlbGVtZW50ABYGGRwZLCYAHBUGGSUGABkYAXYVABYGFnoWeiYISRwVABUAFQIAPCkGGSYABgAAACYAHBUGGSUGABk4AWwEbGlzdAdlbGVtZW50FQAWBhaGARaGASaCAUkcFQAVABUCADwpJgYAGUYAAAAGAAAAFoACFgYmCBaAAgAZHBgYb3JnLmFwYWNoZS5zcGFyay52ZXJzaW9uGAU0LjEuNAAYIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGSwcAAAcAAAACAEAAFBBUjE=',
}

describe('a duration, which Parquet has no type for', () => {
  it('has the unit that the file’s Arrow schema tells, also within lists and structs', async () => {
    expect(await typesOf('nestedDurations.parquet')).toEqual({
      v: 'DURATION(us)',
      l: 'DURATION(ms)[]',
      s: 'STRUCT("a" BIGINT, "b" DURATION(ns))',
    })
  })

  it('has that of Spark’s own schema, where Spark wrote it', async () => {
    expect(await typesOf('sparkIntervals.parquet')).toEqual({
      v: 'DURATION(us)',
      l: 'DURATION(us)[]',
      n: 'BIGINT',
    })
  })

  it.each([
    ['seconds', 'millis'],
    ['millis', 'micros'],
    ['seconds', 'nanos'],
    ['nanos', 'micros'],
  ])('is equal to the same in another unit: %s, %s', async (a, b) => {
    const accept = { v: ['duration-unit'] }
    expect(await compare(`${a}.parquet`, `${b}.parquet`, accept)).toEqual(['coerced', 'v duration-unit'])
  })

  it('differs from another of the same count of another unit', async () => {
    expect(await compare('micros.parquet', 'thousandTimes.parquet')).toEqual(['different', 'v duration-unit'])
    expect(await compare('millis.parquet', 'thousandTimes.parquet')).toEqual(['different'])
  })

  it('takes a tolerance of times', async () => {
    const within = (seconds: number) =>
      compare('millis.parquet', 'thousandTimes.parquet', {}, { v: { abs: 0, rel: 0, seconds } })
    expect((await within(998))[0]).toBe('different')
    expect((await within(999))[0]).toBe('within-tolerance')
  })

  it('is not compared with a number, whose unit nobody knows', async () => {
    await parquet('number.parquet', 'SELECT 1000 AS v')
    expect(await compare('millis.parquet', 'number.parquet')).toEqual(['different', 'v type'])
  })

  it('is compared within lists where the unit is the same', async () => {
    expect(await compare('nestedDurations.parquet', 'nestedDurations.parquet')).toEqual(['exact'])
  })

  it('has a fingerprint that does not depend on its unit, and is none of a number', async () => {
    const fingerprints = new Map<string, string>()
    await parquet('number.parquet', 'SELECT 1000000::BIGINT AS v')
    for (const name of ['seconds', 'millis', 'micros', 'nanos', 'number']) {
      const { relation, columns } = await open(`${name}.parquet`)
      fingerprints.set(name, (await fingerprintStably(db, relation, columns)).fingerprint)
    }
    const { number, ...units } = Object.fromEntries(fingerprints)
    expect(new Set(Object.values(units)).size).toBe(1)
    expect(number).not.toBe(units.micros)
  })

  it('is read of no Arrow schema that is cut short', () => {
    const [row] = [FOREIGN.nestedDurations]
    const file = Buffer.from(row, 'base64').toString('latin1')
    const schema = /\/\/\/\/\/[A-Za-z0-9+/=]+/.exec(file)?.[0] ?? ''
    expect(arrowLeaves(schema)).toEqual([['us'], ['ms'], [null, 'ns']])
    for (let length = 0; length < schema.length; length += 4)
      expect(() => arrowLeaves(schema.slice(0, length))).not.toThrow()
    expect(arrowLeaves('')).toBeNull()
    expect(arrowLeaves('no base64 ☃')).toBeNull()
  })
})

describe('a column of NULLs alone, without a type', () => {
  it('is told by the file', async () => {
    expect(await typesOf('nulls.parquet')).toEqual({ v: '"NULL"', l: '"NULL"[]' })
  })

  it.each([
    'DATE',
    'BOOLEAN',
    'VARCHAR',
    'BIGINT[]',
    'STRUCT(a INTEGER)',
    'MAP(VARCHAR, INTEGER)',
    'DECIMAL(30,5)',
    'TIMESTAMP WITH TIME ZONE',
    'BLOB',
    'UHUGEINT',
    'TIME',
    'UUID',
  ])('equals one of type %s that holds none either, where that is accepted', async (type) => {
    await parquet('typed.parquet', `SELECT NULL::${type} AS v, [NULL::${type}] AS l`)
    const found = ['coerced', 'v null-type', 'l null-type']
    expect(await compare('nulls.parquet', 'typed.parquet', { '*': ['null-type'] })).toEqual(found)
    expect(await compare('typed.parquet', 'nulls.parquet', { '*': ['null-type'] })).toEqual(found)
    expect(await compare('nulls.parquet', 'nulls.parquet')).toEqual(['exact'])
  })

  it('differs from one that holds a value', async () => {
    await parquet('typed.parquet', "SELECT DATE '2026-11-20' AS v, [DATE '2026-11-20'] AS l")
    const found = await compare('nulls.parquet', 'typed.parquet', { '*': ['null-type'] })
    expect(found).toEqual(['different', 'v null-type', 'l null-type'])
  })

  it('has the type of the table’s other files', async () => {
    await foreign('t/0.parquet', FOREIGN.nulls)
    await parquet('t/1.parquet', "SELECT DATE '2026-11-20' AS v, ['x'] AS l")
    expect(await typesOf('t')).toEqual({ v: 'DATE', l: 'VARCHAR[]' })
    const { relation } = await open('t')
    expect(await db.rows(`SELECT v::VARCHAR AS v, l FROM ${relation} ORDER BY v`)).toEqual([
      { v: '2026-11-20', l: ['x'] },
      { v: null, l: [null] },
    ])
  })

  it('is found whatever the columns are called', async () => {
    await db.run(`ATTACH ${literal(join(folder, 'w.duckdb'))} AS w`)
    await db.run(
      `CREATE VIEW w.odd AS SELECT 'x' AS v, NULL AS "2026", 1::TINYINT AS "1", 'y' AS "typeof(v)"`,
    )
    await db.run('DETACH w')
    const odd = { v: 'VARCHAR', '2026': '"NULL"', '1': 'TINYINT', 'typeof(v)': 'VARCHAR' }
    expect(await typesOf('w.duckdb:odd')).toEqual(odd)
  })

  it('is one of a view too', async () => {
    await db.run(`ATTACH ${literal(join(folder, 'w.duckdb'))} AS w`)
    await db.run('CREATE VIEW w.seen AS SELECT NULL AS v, [NULL] AS l')
    await db.run('DETACH w')
    expect(await typesOf('w.duckdb:seen')).toEqual({ v: '"NULL"', l: '"NULL"[]' })
  })
})

describe('a timestamp of type INT96, as Spark writes it by default', () => {
  it('is an instant, equal to the same with a time zone, from the year 1 to the last microsecond of 9999', async () => {
    const times = ['2026-11-20 01:02:03.000004', '9999-12-31 23:59:59.999999', '0001-01-01 00:00:00']
    const zoned = times.map((time) => `(TIMESTAMPTZ '${time}+00', [TIMESTAMPTZ '${time}+00'])`).join(', ')
    await parquet('zoned.parquet', `SELECT * FROM (VALUES ${zoned}) t(v, l)`)
    expect(await typesOf('int96.parquet')).toEqual({
      v: 'TIMESTAMP WITH TIME ZONE',
      l: 'TIMESTAMP WITH TIME ZONE[]',
    })
    expect(await compare('int96.parquet', 'zoned.parquet')).toEqual(['exact'])
    expect(await compare('zoned.parquet', 'int96.parquet')).toEqual(['exact'])
  })

  it('is not quite the same as one without a zone', async () => {
    const { relation } = await open('int96.parquet')
    await parquet('naive.parquet', `SELECT v::TIMESTAMP AS v, l::TIMESTAMP[] AS l FROM ${relation}`)
    expect(await compare('int96.parquet', 'naive.parquet')).toEqual([
      'coerced',
      'v naive-timestamp',
      'l naive-timestamp',
    ])
  })

  it('may lie in the files of a table beside instants in the newer form', async () => {
    await foreign('t/0.parquet', FOREIGN.int96)
    await parquet('t/1.parquet', "SELECT TIMESTAMPTZ '2026-11-20 00:00:00+00' AS v, []::TIMESTAMPTZ[] AS l")
    const { relation } = await open('t')
    expect(await db.rows(`SELECT count(DISTINCT v) AS n FROM ${relation}`)).toEqual([{ n: 4n }])
  })
})
