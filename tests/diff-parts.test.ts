import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import { literal } from '../src/duckdb/sql.ts'
import { etlCompare } from './etl-compare.ts'
import { scratchTables } from './scratch-tables.ts'

const ROWS = "SELECT i AS id, 'name ' || i AS name, i * 10 AS amount FROM range(1000) t(i)"
const CHANGED = `SELECT id, name, amount + (id = 7)::INT AS amount FROM (${ROWS}) WHERE id <> 500`

describe('parts of tables', () => {
  it('are compared: the rows of a condition on both sides, or on one', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const diff = (...options: string[]) =>
      etlCompare(['diff', 'a.parquet', 'b.parquet', '--key', 'id', ...options], folder.path)
    expect(await diff()).toMatchObject({ code: 1 })
    expect(await diff('--where', 'id > 500')).toMatchObject({ code: 0 })
    expect(await diff('--where', 'id <> 7', '--where-a', 'id <> 500')).toMatchObject({ code: 0 })
    expect(await diff('--where', 'id <> 7', '--where-b', 'id <> 500')).toMatchObject({ code: 1 })
  })

  it('are compared: the columns that are named, and those that both sides have', async () => {
    await using folder = await scratchTables({
      'a.parquet': `SELECT *, 1 AS more FROM (${ROWS})`,
      'b.parquet': `SELECT * EXCLUDE amount, 2 AS other FROM (${ROWS})`,
    })
    const diff = (...options: string[]) =>
      etlCompare(['diff', 'a.parquet', 'b.parquet', ...options], folder.path)
    expect(await diff()).toMatchObject({ code: 1 })
    expect(await diff('--columns', 'id,name')).toMatchObject({ code: 0 })
    expect(await diff('--common-columns')).toMatchObject({ code: 0 })
    expect(await diff('--columns', 'id,amount')).toMatchObject({ code: 1 })
    expect(await diff('--columns', 'name', '--key', 'id')).toMatchObject({ code: 0 })
  })

  it('are compared: columns that have other names', async () => {
    await using folder = await scratchTables({
      'a.parquet': ROWS,
      'b.parquet': `SELECT id AS order_id, name, amount AS cents FROM (${ROWS})`,
    })
    const diff = (...options: string[]) =>
      etlCompare(['diff', 'a.parquet', 'b.parquet', ...options], folder.path)
    expect(await diff('--map', 'id=order_id,amount=cents', '--key', 'order_id')).toMatchObject({ code: 0 })
    expect(await diff('--map', 'id=order_id')).toMatchObject({ code: 1 })
  })

  it('have keys of their own', async () => {
    await using folder = await scratchTables({
      'a/orders.parquet': ROWS,
      'a/lines.parquet': 'SELECT i AS id, i % 2 AS line, i AS x FROM range(9) t(i)',
      'b/orders.parquet': CHANGED,
      'b/lines.parquet': 'SELECT i AS id, i % 2 AS line, i + (i = 3)::INT AS x FROM range(9) t(i)',
    })
    const keys = ['--key', 'orders=id', '--key', 'lines=id,line']
    const { stdout } = await etlCompare(['diff', 'a', 'b', ...keys, '--json'], folder.path)
    const { tables } = JSON.parse(stdout)
    expect(tables.map((one: { finding: { matchedBy: object } }) => one.finding.matchedBy)).toEqual([
      { how: 'key', columns: ['id', 'line'] },
      { how: 'key', columns: ['id'] },
    ])
  })
})

describe('a part of a table', () => {
  it('is named beside what was found of it', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const args = ['diff', 'a.parquet', 'b.parquet', '--where', 'id > 500', '--columns', 'id,name']
    expect((await etlCompare(args, folder.path)).stderr).toContain(
      'Only a part was compared: --where id > 500, --columns id,name',
    )
    const { parts } = JSON.parse((await etlCompare([...args, '--json'], folder.path)).stdout)
    expect(parts).toEqual({ where: 'id > 500', columns: ['id', 'name'] })
  })

  it('is never none of its columns', async () => {
    await using folder = await scratchTables({
      'a/orders.parquet': ROWS,
      'a/shops.parquet': 'SELECT 1 AS shop',
      'b/orders.parquet': ROWS,
      'b/shops.parquet': 'SELECT 2 AS other',
    })
    for (const option of [['--columns', 'id'], ['--common-columns']])
      expect(await etlCompare(['diff', 'a', 'b', ...option], folder.path)).toMatchObject({
        code: 2,
        mistake: { code: 'columnsLeaveNone', data: { table: 'shops' } },
      })
  })
})

describe('what diff found', () => {
  it('is written as Parquet with all rows that differ, each beside its partner', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const options = ['--key', 'id', '--rows', 'rows.parquet']
    const { stderr } = await etlCompare(['diff', 'a.parquet', 'b.parquet', ...options], folder.path)
    expect(stderr).toContain('its differing rows are in rows.parquet')
    await using db = await openDuckDB()
    const file = literal(join(folder.path, 'rows.parquet'))
    const rows =
      await db.rows(`SELECT "in", changed::VARCHAR AS changed, id_a::INT AS id_a, id_b::INT AS id_b,
      amount_a::INT AS a, amount_b::INT AS b FROM ${file} ORDER BY id_a`)
    expect(rows).toEqual([
      { in: 'both', changed: '[amount]', id_a: 7, id_b: 7, a: 70, b: 71 },
      { in: 'a', changed: null, id_a: 500, id_b: null, a: 5000, b: null },
    ])
  })

  it('is written to a file a table where there are several, and replaces nothing', async () => {
    await using folder = await scratchTables({
      'a/orders.parquet': ROWS,
      'a/same.parquet': 'SELECT 1 AS x',
      'b/orders.parquet': CHANGED,
      'b/same.parquet': 'SELECT 1 AS x',
    })
    const diff = () => etlCompare(['diff', 'a', 'b', '--rows', 'rows'], folder.path)
    expect(await diff()).toMatchObject({ code: 1 })
    expect(await readdir(join(folder.path, 'rows'))).toEqual(['orders.parquet'])
    expect(await diff()).toMatchObject({ code: 2, mistake: { code: 'rowsFileExists' } })
  })

  it('passes where no more rows differ than are allowed, and says how many do', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const diff = (most: string) =>
      etlCompare(['diff', 'a.parquet', 'b.parquet', '--key', 'id', '--max-changed', most], folder.path)
    const allowed = await diff('0.2%')
    expect(allowed.code).toBe(0)
    expect(allowed.stderr).toContain('2 of 1,000 rows differ')
    expect(await diff('2')).toMatchObject({ code: 0 })
    expect(await diff('0.1%')).toMatchObject({ code: 1 })
    expect(await diff('1')).toMatchObject({ code: 1 })
  })

  it('passes no table of which more rows differ than are allowed, however large the others are', async () => {
    await using folder = await scratchTables({
      'a/orders.parquet': ROWS,
      'a/shops.parquet': 'SELECT i AS id FROM range(2) t(i)',
      'b/orders.parquet': ROWS,
      'b/shops.parquet': 'SELECT i AS id FROM range(0) t(i)',
    })
    const diff = (most: string) => etlCompare(['diff', 'a', 'b', '--max-changed', most], folder.path)
    expect(await diff('1%')).toMatchObject({ code: 1 })
    expect(await diff('2')).toMatchObject({ code: 0 })
  })

  it('counts no row that a tolerance allows', async () => {
    await using folder = await scratchTables({
      'a.parquet': 'SELECT i AS id, 1.0::DOUBLE AS v, 1 AS w FROM range(100) t(i)',
      'b.parquet': 'SELECT i AS id, 1.0001::DOUBLE AS v, 1 + (i = 3)::INT AS w FROM range(100) t(i)',
    })
    const args = ['diff', 'a.parquet', 'b.parquet', '--key', 'id', '--abs', 'v=0.001', '--max-changed', '1']
    expect(await etlCompare(args, folder.path)).toMatchObject({ code: 0 })
  })

  it('never passes for few rows where a column is missing', async () => {
    await using folder = await scratchTables({
      'a.parquet': ROWS,
      'b.parquet': `SELECT id, name FROM (${ROWS})`,
    })
    const all = ['diff', 'a.parquet', 'b.parquet', '--max-changed', '100%']
    expect(await etlCompare(all, folder.path)).toMatchObject({ code: 1 })
  })

  it('shows no values where they are to be hidden', async () => {
    await using folder = await scratchTables({
      'a.parquet': "SELECT 1 AS id, 'secret a' AS name",
      'b.parquet': "SELECT 1 AS id, 'secret b' AS name",
    })
    for (const form of [[], ['--json']]) {
      const args = ['diff', 'a.parquet', 'b.parquet', '--key', 'id', '--no-values', ...form]
      const { code, stdout } = await etlCompare(args, folder.path)
      expect(code).toBe(1)
      expect(stdout).toContain('name')
      expect(stdout).not.toContain('secret')
    }
  })
})

describe('a job of the configuration', () => {
  it('declares what diff needs, and nothing is kept', async () => {
    const config = `version: 1
jobs:
  orders:
    input: in
    baseline: spark
    tables: { orders: { key: [id], tolerance: { amount: { abs: 1 } }, ignore: [name] } }
    engines: { spark: { run: [x] }, duckdb: { run: [x] } }
`
    await using folder = await scratchTables(
      {
        'a/orders.parquet': ROWS,
        'b/orders.parquet': `SELECT id, amount + (id = 7)::INT AS amount, 'x' AS name FROM (${ROWS})`,
      },
      { 'etl-compare.yml': config },
    )
    const diff = (...options: string[]) => etlCompare(['diff', 'a', 'b', ...options], folder.path)
    expect(await diff()).toMatchObject({ code: 1 })
    expect(await diff('--job', 'orders')).toMatchObject({ code: 0 })
    expect(await diff('--job', 'orders', '--where', 'id > 3')).toMatchObject({ code: 0 })
    expect(await readdir(folder.path)).toEqual(['a', 'b', 'etl-compare.yml'])
  })

  it('is needed for that', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': ROWS })
    const ended = await etlCompare(['diff', 'a.parquet', 'b.parquet', '--job', 'orders'], folder.path)
    expect(ended).toMatchObject({ code: 2, mistake: { code: 'diffIncomplete' } })
  })
})

describe('a mistake in which parts are compared', () => {
  it.each<[string, string[], string]>([
    ['a condition that is no SQL', ['--where', 'id >'], 'sqlRefused'],
    ['a condition on no column', ['--where-a', 'nope = 1'], 'sqlRefused'],
    ['a condition with more than a condition', ['--where', 'true) UNION (SELECT 1'], 'sqlRefused'],
    ['a query that is none', ['--query-a', 'DROP TABLE a'], 'sqlRefused'],
    ['a query on no column', ['--query-b', 'SELECT nope FROM b'], 'sqlRefused'],
    ['a query that fails for a value', ['--query-a', 'SELECT name::int AS x FROM a'], 'queryFailed'],
    [
      'a query that returns no row',
      ['--query-a', 'FROM a LIMIT 0', '--where-b', 'false'],
      'whereLeavesNothing',
    ],
    ['keys to trim, and no key', ['--key-trim'], 'keyNotFolded'],
    ['a key without letters', ['--key', 'id', '--key-ignore-case'], 'keyNotFolded'],
    ['a map without a name', ['--map', 'id'], 'optionInvalid'],
    ['no column', ['--columns', ''], 'optionInvalid'],
    ['a key of no column', ['--key', 'a='], 'optionInvalid'],
    ['no file for rows', ['--rows', ''], 'optionInvalid'],
    ['a condition that fails for a value', ['--where', 'name::int > 2'], 'optionInvalid'],
    ['a condition that no row meets', ['--where', 'id > 5000'], 'whereLeavesNothing'],
    ['a map of a column that A lacks', ['--map', 'nope=id'], 'mapColumnMissing'],
    ['a map of a column that B lacks', ['--map', 'id=nope'], 'mapColumnMissing'],
    ['a map to a name that A has', ['--map', 'id=name'], 'mapTaken'],
    ['columns that neither side has', ['--columns', 'nope'], 'columnUnknown'],
    ['a key of a table that is not there', ['--key', 'nope=id'], 'keyTableUnknown'],
    ['a key of a column that is not there', ['--key', 'a=nope'], 'columnUnknown'],
    ['a bound that is none', ['--max-changed', 'few'], 'optionInvalid'],
    ['a bound beyond all rows', ['--max-changed', '101%'], 'optionInvalid'],
  ])('exits with 2: %s', async (_, options, code) => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const ended = await etlCompare(['diff', 'a.parquet', 'b.parquet', ...options], folder.path)
    expect(ended).toMatchObject({ code: 2, mistake: { code } })
  })
})
