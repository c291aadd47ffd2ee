import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Rows, select, table, valuesOf } from '../../../tests/random-tables.ts'
import { type DuckDB, openDuckDB } from '../../duckdb/open.ts'
import { literal } from '../../duckdb/sql.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import { compareTables } from '../compare.ts'
import type { SideTable } from '../relate/side.ts'

let db: DuckDB
let folder: string
let files = 0
beforeAll(async () => {
  db = await openDuckDB({ threads: 1 })
  folder = await mkdtemp(join(tmpdir(), 'parity-properties-'))
})
afterAll(async () => {
  await db[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** Writes rows to as many Parquet files as there are parts, and reads them back. */
async function write(types: string[], parts: number[][][]): Promise<SideTable> {
  files += 1
  const name = join(folder, `${files}`)
  const paths = parts.map((_, part) => literal(`${name}-${part}.parquet`))
  for (const [part, cells] of parts.entries())
    await db.run(`COPY (${select(types, cells)}) TO ${paths[part]} (FORMAT parquet)`)
  const relation = `read_parquet([${paths.join(', ')}])`
  const columns = await db.rows(`DESCRIBE FROM ${relation}`)
  return {
    relation,
    columns: columns.map((row) => ({ name: String(row.column_name), type: String(row.column_type) })),
  }
}

async function compare(a: SideTable, b: SideTable, key: string[] = []): Promise<TableFinding> {
  const names = {
    engine: 'b',
    baseline: 'a',
    table: { name: 't', key, ignore: [], accept: {}, tolerance: {} },
  }
  return (await compareTables(db, names, a, b)).finding
}

/** Rows cut into parts of these sizes; what is left is the last part. */
function split(cells: number[][], sizes: number[]): number[][][] {
  const parts: number[][][] = []
  let from = 0
  for (const size of sizes) {
    parts.push(cells.slice(from, from + size))
    from += size
  }
  return [...parts, cells.slice(from)]
}

/** Adds a column that no two rows share, so that rows are known by it. */
const numbered = ({ types, cells }: Rows): Rows => ({
  types: [...types, 'INTEGER'],
  cells: cells.map((row, index) => [...row, index]),
})

const RUNS = { numRuns: 60 }

describe('any rows', () => {
  it('equal themselves, shuffled and split over several files', async () => {
    const shuffled = table.chain((rows) =>
      fc.record({
        rows: fc.constant(rows),
        again: fc.shuffledSubarray(rows.cells, { minLength: rows.cells.length }),
        sizes: fc.array(fc.nat({ max: 5 }), { maxLength: 3 }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ rows: { types, cells }, again, sizes }) => {
        const finding = await compare(await write(types, [cells]), await write(types, split(again, sizes)))
        expect(finding).toMatchObject({ outcome: 'exact', passes: true, onlyBaseline: 0, onlyEngine: 0 })
        expect(finding).toMatchObject({ baselineRows: cells.length, engineRows: cells.length, columns: [] })
      }),
      RUNS,
    )
  })

  it('differ by exactly the row that was lost or doubled, whatever the side', async () => {
    const chosen = table.chain((rows) =>
      fc.record({ rows: fc.constant(rows), index: fc.nat({ max: rows.cells.length - 1 }) }),
    )
    await fc.assert(
      fc.asyncProperty(chosen, async ({ rows: { types, cells }, index }) => {
        const whole = await write(types, [cells])
        const lost = await write(types, [cells.toSpliced(index, 1)])
        const doubled = await write(types, [cells, cells.slice(index, index + 1)])
        const different = { outcome: 'different', passes: false, changed: 0 }
        expect(await compare(whole, lost)).toMatchObject({ ...different, onlyBaseline: 1, onlyEngine: 0 })
        expect(await compare(lost, whole)).toMatchObject({ ...different, onlyBaseline: 0, onlyEngine: 1 })
        expect(await compare(whole, doubled)).toMatchObject({ ...different, onlyBaseline: 0, onlyEngine: 1 })
      }),
      RUNS,
    )
  })
})

describe('one changed cell', () => {
  const changed = table.chain((rows) =>
    fc.record({
      rows: fc.constant(rows),
      row: fc.nat({ max: rows.cells.length - 1 }),
      column: fc.nat({ max: rows.types.length - 1 }),
      step: fc.integer({ min: 1, max: 20 }),
    }),
  )

  /** The rows with one cell set to another value of its type. */
  function change(rows: Rows, at: { row: number; column: number; step: number }): number[][] {
    const count = valuesOf(rows.types[at.column] ?? '').length
    const offset = 1 + (at.step % (count - 1))
    return rows.cells.map((cells, row) =>
      row === at.row ? cells.with(at.column, ((cells[at.column] ?? 0) + offset) % count) : cells,
    )
  }

  it('is one changed row in one column, where there is a key', async () => {
    await fc.assert(
      fc.asyncProperty(changed, async ({ rows, ...at }) => {
        const keyed = numbered(rows)
        const [a, b] = [
          await write(keyed.types, [keyed.cells]),
          await write(keyed.types, [change(keyed, at)]),
        ]
        const finding = await compare(a, b, [`c${rows.types.length}`])
        expect(finding).toMatchObject({ outcome: 'different', passes: false, changed: 1 })
        expect(finding).toMatchObject({ onlyBaseline: 0, onlyEngine: 0 })
        // One cell may differ for several reasons.
        const [first, ...others] = finding.columns
        expect(first).toMatchObject({ column: `c${at.column}`, kind: 'value', count: 1 })
        for (const other of others) expect(other).toMatchObject({ column: `c${at.column}`, count: 1 })
      }),
      RUNS,
    )
  })

  it('is one row of each side, matched or not, where there is none', async () => {
    await fc.assert(
      fc.asyncProperty(changed, async ({ rows, ...at }) => {
        const finding = await compare(
          await write(rows.types, [rows.cells]),
          await write(rows.types, [change(rows, at)]),
        )
        const { onlyBaseline, onlyEngine, changed: matched } = finding
        expect(finding).toMatchObject({ outcome: 'different', passes: false })
        expect([onlyBaseline, onlyEngine]).toEqual(matched === 1 ? [0, 0] : [1, 1])
      }),
      RUNS,
    )
  })
})
