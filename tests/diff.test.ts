import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { scratchTables } from './scratch-tables.ts'

const ROWS = "SELECT i AS id, 'name ' || i AS name, (i * 1.25)::DECIMAL(9,2) AS amount FROM range(100) t(i)"
const CHANGED = `SELECT id, name, amount + (id % 10 = 3)::INT AS amount FROM (${ROWS}) WHERE id <> 50`

describe('JSON without a record', () => {
  it('is the same as another such, and differs from one that has some', async () => {
    await using folder = await scratch({ 'a.json': '', 'b.json': '[]', 'c.json': '{"id": 1}\n' })
    const diff = (a: string, b: string) => etlCompare(['diff', a, b, '--key', 'id'], folder.path)
    expect(await diff('a.json', 'b.json')).toMatchObject({ code: 0 })
    expect(await diff('a.json', 'c.json')).toMatchObject({ code: 1 })
    expect(await diff('c.json', 'b.json')).toMatchObject({ code: 1 })
  })
})

describe('etl-compare diff', () => {
  it('exits with 0 for the same rows in another order and in several files', async () => {
    await using folder = await scratchTables({
      'a.parquet': ROWS,
      'b/1.parquet': `${ROWS} WHERE i >= 30 ORDER BY i DESC`,
      'b/2.parquet': `${ROWS} WHERE i < 30`,
    })
    const { code, stdout } = await etlCompare(['diff', 'a.parquet', 'b'], folder.path)
    expect(stdout).toMatch(/^✓ /m)
    expect(code).toBe(0)
  })

  it('refuses rows that would unfold to more than its memory, and compares them where few are so wide', async () => {
    const wide = (letter: string, rows: number) =>
      `SELECT i AS id, CASE WHEN i < ${rows} THEN repeat('${letter}', 200000) ELSE 'x' END AS text FROM range(3000) t(i)`
    await using folder = await scratchTables({
      'a.parquet': wide('a', 3000),
      'b.parquet': wide('b', 3000),
      'few-a.parquet': wide('a', 10),
      'few-b.parquet': wide('b', 10),
    })
    const diff = (...paths: string[]) =>
      etlCompare(['diff', ...paths, '--key', 'id', '--memory', '300MB'], folder.path)
    const refused = await diff('a.parquet', 'b.parquet')
    expect(refused.stderr).toMatch(/Its rows have so much text that 1\.\d+ GB of memory would be needed/)
    expect(refused.code).toBe(2)
    const { stdout, code } = await diff('few-a.parquet', 'few-b.parquet')
    expect(stdout).toContain('10 rows changed')
    expect(code).toBe(1)
  })

  it('says so where both sides are the same path', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS })
    const { code, stderr } = await etlCompare(['diff', 'a.parquet', './a.parquet'], folder.path)
    expect(stderr).toContain('a.parquet\n')
    expect(code).toBe(0)
  })

  it('exits with 1 and counts, explains and shows what differs', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const { code, stdout } = await etlCompare(['diff', 'a.parquet', 'b.parquet', '--key', 'id'], folder.path)
    expect(stdout).toMatch(/10 .*changed, 1 .*only in A;.* id$/m)
    expect(stdout).toMatch(/amount +10 +unexplained/)
    expect(stdout).toMatch(/id 3\n +amount {2}A {2}«3».75\n +B {2}«4».75/)
    expect(stdout).toMatch(/A: id=50/)
    expect(code).toBe(1)
  })

  it('passes what is declared: ignored columns, tolerances by column, accepted reasons', async () => {
    await using folder = await scratchTables({
      'a.parquet': 'SELECT 1 AS id, 1.00::DOUBLE AS score, 10 AS n, 5 AS at',
      'b.parquet': 'SELECT 1 AS id, 1.01::DOUBLE AS score, 10::BIGINT AS n, 6 AS at',
    })
    const declared = ['--abs', '0.02', '--ignore', 'at', '--accept', 'n=integer-width']
    expect((await etlCompare(['diff', 'a.parquet', 'b.parquet', ...declared], folder.path)).code).toBe(0)
    expect((await etlCompare(['diff', 'a.parquet', 'b.parquet'], folder.path)).code).toBe(1)
  })

  it('compares folders of tables, and tells a table that one side lacks', async () => {
    await using folder = await scratchTables({
      'a/orders/1.parquet': ROWS,
      'a/rejects/1.parquet': ROWS,
      'b/orders.parquet': ROWS,
    })
    const { code, stdout } = await etlCompare(['diff', 'a', 'b'], folder.path)
    expect(stdout).toMatch(/^✓ orders: .*^✕ rejects: .*A$/ms)
    expect(code).toBe(1)
  })

  it('compares a CSV with a Parquet file, and says that it read text', async () => {
    await using folder = await scratchTables({ 'b.parquet': 'SELECT 1 AS id' }, { 'a.csv': 'id\n1\n' })
    const { code, stdout } = await etlCompare(['diff', 'a.csv', 'b.parquet'], folder.path)
    expect(stdout).toMatch(/^✕ a: .*id \(text-for-type/m)
    expect(code).toBe(1)
    const accepted = await etlCompare(
      ['diff', 'a.csv', 'b.parquet', '--accept', 'text-for-type'],
      folder.path,
    )
    expect(accepted.stdout).toMatch(/^✓ a: .*text-for-type in id/m)
    expect(accepted.code).toBe(0)
  })

  it('takes files of unlike columns for tables, though one of them is all that the other folder has', async () => {
    const tables = { 'a/events.parquet': ROWS, 'a/sessions.parquet': 'SELECT 1 AS s, 2 AS n' }
    await using folder = await scratchTables({ ...tables, 'b/events.parquet': ROWS })
    const found = async (a: string, b: string) => {
      const { stdout } = await etlCompare(['diff', a, b, '--json'], folder.path)
      const { outcome, tables } = JSON.parse(stdout)
      const lone = tables.filter(({ finding }: { finding: unknown }) => finding === null)
      return [outcome, tables.length, lone]
    }
    const lone = { table: 'sessions', finding: null }
    expect(await found('a', 'b')).toMatchObject(['different', 2, [{ ...lone, b: null }]])
    expect(await found('b', 'a')).toMatchObject(['different', 2, [{ ...lone, a: null }]])
  })

  it('calls a table by the name that both folders give its file, and says where it has another', async () => {
    const trimmed = `SELECT id, name || ' ' AS name, amount FROM (${ROWS})`
    await using folder = await scratchTables({ 'a/orders.parquet': ROWS, 'b/orders/part-0.parquet': trimmed })
    const shared = await etlCompare(['diff', 'a', 'b/orders'], folder.path)
    expect(shared.stdout).toMatch(/etl-compare.yml:\n +orders:\n +accept: \{ name: \[trimming\] \}/)
    const other = await etlCompare(['diff', 'b/orders/part-0.parquet', 'a/orders.parquet'], folder.path)
    expect(other.stdout).toMatch(/etl-compare.yml \(.*\):\n +part-0:/)
  })

  it('proposes a tolerance that suffices, of floats too', async () => {
    const floats = (cents: string) =>
      `SELECT i AS id, round(i + 1.02 + ${cents}, 2)::DOUBLE AS v FROM range(20) t(i)`
    await using folder = await scratchTables({
      'a.parquet': floats('0'),
      'b.parquet': floats('if(i % 2 = 0, .01, -.01)'),
    })
    const { stdout } = await etlCompare(['diff', 'a.parquet', 'b.parquet', '--key', 'id'], folder.path)
    expect(stdout).toContain('tolerance: { v: { abs: 0.01 } }')
    const declared = ['--key', 'id', '--abs', 'v=0.01']
    expect((await etlCompare(['diff', 'a.parquet', 'b.parquet', ...declared], folder.path)).code).toBe(0)
  })

  it('takes a tolerance of times, of one column or of all timestamps', async () => {
    const at = (seconds: number) =>
      `SELECT 1 AS id, TIMESTAMP '2018-01-12 20:22:13' + to_seconds(${seconds}) AS at`
    await using folder = await scratchTables({ 'a.parquet': at(0), 'b.parquet': at(5) })
    const code = async (limit: string) =>
      (await etlCompare(['diff', 'a.parquet', 'b.parquet', '--key', 'id', '--abs', limit], folder.path)).code
    expect(await Promise.all(['at=5s', '5s', 'at=4999ms'].map(code))).toEqual([0, 0, 1])
  })

  it.each([
    ['a number of a time', ['--abs', 'at=5'], /^! .* at, .*TIMESTAMP/m],
    ['a number of all columns', ['--abs', '1'], /--abs.*floating-point/],
    ['a reason of texts for a time', ['--accept', 'at=trimming'], /^! .*trimming.* at/m],
    ['a reason that no column can have', ['--accept', 'trimming'], /--accept trimming/],
  ])('says of an option that it can have no effect: %s', async (_, options, words) => {
    const at = (seconds: number) =>
      `SELECT 1 AS id, TIMESTAMP '2018-01-12 20:22:13' + to_seconds(${seconds}) AS at`
    await using folder = await scratchTables({ 'a.parquet': at(0), 'b.parquet': at(5) })
    const { code, stdout, stderr } = await etlCompare(
      ['diff', 'a.parquet', 'b.parquet', ...options],
      folder.path,
    )
    expect(stderr + stdout).toMatch(words)
    expect(code).toBe(1)
  })

  it('proposes nothing that would allow differences of any size, and says so', async () => {
    await using folder = await scratchTables({
      'a.parquet': 'SELECT i AS id, i AS v FROM range(1, 9) t(i)',
      'b.parquet': 'SELECT i AS id, i * 100 AS v FROM range(1, 9) t(i)',
    })
    const { stdout } = await etlCompare(['diff', 'a.parquet', 'b.parquet', '--key', 'id'], folder.path)
    expect(stdout).toContain('v (factor)')
    expect(stdout).not.toContain('etl-compare.yml')
  })

  it('compares rows alone where every column is ignored', async () => {
    await using folder = await scratchTables({ 'a.parquet': 'SELECT 1 AS x', 'b.parquet': 'SELECT 2 AS x' })
    const { code, stdout } = await etlCompare(
      ['diff', 'a.parquet', 'b.parquet', '--ignore', 'x'],
      folder.path,
    )
    expect(stdout).toMatch(/^✓ a: /m)
    expect(code).toBe(0)
  })

  it('offers nothing to declare that would not suffice', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const { stdout } = await etlCompare(['diff', 'a.parquet', 'b.parquet'], folder.path)
    expect(stdout).not.toContain('etl-compare.yml')
  })

  it('says of a shift that only some rows have how many these are', async () => {
    const times = (shift: string) =>
      `SELECT i AS id, TIMESTAMP '2026-01-01' + to_hours(i) + ${shift} AS at FROM range(100) t(i)`
    await using folder = await scratchTables({
      'a.parquet': times('to_hours(0)'),
      'b.parquet': times('to_hours((i % 4 = 0)::INT)'),
    })
    const { stdout } = await etlCompare(['diff', 'a.parquet', 'b.parquet', '--key', 'id'], folder.path)
    expect(stdout).toContain('25 of 100')
  })

  it('says its verdict once, and nothing of the baseline', async () => {
    await using folder = await scratchTables({
      'a.parquet': 'SELECT 1 AS id, 2 AS v',
      'b.parquet': 'SELECT 1::BIGINT AS id, 2 AS "V"',
    })
    const { stdout, stderr } = await etlCompare(['diff', 'a.parquet', 'b.parquet'], folder.path)
    expect(stdout.match(/different/g)).toHaveLength(1)
    expect(stdout).toContain('letter case')
    expect(stderr).toBe('… comparing a\n')
    expect(stdout).not.toContain('baseline')
  })

  it('passes what is declared for a column that only some of the tables have', async () => {
    const [a, b] = ['SELECT 1 AS id, 1.00::DOUBLE AS score', 'SELECT 1 AS id, 1.01::DOUBLE AS score']
    await using folder = await scratchTables({
      'a/x.parquet': a,
      'a/y.parquet': ROWS,
      'b/x.parquet': b,
      'b/y.parquet': ROWS,
    })
    const { code, stdout } = await etlCompare(['diff', 'a', 'b', '--abs', 'score=0.02'], folder.path)
    expect(stdout).toMatch(/^✓ x: .*\(score: abs 0\.02\).*^✓ y: /ms)
    expect(code).toBe(0)
  })

  it('says that nothing is proven where neither side has a row, and differs where one has none', async () => {
    const none = `${ROWS} WHERE false`
    await using folder = await scratchTables({ 'a.parquet': none, 'b.parquet': none, 'c.parquet': ROWS })
    const empty = await etlCompare(['diff', 'a.parquet', 'b.parquet'], folder.path)
    expect(empty.stdout).toContain('empty')
    expect(empty.code).toBe(0)
    const half = await etlCompare(['diff', 'a.parquet', 'c.parquet', '--key', 'id'], folder.path)
    expect(half.stdout).toMatch(/100 .*B/)
    expect(half.code).toBe(1)
  })

  it('prints JSON alone on stdout where asked', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': CHANGED })
    const { stdout } = await etlCompare(['diff', 'a.parquet', 'b.parquet', '--json'], folder.path)
    const { outcome, tables } = JSON.parse(stdout)
    expect(outcome).toBe('different')
    expect(tables[0].finding).toMatchObject({ changed: 10, onlyBaseline: 1, onlyEngine: 0 })
  })
})
