import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { etlCompare, root, scratch } from './etl-compare.ts'

const NOTEBOOKS = join(root, 'notebooks')
const JUPYTER = join(NOTEBOOKS, '.venv/bin/jupyter')
/** What they have beside them in the clone. */
const BESIDE = ['docker', 'examples', 'fixtures']

interface Cell {
  cell_type: string
  execution_count?: number | null
  outputs?: { text?: string[]; data?: Record<string, string[]> }[]
}

const cellsIn = async (file: string): Promise<Cell[]> => JSON.parse(await readFile(file, 'utf8')).cells

const resources = new AsyncDisposableStack()
let clone: string
beforeAll(async () => {
  clone = resources.use(await scratch()).path
  for (const name of BESIDE) await symlink(join(root, name), join(clone, name))
  await mkdir(join(clone, 'notebooks'))
})
afterAll(() => resources.disposeAsync())

/** Executes a copy of a notebook, and returns what its cells printed. */
async function printedBy(name: string): Promise<string[]> {
  const file = join(clone, 'notebooks', name)
  await cp(join(NOTEBOOKS, name), file)
  const env = { ...process.env, HOME: clone, TMPDIR: clone }
  await promisify(execFile)(JUPYTER, ['execute', '--inplace', file], { cwd: join(clone, 'notebooks'), env })
  const outputs = (await cellsIn(file)).flatMap((cell) => cell.outputs ?? [])
  return outputs.map(({ text, data }) => (data?.['text/plain'] ?? text ?? []).join(''))
}

/** The cells of the rows of a table that Polars printed. */
const rowsOf = (table = ''): string[][] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) =>
      line
        .split(/[│┆]/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

describe('the notebooks', { timeout: 600_000 }, () => {
  it('are kept without what they printed', async () => {
    const names = (await readdir(NOTEBOOKS)).filter((name) => name.endsWith('.ipynb'))
    expect(names.toSorted()).toEqual(['comparison.ipynb', 'lakehouse.ipynb', 'ledger.ipynb'])
    for (const name of names)
      for (const { cell_type, outputs, execution_count } of await cellsIn(join(NOTEBOOKS, name)))
        if (cell_type === 'code') expect([name, outputs, execution_count]).toEqual([name, [], null])
  })

  it("ledger.ipynb reads a ledger's Parquet with Polars and DuckDB", async () => {
    const ledger = ['--ledger', join(root, 'examples/ledger')]
    const exported = await etlCompare(['ledger', 'export', 'notebooks/trials.parquet', ...ledger], clone)
    expect(exported.code, exported.stderr).toBe(0)
    const [trials, ratios, measures] = await printedBy('ledger.ipynb')
    expect(rowsOf(trials)).toContainEqual(['sessions', 'polars', '10'])
    const polars = rowsOf(ratios).find((row) => row[0] === 'sessions' && row[1] === 'polars') ?? []
    const [comparisons, ratio = 0, lowest = 0, highest = 0] = polars.slice(2).map(Number)
    expect(comparisons).toBe(5)
    expect(lowest <= ratio && ratio <= highest && highest < 1).toBe(true)
    expect(rowsOf(measures).filter(([job]) => job === 'customer_tiers')).toHaveLength(4)
  })

  it('comparison.ipynb shows parity, measures and stages of a record', async () => {
    const [what, findings, measures, stages] = await printedBy('comparison.ipynb')
    expect(what).toContain("'job': 'sessions'")
    expect(rowsOf(findings)).toContainEqual('duckdb events exact 207749 207749 0 0 0'.split(' '))
    expect(rowsOf(measures).map(([engine, trials]) => `${engine} ${trials}`)).toContain('spark 2')
    expect(rowsOf(stages).map(([stage]) => stage)).toContain('sessionise')
  })

  it('lakehouse.ipynb loads tables into Iceberg and queries them with DuckDB', async () => {
    const expected = async (table: string) =>
      JSON.parse(await readFile(join(root, `fixtures/cases/sessions/expected/${table}.json`), 'utf8')).length
    const [loaded, visits, ...others] = await printedBy('lakehouse.ipynb')
    for (const table of ['events', 'rejects', 'sessions'])
      expect(rowsOf(loaded)).toContainEqual([table, String(await expected(table))])
    const counts = rowsOf(visits)
      .map((row) => Number(row[1]))
      .filter(Number.isInteger)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(await expected('sessions'))
    expect(others).toHaveLength(5)
    expect(rowsOf(others.at(-2))).toContainEqual(expect.arrayContaining(['append']))
  })
})
