import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/adapters/duckdb/open.ts'
import { literal } from '../src/adapters/duckdb/sql.ts'
import { etlCompare, scratch } from './etl-compare.ts'

const ROWS = "SELECT i AS id, 'name ' || i AS name, (i * 1.25)::DECIMAL(9,2) AS amount FROM range(100) t(i)"
const CHANGED = `SELECT id, name, amount + (id % 10 = 3)::INT AS amount FROM (${ROWS}) WHERE id <> 50`

/** A folder with Parquet files made by SQL, and files of text. */
async function folderWith(tables: Record<string, string>, texts: Record<string, string> = {}) {
  const folder = await scratch()
  await using db = await openDuckDB()
  for (const name of [...Object.keys(tables), ...Object.keys(texts)])
    await mkdir(dirname(join(folder.path, name)), { recursive: true })
  for (const [name, select] of Object.entries(tables))
    await db.run(`COPY (${select}) TO ${literal(join(folder.path, name))} (FORMAT parquet)`)
  for (const [name, content] of Object.entries(texts)) await writeFile(join(folder.path, name), content)
  return folder
}

describe('etl-compare diff', () => {
  it('exits with 0 for the same rows in another order and in several files', async () => {
    await using folder = await folderWith({
      'a.parquet': ROWS,
      'b/1.parquet': `${ROWS} WHERE i >= 30 ORDER BY i DESC`,
      'b/2.parquet': `${ROWS} WHERE i < 30`,
    })
    const { code, stdout } = await etlCompare(['diff', 'a.parquet', 'b'], folder.path)
    expect(stdout).toContain('the same data')
    expect(code).toBe(0)
  })

  it('exits with 1 and counts, explains and shows what differs', async () => {
    await using folder = await folderWith({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const { code, stdout } = await etlCompare(['diff', 'a.parquet', 'b.parquet', '--key', 'id'], folder.path)
    expect(stdout).toContain('10 rows changed, 1 row only in A; rows are matched by id')
    expect(stdout).toMatch(/amount +10 +unexplained/)
    expect(stdout).toMatch(/id 3\n +amount {2}A {2}\[3\].75\n +B {2}\[4\].75/)
    expect(stdout).toContain('only in A: id=50')
    expect(code).toBe(1)
  })

  it('passes what is declared: ignored columns, tolerances by column, accepted reasons', async () => {
    await using folder = await folderWith({
      'a.parquet': 'SELECT 1 AS id, 1.00::DOUBLE AS score, 10 AS n, 5 AS at',
      'b.parquet': 'SELECT 1 AS id, 1.01::DOUBLE AS score, 10::BIGINT AS n, 6 AS at',
    })
    const declared = ['--abs', '0.02', '--ignore', 'at', '--accept', 'n=integer-width']
    expect((await etlCompare(['diff', 'a.parquet', 'b.parquet', ...declared], folder.path)).code).toBe(0)
    expect((await etlCompare(['diff', 'a.parquet', 'b.parquet'], folder.path)).code).toBe(1)
  })

  it('compares folders of tables, and tells a table that one side lacks', async () => {
    await using folder = await folderWith({
      'a/orders/1.parquet': ROWS,
      'a/rejects/1.parquet': ROWS,
      'b/orders.parquet': ROWS,
    })
    const { code, stdout } = await etlCompare(['diff', 'a', 'b'], folder.path)
    expect(stdout).toContain('✓ orders: the same data')
    expect(stdout).toContain('✕ rejects: only A has this table')
    expect(code).toBe(1)
  })

  it('compares a CSV with a Parquet file, and says that it read text', async () => {
    await using folder = await folderWith({ 'b.parquet': 'SELECT 1 AS id' }, { 'a.csv': 'id\n1\n' })
    const { code, stdout } = await etlCompare(['diff', 'a.csv', 'b.parquet'], folder.path)
    expect(stdout).toMatch(/the same values, told otherwise[\s\S]*text-for-type/)
    expect(code).toBe(1)
    const accepted = await etlCompare(
      ['diff', 'a.csv', 'b.parquet', '--accept', 'text-for-type'],
      folder.path,
    )
    expect(accepted.code).toBe(0)
  })

  it('says that nothing is proven where neither side has a row, and differs where one has none', async () => {
    const none = `${ROWS} WHERE false`
    await using folder = await folderWith({ 'a.parquet': none, 'b.parquet': none, 'c.parquet': ROWS })
    const empty = await etlCompare(['diff', 'a.parquet', 'b.parquet'], folder.path)
    expect(empty.stdout).toContain('neither side has a row: nothing is proven')
    expect(empty.code).toBe(0)
    const half = await etlCompare(['diff', 'a.parquet', 'c.parquet', '--key', 'id'], folder.path)
    expect(half.stdout).toContain('100 rows only in B')
    expect(half.code).toBe(1)
  })

  it('prints JSON alone on stdout where asked', async () => {
    await using folder = await folderWith({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const { stdout } = await etlCompare(['diff', 'a.parquet', 'b.parquet', '--json'], folder.path)
    const { outcome, tables } = JSON.parse(stdout)
    expect(outcome).toBe('different')
    expect(tables[0].finding).toMatchObject({ changed: 10, onlyBaseline: 1, onlyEngine: 0 })
  })
})

describe('a mistake in what diff is given exits with 2 and says how to mend it', () => {
  it.each([
    ['a path that is not there', ['a.parquet', 'nowhere'], /nowhere/],
    [
      'a key that neither side has',
      ['a.parquet', 'a.parquet', '--key', 'nope'],
      /no column 'nope'.*id, name/,
    ],
    [
      'a key that one side lacks',
      ['a.parquet', 'other.parquet', '--key', 'id'],
      /other\.parquet has no column 'id'/,
    ],
    [
      'no column in common',
      ['a.parquet', 'other.parquet'],
      /no column in common: id, name, amount against x/,
    ],
    ['a file that is none', ['a.parquet', 'broken.parquet'], /broken\.parquet cannot be read/],
    ['a folder with two schemas', ['a.parquet', 'mixed'], /mixed.*not one table/],
    ['a reason that is none', ['a.parquet', 'a.parquet', '--accept', 'magic'], /--accept magic/],
    ['a tolerance that is no number', ['a.parquet', 'a.parquet', '--abs', 'much'], /--abs much/],
    ['a memory that is none', ['a.parquet', 'a.parquet', '--memory', 'lots'], /--memory lots/],
  ])('%s', async (_, args, message) => {
    await using folder = await folderWith(
      {
        'a.parquet': ROWS,
        'other.parquet': 'SELECT 1 AS x',
        'mixed/1.parquet': 'SELECT 1 AS x',
        'mixed/2.parquet': "SELECT 'y' AS x",
      },
      { 'broken.parquet': 'not parquet at all' },
    )
    const { code, stderr } = await etlCompare(['diff', ...args], folder.path)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(code).toBe(2)
  })
})
