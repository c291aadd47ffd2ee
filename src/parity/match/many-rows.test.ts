import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Rows, select, table, valuesOf } from '../../../tests/random-tables.ts'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import type { Table } from '../../model/config/model.ts'
import { describeRelation } from '../../tables/columns/schema.ts'
import { compareTables, type TableComparison } from '../compare.ts'
import { MANY_ROWS } from './many-rows.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 2 })
})
afterAll(() => db[Symbol.asyncDispose]())

async function compare(
  a: string,
  b: string,
  many: number,
  declared: Partial<Table> = {},
  by = db,
): Promise<TableComparison> {
  const side = async (query: string) => {
    const relation = `(${query})`
    return { relation, columns: await describeRelation(by, relation) }
  }
  const table = { name: 't', key: ['id'], ignore: [], accept: {}, tolerance: {}, ...declared }
  const names = { engine: 'b', baseline: 'a', table }
  return await compareTables(by, names, await side(a), await side(b), 100, many)
}

/** What both ways must agree in: all but the order of pairs, the columns that are shown, and what other columns explain. */
function comparable({ finding, samples, differing, repeatedKey, pairs }: TableComparison, shown: string[]) {
  const rows = samples.map((row) => ({
    ...row,
    values: row.values.filter(({ column }) => shown.includes(column)),
  }))
  return {
    ...{ differing, repeatedKey, hasPairs: pairs !== null },
    finding: { ...finding, rows: finding.rows.map(({ side, count }) => ({ side, count })) },
    samples: rows.map((row) => JSON.stringify(row)).toSorted(),
  }
}

/** What is done to each row on its way to the other side. */
interface Edit {
  do: 'keep' | 'change' | 'lose' | 'double' | 'renumber'
  column: number
  step: number
}

interface Pair {
  rows: Rows
  edits: Edit[]
  ids: number[]
  declared: Partial<Table>
}

const edit: fc.Arbitrary<Edit> = fc.record({
  do: fc.oneof(
    { weight: 6, arbitrary: fc.constant('keep' as const) },
    { weight: 6, arbitrary: fc.constant('change' as const) },
    ...(['lose', 'double', 'renumber'] as const).map((how) => ({ weight: 1, arbitrary: fc.constant(how) })),
  ),
  column: fc.nat({ max: 3 }),
  step: fc.integer({ min: 1, max: 20 }),
})

const declared = fc.constantFrom<Partial<Table>>(
  {},
  { tolerance: { '*': { abs: 0.5, rel: 0 } } },
  { tolerance: { c0: { abs: 1, rel: 0.1 } } },
  { ignore: ['c1'] },
  { key: ['id', 'c0'] },
)

/** Two tables, their keys unique or not. */
const pair: fc.Arbitrary<Pair> = table.chain((rows) => {
  const { length } = rows.cells
  const unique = fc.shuffledSubarray(
    rows.cells.map((_, index) => index),
    { minLength: length },
  )
  return fc.record({
    rows: fc.constant(rows),
    edits: fc.array(edit, { minLength: length, maxLength: length }),
    ids: fc.oneof(
      { weight: 4, arbitrary: unique },
      fc.array(fc.nat({ max: length }), { minLength: length, maxLength: length }),
    ),
    declared,
  })
})

function changed({ types, cells }: Rows, edits: readonly Edit[]): number[][] {
  return cells.flatMap((row, index) => {
    const { do: how = 'keep', column = 0, step = 1 } = edits[index] ?? {}
    if (how === 'lose') return []
    if (how === 'double') return [row, row]
    // The id is the last one.
    const place = how === 'renumber' ? types.length - 1 : column % (types.length - 1)
    const { length } = valuesOf(types[place] ?? '')
    const next = ((row[place] ?? 0) + 1 + (step % (length - 1))) % length
    return [how === 'keep' ? row : row.with(place, next)]
  })
}

const named = (types: string[], cells: number[][]): string =>
  `SELECT * RENAME (c${types.length - 1} AS id) FROM (${select(types, cells)})`

describe('of two tables with a key, reading only the columns that differ finds what reading all finds', () => {
  it('whatever their types, changes, keys on one side, repeats of keys and declarations', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ({ rows, edits, ids, declared: own }) => {
        const types = [...rows.types, 'INTEGER']
        const cells = rows.cells.map((row, index) => [...row, ids[index] ?? 0])
        const [a, b] = [named(types, cells), named(types, changed({ types, cells }, edits))]
        const some = await compare(a, b, 0, own)
        const all = await compare(a, b, Number.POSITIVE_INFINITY, own)
        const shown = some.samples[0]?.values.map(({ column }) => column) ?? []
        expect(comparable(some, shown)).toEqual(comparable(all, shown))
        expect(shown).toEqual(expect.arrayContaining(some.differing.map(({ column }) => column)))
      }),
      { numRuns: 25 },
    )
  }, 300_000)

  it('where columns are nested, and several differ in different rows', async () => {
    const a = `SELECT i AS id, {'x': i, 'y': [i::VARCHAR]} AS s, [i / 4] AS l, MAP {'k': i} AS m, i % 5 AS n FROM range(400) t(i)`
    const b = `SELECT * REPLACE (if(id % 3 = 0, {'x': id + 1, 'y': [id::VARCHAR]}, s) AS s, if(id % 7 = 0, [NULL], l) AS l)
      FROM (${a})`
    const [some, all] = [await compare(a, b, 0), await compare(a, b, Number.POSITIVE_INFINITY)]
    const shown = ['id', 's', 'l']
    expect(some.samples[0]?.values.map(({ column }) => column)).toEqual(shown)
    expect(comparable(some, shown)).toEqual(comparable(all, shown))
    expect(some.differing).toEqual([
      { column: 's', rows: 134 },
      { column: 'l', rows: 58 },
    ])
  })
})

describe('rows of one column', () => {
  it.each(['INTEGER', 'VARCHAR'])('that exchange their values all differ: %s', async (type) => {
    const a = `SELECT i AS id, (i // 2)::${type} AS v, i % 3 AS w FROM range(200) t(i)`
    const b = `SELECT id, ((id + 100) % 200 // 2)::${type} AS v, w FROM (${a})`
    const { finding } = await compare(a, b, 0)
    expect(finding).toMatchObject({ changed: 200, onlyBaseline: 0, onlyEngine: 0 })
    expect([...new Set(finding.columns.map(({ column }) => column))]).toEqual(['v'])
  })
})

it('keys that make up for each other in number and by exclusive or are told apart', async () => {
  const rows = 'SELECT i AS id, i AS v FROM range(1000) t(i)'
  const a = `${rows} UNION ALL SELECT 1, 1`
  const b = `SELECT if(id = 1, 2, id) AS id, v + 1 AS v FROM (${rows} UNION ALL SELECT 2, 2)`
  const { finding, repeatedKey } = await compare(a, b, 0)
  expect(finding).toMatchObject({ onlyBaseline: 2, onlyEngine: 2, changed: 998 })
  expect(repeatedKey).not.toBeNull()
})

describe('reasons that other columns show are found where these do not differ', () => {
  it('numbers of weekdays and weeks, by their day', async () => {
    const days = `SELECT i AS id, DATE '2026-10-05' + (i % 20)::INTEGER AS day, i % 7 = 9 AS flag FROM range(400) t(i)`
    const a = `SELECT *, dayofweek(day) + 1 AS weekday, week(day) AS week FROM (${days})`
    const b = `SELECT *, isodow(day) AS weekday, strftime(day, '%U')::BIGINT AS week FROM (${days})`
    expect(reasonsOf(await compare(a, b, 0))).toEqual({
      weekday: 'weekday-numbering',
      week: 'week-numbering',
    })
    const { finding } = await compare(a, b, 0)
    expect(finding.columns.map(({ detail }) => detail).join()).toContain('of day from')
  })

  it('ranks, by what they rank', async () => {
    const rows = `SELECT i AS id, nullif(i % 50, 3) AS score, 'x' AS more FROM range(400) t(i)`
    const ranked = (nulls: string) =>
      `SELECT *, rank() OVER (ORDER BY score NULLS ${nulls}) AS place FROM (${rows})`
    expect(reasonsOf(await compare(ranked('FIRST'), ranked('LAST'), 0))).toEqual({ place: 'null-order' })
  })
})

const reasonsOf = ({ finding }: TableComparison) =>
  Object.fromEntries(finding.columns.map(({ column, reason }) => [column, reason]))

const rowsOf = (count: number): string =>
  `SELECT i AS id, sin(i) AS score, i % 17 AS qty, 'user ' || i % 1009 AS name FROM range(${count}) t(i)`

describe('of many rows', () => {
  const rows = rowsOf(600_000)

  it('one cell that differs in three millions is found, though it is among no sample of keys', async () => {
    const all = rowsOf(3_000_000)
    const b = `SELECT * REPLACE (if(id = 1_234_567, 99, qty) AS qty) FROM (${all})`
    const { finding } = await compare(all, b, MANY_ROWS)
    expect(finding).toMatchObject({ changed: 1, onlyBaseline: 0, onlyEngine: 0, outcome: 'different' })
    expect(finding.columns.map(({ column }) => column)).toEqual(['qty'])
  })

  it('so is one beside a whole column that differs', async () => {
    const b = `SELECT * REPLACE (score + 1 AS score, if(id = 123_456, 99, qty) AS qty) FROM (${rows})`
    const { finding, differing, samples } = await compare(rows, b, MANY_ROWS)
    expect(finding).toMatchObject({ changed: 600_000, onlyBaseline: 0, onlyEngine: 0 })
    expect(differing).toEqual([
      { column: 'score', rows: 600_000 },
      { column: 'qty', rows: 1 },
    ])
    expect(samples[0]?.values.map(({ column }) => column)).toEqual(['id', 'score', 'qty'])
  })

  it('none is lost where they are joined in parts, for want of memory', async () => {
    await using small = await openDuckDB({ threads: 2, memoryLimit: '120MB' })
    const b = `SELECT * REPLACE (score + 1 AS score) FROM (${rows})`
    const shared = await compare(rows, b, MANY_ROWS, {}, small)
    expect(shared.finding).toMatchObject({ changed: 600_000, onlyBaseline: 0, onlyEngine: 0 })
    const lone = await compare(`${rows} WHERE i <> 7`, `${b} WHERE id <> 99`, MANY_ROWS, {}, small)
    expect(lone.finding).toMatchObject({ changed: 599_998, onlyBaseline: 1, onlyEngine: 1 })
  })

  it('a whole column differs, and some rows have no partner', async () => {
    const b = `SELECT * REPLACE (score + 1 AS score, if(id < 7, id - 7, id) AS id) FROM (${rows}) WHERE id <> 99`
    const { finding, differing } = await compare(rows, b, MANY_ROWS)
    expect(finding).toMatchObject({ changed: 599_992, onlyBaseline: 8, onlyEngine: 7 })
    expect(differing).toEqual([{ column: 'score', rows: 599_992 }])
  })

  it('a key that a single row repeats is not unique', async () => {
    const b = `SELECT * REPLACE (score + 1 AS score, greatest(1, id) AS id) FROM (${rows})`
    const { finding, repeatedKey } = await compare(rows, b, MANY_ROWS)
    expect(finding).toMatchObject({ onlyBaseline: 1, onlyEngine: 1, changed: 599_999 })
    expect(repeatedKey?.rows).toEqual({ a: 1, b: 2 })
  })
})
