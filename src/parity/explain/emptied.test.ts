import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import { describeRelation } from '../../tables/columns/schema.ts'
import { compareTables } from '../compare.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 2 })
})
afterAll(() => db[Symbol.asyncDispose]())

async function compared(a: string, b: string) {
  const side = async (rows: string) => {
    const relation = `(SELECT * FROM (VALUES ${rows}) t(id, name, v))`
    return { relation, columns: await describeRelation(db, relation) }
  }
  const table = { name: 't', key: ['id'], ignore: [], accept: {}, tolerance: {} }
  const names = { engine: 'polars', baseline: 'spark', table }
  return (await compareTables(db, names, await side(a), await side(b))).finding
}

describe('a column that holds NULL alone on one side', () => {
  it('is an alarm where there are as many rows', async () => {
    const { emptied, summary } = await compared(
      "(1, 'a', 1), (2, 'b', 2)",
      '(1, NULL::VARCHAR, 1), (2, NULL, 3)',
    )
    expect(emptied).toEqual([{ column: 'name', side: 'engine' }])
    expect(summary).toMatch(/^polars has NULL in every row of name, 2 rows changed in name, v$/)
  })

  it('is one of either side, also of columns in which no two rows differ by a second value', async () => {
    const { emptied } = await compared('(1, NULL::VARCHAR, 1)', "(1, 'a', NULL::INTEGER)")
    expect(emptied).toEqual([
      { column: 'name', side: 'baseline' },
      { column: 'v', side: 'engine' },
    ])
  })

  it.each([
    ['rows are lost too', "(1, 'a', 1), (2, 'b', 2)", '(1, NULL::VARCHAR, 1)'],
    ['a row has a value', "(1, 'a', 1), (2, 'b', 2)", "(1, NULL, 1), (2, 'b', 2)"],
    ['both sides have nothing in it', '(1, NULL::VARCHAR, 1)', '(1, NULL::VARCHAR, 2)'],
  ])('is none where %s', async (_, a, b) => {
    expect((await compared(a, b)).emptied).toBeUndefined()
  })
})
