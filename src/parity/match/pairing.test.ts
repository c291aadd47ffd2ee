import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import { describeRelation } from '../../tables/columns/schema.ts'
import { compareTables } from '../compare.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 2 })
})
afterAll(() => db[Symbol.asyncDispose]())

const LINES = `SELECT i // 5 AS order_id, i % 5 AS line_no, 'product ' || (i * 7919) % 800 AS product,
  (i * 31) % 40 AS quantity, ((i * 104729) % 90000 / 100)::DECIMAL(9,2) AS price, (i * 17) % 12 AS warehouse
  FROM range(20000) t(i)`

async function compare(a: string, b: string): Promise<TableFinding> {
  const side = async (select: string) => {
    const relation = `(${select})`
    return { relation, columns: await describeRelation(db, relation) }
  }
  const table = { name: 't', key: [], ignore: [], accept: {}, tolerance: {} }
  const names = { engine: 'b', baseline: 'a', table }
  return (await compareTables(db, names, await side(a), await side(b))).finding
}

const changed = (columns: string, from = LINES) => `SELECT * REPLACE (${columns}) FROM (${from})`

describe('without a key, rows are matched by the fewest columns that tell them apart', () => {
  it('where each of the others differs in a few rows: none of these is lost', async () => {
    const at = (remainder: number) => `(order_id * 5 + line_no) % 250 = ${remainder}`
    const b =
      changed(`if(${at(1)}, 'x', product) AS product, if(${at(2)}, quantity + 50, quantity) AS quantity,
      if(${at(3)}, price + 1000, price)::DECIMAL(9,2) AS price, if(${at(4)}, 99, warehouse) AS warehouse`)
    expect(await compare(LINES, b)).toMatchObject({
      onlyBaseline: 0,
      onlyEngine: 0,
      changed: 320,
      matchedBy: { how: 'columns', columns: ['order_id', 'line_no'] },
    })
  })

  it('though fewer would tell the rows apart that differ', async () => {
    const b = changed('if(order_id % 100 = 7 AND line_no = 3, 0.5, price)::DECIMAL(9,2) AS price')
    expect(await compare(LINES, b)).toMatchObject({
      changed: 40,
      matchedBy: { how: 'columns', columns: ['order_id', 'line_no'] },
    })
  })

  it('by one column where that suffices, and where rows are lost and doubled too', async () => {
    const ids = `SELECT i AS id, i % 50 AS shop, i % 7 AS n FROM range(5000) t(i)`
    const b = `SELECT * REPLACE (if(id % 10 = 3, 99, n) AS n) FROM (${ids}) WHERE id % 100 <> 0
      UNION ALL SELECT * FROM (${ids}) WHERE id % 100 = 1`
    expect(await compare(ids, b)).toMatchObject({
      onlyBaseline: 50,
      onlyEngine: 50,
      changed: 500,
      matchedBy: { how: 'columns', columns: ['id'] },
    })
  })

  it('by a grid of three, where no two are enough', async () => {
    const grid = `SELECT i % 20 AS day, i // 20 % 20 AS shop, i // 400 AS product, (i * 31) % 17 AS n
      FROM range(8000) t(i)`
    const b = changed('if(n = 3, 99, n) AS n', grid)
    expect((await compare(grid, b)).matchedBy).toEqual({
      how: 'columns',
      columns: ['day', 'shop', 'product'],
    })
    expect(await compare(grid, b)).toMatchObject({ onlyBaseline: 0, onlyEngine: 0 })
  })

  it('that both sides agree in, though a column that differs tells them apart too', async () => {
    const both = `SELECT i AS id, 'mail ' || i AS mail, i % 7 AS n FROM range(1000) t(i)`
    const b = changed(`if(id % 3 = 0, 'other ' || id, mail) AS mail`, both)
    expect(await compare(both, b)).toMatchObject({ changed: 334, matchedBy: { columns: ['id'] } })
  })

  it('as finely as possible where none tell all rows apart', async () => {
    const events = `SELECT i // 40 AS session, i % 3 AS kind, 5 AS n FROM range(4000) t(i)`
    const b = changed('if(session % 10 = 0, 6, n) AS n', events)
    expect(await compare(events, b)).toMatchObject({
      onlyBaseline: 0,
      onlyEngine: 0,
      changed: 400,
      matchedBy: { columns: ['session', 'kind'] },
    })
  })
})
