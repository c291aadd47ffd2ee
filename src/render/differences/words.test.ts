import { afterAll, beforeAll, expect, it } from 'vitest'
import { newWords } from '../../../tests/new-words.ts'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import type { Table } from '../../model/config/model.ts'
import { compareTables } from '../../parity/compare.ts'
import { describeStored } from '../../tables/columns/schema.ts'
import type { TablePair } from '../../tables/pairs.ts'
import type { TableSource } from '../../tables/table.ts'
import { type ComparedPair, toDiffPage } from './diff-page.ts'
import { diffText } from './diff-text.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 1 })
})
afterAll(() => db[Symbol.asyncDispose]())

const source = (path: string, recognised: string[] = []) =>
  ({ path, files: recognised.length + 1, recognised }) as unknown as TableSource
const pair = (more: Partial<TablePair> = {}): TablePair =>
  ({
    table: 'orders',
    a: source('a.parquet'),
    b: source('b.csv', ["escape '\\'"]),
    isShared: true,
    ...more,
  }) as TablePair

async function compared(a: string, b: string, declared: Partial<Table> = {}, more: Partial<TablePair> = {}) {
  const side = async (select: string) => {
    const relation = `(${select})`
    return { relation, columns: await describeStored(db, relation) }
  }
  const table = { name: 'orders', key: ['id'], ignore: [], accept: {}, tolerance: {}, ...declared }
  const names = { baseline: 'A', engine: 'B', table }
  const comparison = await compareTables(db, names, await side(a), await side(b))
  return { pair: pair(more), comparison }
}

const ROWS = "SELECT i AS id, 'name ' || i AS name, (i * 1.25)::DECIMAL(9,2) AS amount FROM range(100) t(i)"
const at = (shift: string) =>
  `SELECT i AS id, TIMESTAMP '2026-01-01' + to_hours(i) + to_hours(${shift}) AS at FROM range(100) t(i)`
const cents = (change: string) => `SELECT i AS id, (i + ${change})::DECIMAL(9,2) AS v FROM range(9) t(i)`
const ZERO = { abs: 0, rel: 0 }

const MODELS: Record<string, () => ComparedPair | Promise<ComparedPair>> = {
  'the same': () => compared(ROWS, ROWS),
  'changed values and a lost row': () =>
    compared(ROWS, `SELECT id, name, amount + (id % 10 = 3)::INT AS amount FROM (${ROWS}) WHERE id <> 50`),
  'last digits and a lost row': () => compared(cents('0'), `${cents('0.01 * (i % 2)')} WHERE i <> 4`),
  'without a key': () => compared(ROWS, `${ROWS} WHERE i < 99`, { key: [] }),
  'a tolerance that suffices': () => compared(cents('0'), cents('0.01 * (i % 2)'), {}, { isShared: false }),
  'a tolerance that is declared': () =>
    compared(cents('0'), cents('0.01 * (i % 2)'), { tolerance: { v: { ...ZERO, abs: 0.02 } } }),
  'a shift of some rows': () => compared(at('0'), at('(i % 4 = 0)::INT')),
  'a factor': () =>
    compared(
      'SELECT i AS id, i AS v FROM range(1, 9) t(i)',
      'SELECT i AS id, i * 100 AS v FROM range(1, 9) t(i)',
    ),
  blanks: () => compared("SELECT 1 AS id, 'a' AS name", "SELECT 1 AS id, 'a ' AS name"),
  'another type': () => compared('SELECT 1 AS id, 2 AS v', "SELECT 1 AS id, '2' AS v"),
  'an accepted type': () =>
    compared('SELECT 1 AS id, 2 AS v', "SELECT 1 AS id, '2' AS v", { accept: { v: ['text-for-type'] } }),
  'other letters': () => compared('SELECT 1 AS id, 2 AS v', 'SELECT 1 AS id, 2 AS "V"'),
  'every column ignored': () => compared('SELECT 1 AS x', 'SELECT 2 AS x', { key: [], ignore: ['x'] }),
  'declarations that do nothing': () =>
    compared(at('0'), at('0'), {
      accept: { at: ['trimming'] },
      tolerance: { at: { ...ZERO, abs: 5 }, amonut: ZERO },
    }),
  'no rows': () => compared(`${ROWS} WHERE false`, `${ROWS} WHERE false`),
  'one side only': () => ({ pair: pair({ b: null }), comparison: null }),
  'a table that cannot be read': () => ({
    pair: pair({ problem: new UserError('sourceUnreadable', { path: 'b.csv', detail: 'too small' }) }),
    comparison: null,
  }),
}

it('the words of diff', async () => {
  const texts: Record<string, string> = {}
  for (const [what, model] of Object.entries(MODELS))
    texts[what] = diffText(toDiffPage([await model()], { a: 'A', b: 'B' }))
  await expect(newWords(texts)).toMatchFileSnapshot('words.snap.txt')
})
