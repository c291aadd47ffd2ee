import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import type { ColumnFinding } from '../../model/record/schema.ts'
import { describeRelation } from '../../tables/columns/schema.ts'
import { compareTables } from '../compare.ts'
import type { Example } from '../sample.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 2 })
})
afterAll(() => db[Symbol.asyncDispose]())

/** What differs in a column v of rows i, of a tolerance for it. */
async function found(rows: number, a: string, b: string, abs = 0): Promise<[ColumnFinding[], Example[]]> {
  const side = async (v: string) => {
    const relation = `(SELECT i AS id, ${v} AS v FROM range(${rows}) t(i))`
    return { relation, columns: await describeRelation(db, relation) }
  }
  const tolerance: Record<string, { abs: number; rel: number }> = abs > 0 ? { v: { abs, rel: 0 } } : {}
  const table = { name: 't', key: ['id'], ignore: [], accept: {}, tolerance }
  const names = { engine: 'B', baseline: 'A', table }
  const { finding, examples } = await compareTables(db, names, await side(a), await side(b))
  return [finding.columns, examples]
}

const LINES = "[{'price': i + 1.5::DOUBLE, 'sku': 'a'}, {'price': i + 2.5::DOUBLE, 'sku': 'b'}]"

describe('reasons of nested values', () => {
  it('are counted by rows, however many values of one differ', async () => {
    const b = LINES.replace('1.5', '1.51').replace('2.5', '2.49')
    const [columns] = await found(10, LINES, b)
    expect(columns).toMatchObject([
      { reason: 'last-digit', count: 10, beyond: 10, measured: 10, greatestAbs: 0.01 },
    ])
  })

  it('say where in the values they are, and show whole ones', async () => {
    const b = LINES.replace("'a'", "if(i = 3, 'A', 'a')").replace('2.5::DOUBLE', 'if(i = 7, NULL, 2.5)')
    const [columns, examples] = await found(10, LINES, b)
    expect(columns).toMatchObject([
      { reason: 'letter-case', count: 1, detail: 'the same except for letter case, in v[].sku' },
      { reason: 'null', count: 1, detail: 'B has NULL where the other has a value, in v[].price' },
    ])
    expect(examples.map(({ a }) => a)).toEqual([
      "[{'price': 4.5, 'sku': a}, {'price': 5.5, 'sku': b}]",
      "[{'price': 8.5, 'sku': a}, {'price': 9.5, 'sku': b}]",
    ])
  })

  it('are beyond a tolerance in the rows that have such a value', async () => {
    const b = LINES.replace('1.5', 'if(i = 4, 1.9, 1.51)').replace('2.5', '2.49')
    const [columns] = await found(10, LINES, b, 0.02)
    expect(columns.map(({ reason, count, beyond }) => [reason, count, beyond])).toEqual([
      ['last-digit', 10, 0],
      ['unexplained', 1, 1],
    ])
  })

  it('are refuted by equal values in equal cells', async () => {
    const a = '[(10 * i)::DECIMAL(9,2), if(i = 5, 10.37, 20)::DECIMAL(9,2)]'
    const b = '[(10 * i + if(i = 5, 0, 0.03))::DECIMAL(9,2), if(i = 5, 10.37, 20)::DECIMAL(9,2)]'
    expect((await found(9, a, b))[0]).toMatchObject([{ reason: 'unexplained', count: 8 }])
    const whole = (list: string) => list.replaceAll('if(i = 5, 10.37, 20)', '20')
    expect((await found(9, whole(a), whole(b)))[0]).toMatchObject([{ reason: 'integer-division', count: 8 }])
  })

  it('are those of the whole where its shape differs', async () => {
    const [columns] = await found(
      4,
      "[['x'], []]",
      "if(i = 1, [['x'], NULL], if(i = 2, [[], ['x']], [['x'], []]))",
    )
    expect(columns.map(({ reason, count }) => [reason, count])).toEqual([
      ['null-for-empty-list', 1],
      ['element-order', 1],
    ])
  })
})
