import { describe, expect, it } from 'vitest'
import { columnsOf, db, useSelected } from '../../../tests/selected.ts'
import { openDuckDB } from '../../duckdb/open.ts'
import { fingerprintStably } from './stable.ts'

useSelected()

const tableOf = async (select: string, on = db) =>
  fingerprintStably(on, `(${select})`, await columnsOf(select))
const fingerprintOf = async (select: string) => (await tableOf(select)).fingerprint

describe('equal data has equal fingerprints', () => {
  const many = 'SELECT i AS a, sin(i) AS b FROM range(300000) t(i)'
  it.each([
    ['in any order of rows', many, `${many} ORDER BY b`],
    ['in any order of columns', "SELECT 1 AS a, 'x' AS b", "SELECT 'x' AS b, 1 AS a"],
    ['of any width', 'SELECT 5::UTINYINT AS a', 'SELECT 5::HUGEINT AS a'],
    ['of any scale', 'SELECT 5::INTEGER AS a', 'SELECT 5.000::DECIMAL(38,3) AS a'],
    [
      'of any unit',
      "SELECT TIMESTAMP_S '2026-11-21 01:02:03' AS a",
      "SELECT TIMESTAMP_NS '2026-11-21 01:02:03' AS a",
    ],
    ['in any order of fields', "SELECT {'a': 1, 'b': 2} AS a", "SELECT {'b': 2::HUGEINT, 'a': 1.0} AS a"],
    ['in any order of a map', 'SELECT MAP {1: 2, 10: 3} AS a', 'SELECT MAP {10: 3, 1: 2} AS a'],
    ['for 0.0 and −0.0', 'SELECT [0.0::DOUBLE] AS a', "SELECT ['-0.0'::FLOAT] AS a"],
  ])('%s', async (_, a, b) => expect(await fingerprintOf(a)).toBe(await fingerprintOf(b)))

  it('with any number of threads and little memory', async () => {
    await using one = await openDuckDB({ threads: 1, memoryLimit: '64MB' })
    await using four = await openDuckDB({ threads: 4 })
    expect(await tableOf(many, one)).toEqual(await tableOf(many, four))
  })
})

describe('different data has different fingerprints', () => {
  it.each([
    ['NULL and an empty text', 'SELECT NULL::VARCHAR AS a', "SELECT '' AS a"],
    ['NULL and ~', 'SELECT NULL::VARCHAR AS a', "SELECT '~' AS a"],
    ['NULL and an empty binary', 'SELECT NULL::BLOB AS a', "SELECT ''::BLOB AS a"],
    ['[] and [NULL]', 'SELECT []::INT[] AS a', 'SELECT [NULL]::INT[] AS a'],
    ['[] and NULL', 'SELECT []::INT[] AS a', 'SELECT NULL::INT[] AS a'],
    ['a struct of NULL and NULL', 'SELECT {a: NULL::INT} AS a', 'SELECT NULL::STRUCT(a INT) AS a'],
    ['one text and two', "SELECT ['a, b'] AS a", "SELECT ['a', 'b'] AS a"],
    ['text that reads like others', "SELECT '1:a;' AS a, '' AS b", "SELECT '' AS a, '1:a;' AS b"],
    [
      'cells swapped between rows',
      "SELECT * FROM (VALUES (1,'x'), (2,'y')) t(a,b)",
      "SELECT * FROM (VALUES (1,'y'), (2,'x')) t(a,b)",
    ],
    ['values swapped between columns', 'SELECT 1 AS a, 2 AS b', 'SELECT 2 AS a, 1 AS b'],
    ['a doubled row', 'SELECT 1 AS a', 'SELECT 1 AS a FROM range(2)'],
    ['other doubled rows', 'SELECT unnest([1,1,2]) AS a', 'SELECT unnest([1,2,2]) AS a'],
    ['0 and −1 of 128 bits', 'SELECT 0::HUGEINT AS a', 'SELECT (-1)::HUGEINT AS a'],
    ['doubles 1e-9 apart', 'SELECT 1::DOUBLE AS a', 'SELECT 1.000000001::DOUBLE AS a'],
    [
      'a nanosecond',
      "SELECT TIMESTAMP_NS '2026-01-01 00:00:00.000000001' AS a",
      "SELECT TIMESTAMP_NS '2026-01-01' AS a",
    ],
    [
      'zoned and naive',
      "SELECT TIMESTAMP '2026-01-01' AS a",
      "SELECT '2026-01-01 00:00:00+00'::TIMESTAMPTZ AS a",
    ],
    [
      'members of a union',
      "SELECT union_value(a := '1')::UNION(a VARCHAR, b INT) AS a",
      'SELECT union_value(b := 1)::UNION(a VARCHAR, b INT) AS a',
    ],
    ['numbers and floats', 'SELECT 1 AS a', 'SELECT 1::DOUBLE AS a'],
    ['numbers and text', 'SELECT 1 AS a', "SELECT '1' AS a"],
    ['other names', 'SELECT 1 AS a', 'SELECT 1 AS b'],
    ['another column', 'SELECT 1 AS a', 'SELECT 1 AS a, NULL AS b'],
    ['no rows of other types', 'SELECT 1 AS a WHERE false', "SELECT '' AS a WHERE false"],
  ])('%s', async (_, a, b) => expect(await fingerprintOf(a)).not.toBe(await fingerprintOf(b)))
})

it('A column of which DuckDB cuts values has none', async () => {
  const columns = [{ name: 'a', type: 'TIME', loses: 'nanoseconds-of-day' as const }]
  await expect(fingerprintStably(db, "(SELECT TIME '10:00:00' AS a)", columns)).rejects.toThrow(
    /'a' has times of day/,
  )
})
