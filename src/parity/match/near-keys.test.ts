import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import { describeRelation } from '../../tables/columns/schema.ts'
import { compareTables } from '../compare.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 2 })
})
afterAll(() => db[Symbol.asyncDispose]())

/** What is noted of tables of a text and a number, which are their key. */
async function notes(a: [string, number][], b: [string, number][]): Promise<string[]> {
  const side = async (rows: [string, number][]) => {
    const relation = `(SELECT * FROM (VALUES ${rows.map(([k, n]) => `('${k}', ${n}, 1)`).join(', ')}) t(k, n, v))`
    return { relation, columns: await describeRelation(db, relation) }
  }
  const table = { name: 't', key: ['k', 'n'], ignore: [], accept: {}, tolerance: {} }
  const names = { engine: 'B', baseline: 'A', table }
  return (await compareTables(db, names, await side(a), await side(b))).finding.notes
}

describe('keys that differ by what one overlooks are noted', () => {
  it.each([
    [
      'blanks',
      [['x', 1]],
      [['x ', 1]],
      ['1 row of A would have a partner in B except for white space around k, n'],
    ],
    [
      'case',
      [
        ['x', 1],
        ['y', 2],
      ],
      [
        ['X', 1],
        ['Y', 2],
      ],
      ['2 rows of A would have a partner in B except for letter case in k, n'],
    ],
    [
      'both',
      [['x', 1]],
      [[' X', 1]],
      ['1 row of A would have a partner in B except for white space around, or letter case in, k, n'],
    ],
    ['another number too', [['x', 1]], [['x ', 2]], []],
    ['another text', [['x', 1]], [['y', 1]], []],
  ] satisfies [string, [string, number][], [string, number][], string[]][])(
    '%s',
    async (_, a, b, expected) => {
      expect(await notes(a, b)).toEqual(expected)
    },
  )
})
