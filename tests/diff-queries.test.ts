import { describe, expect, it } from 'vitest'
import { etlCompare } from './etl-compare.ts'
import { scratchTables } from './scratch-tables.ts'

const ROWS = "SELECT i AS id, 'name ' || i AS name, i * 10 AS amount FROM range(1000) t(i)"

describe('a query a side', () => {
  const TOTALS = 'SELECT id % 7 AS shop, sum(amount)::BIGINT AS amount FROM'
  it('is compared in place of its table', async () => {
    await using folder = await scratchTables({
      'a.parquet': ROWS,
      'b.parquet': `${TOTALS} (${ROWS}) GROUP BY shop`,
    })
    const diff = (...options: string[]) =>
      etlCompare(['diff', 'a.parquet', 'b.parquet', ...options], folder.path)
    expect(await diff('--query-a', `${TOTALS} a GROUP BY shop;`, '--key', 'shop')).toMatchObject({ code: 0 })
    expect(await diff('--query-a', `${TOTALS} a WHERE id <> 7 GROUP BY shop`)).toMatchObject({ code: 1 })
    const both = ['--query-a', `${TOTALS} a GROUP BY 1`, '--query-b', 'FROM b', '--where', 'shop > 2']
    expect(await diff(...both)).toMatchObject({ code: 0 })
  })

  it('makes two tables of one, so that they may differ', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS })
    const options = ['--query-a', 'FROM a WHERE id > 3', '--key', 'id']
    const { code, stderr } = await etlCompare(['diff', 'a.parquet', 'a.parquet', ...options], folder.path)
    expect([code, stderr]).toEqual([1, expect.not.stringContaining('nothing can differ')])
  })

  it('is read once, so that it has the same rows throughout', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': ROWS })
    const options = ['--query-a', 'FROM a WHERE random() < 0.5', '--key', 'id', '--format', 'json']
    const { stdout } = await etlCompare(['diff', 'a.parquet', 'b.parquet', ...options], folder.path)
    const { baselineRows, ...finding } = JSON.parse(stdout).tables[0].finding
    expect(finding).toMatchObject({ onlyBaseline: 0, changed: 0, onlyEngine: 1000 - baselineRows })
  })

  it('reads one table', async () => {
    await using folder = await scratchTables({
      'a/orders.parquet': ROWS,
      'a/shops.parquet': 'SELECT 1 AS shop',
      'b/orders.parquet': ROWS,
      'b/shops.parquet': 'SELECT 1 AS shop',
    })
    expect(await etlCompare(['diff', 'a', 'b', '--query-b', 'FROM b'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'queryOfSeveralTables', data: { option: '--query-b', tables: ['orders', 'shops'] } },
    })
  })
})

describe('SQL that DuckDB refuses', () => {
  const problemOf = async (...options: string[]) => {
    await using folder = await scratchTables({ 'a.parquet': ROWS }, { 'b.csv': 'id,name\n1,x\n' })
    const { mistake } = await etlCompare(['diff', 'b.csv', 'a.parquet', ...options], folder.path)
    return mistake?.data
  }

  it('is shown with its place, and none of the SQL around it', async () => {
    expect(await problemOf('--where-b', "name = 'ä'\n  and nmae = 'x'")).toEqual({
      option: '--where-b',
      path: 'a.parquet',
      problem: 'Referenced column "nmae" not found in FROM clause',
      excerpt: ["  and nmae = 'x'", '      ^'],
      fix: "Its columns: id, name, amount (did you mean 'name'?).",
    })
    expect(await problemOf('--where', 'id >')).toMatchObject({
      problem: 'it ends too early',
      excerpt: ['id >', '    ^'],
    })
    expect(await problemOf('--query-b', 'SELECT\n nope FROM b')).toMatchObject({
      excerpt: [' nope FROM b', ' ^'],
    })
  })

  it('is said to compare texts where a CSV has nothing else', async () => {
    expect(await problemOf('--where-a', 'id > 5')).toMatchObject({
      fix: expect.stringContaining('Cast them'),
    })
  })
})
