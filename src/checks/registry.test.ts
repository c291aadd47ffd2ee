import { describe, expect, it } from 'vitest'
import { type TableFacts, unknown } from './facts.ts'
import { judgeChecks } from './registry.ts'

const MiB = 2 ** 20
const ORDERS = { columns: [{ name: 'id', type: 'BIGINT' }], rows: 3 }
const FACTS: TableFacts = {
  loaded: ORDERS,
  staged: ORDERS,
  dataFiles: [[1000]],
  pastSnapshots: [],
  orphans: { files: 0, example: null },
}
const SIZES = { min: 64 * MiB, max: 128 * MiB }
const EVERYTHING = { staged: 'staged/orders', fileSizes: SIZES, snapshots: 7 * 86_400, orphans: 86_400 }

const judged = (facts: Partial<TableFacts>) => judgeChecks(EVERYTHING, { ...FACTS, ...facts })
const passes = (facts: Partial<TableFacts>) =>
  Object.fromEntries(judged(facts).map(({ check, passes: each }) => [check, each]))
const sizes = (...dataFiles: number[][]) => passes({ dataFiles })['file sizes']

describe('checks of a table', () => {
  it('are those that are asked for', () => {
    expect(judgeChecks({}, FACTS)).toEqual([])
    expect(judgeChecks({ snapshots: 60 }, FACTS).map(({ check }) => check)).toEqual(['snapshots'])
  })

  it('pass for a small table that was loaded as it was staged', () => {
    expect(judged({}).map(({ passes: each }) => each)).toEqual([true, true, true, true, true])
    expect(judged({}).map(({ detail }) => detail)).toMatchInlineSnapshot(`
      [
        "1 columns, as staged",
        "3 rows, as staged",
        "1 data file of 1 kB; 1 too small, but with nothing to merge with",
        "none of 0 past snapshots is older than 7d",
        "no unused file is older than 1d",
      ]
    `)
  })

  it('are not known where a fact is not, and say why', () => {
    const none = unknown('its files cannot be listed')
    const all = judged({ staged: none, dataFiles: none, pastSnapshots: none, orphans: none })
    expect(new Set(all.map(({ passes: each }) => each))).toEqual(new Set([null]))
    expect(new Set(all.map(({ detail }) => detail))).toEqual(new Set([none.reason]))
  })

  it('find a row that was not loaded, and columns that were lost, added or of another type', () => {
    const columns = [
      { name: 'id', type: 'INTEGER' },
      { name: 'gone', type: 'VARCHAR' },
    ]
    const loaded = { columns: [...ORDERS.columns, { name: 'more', type: 'DATE' }], rows: 2 }
    const [names, rows] = judged({ staged: { columns, rows: 3 }, loaded })
    expect(names).toMatchObject({
      passes: false,
      detail: expect.stringContaining('id is INTEGER staged, BIGINT'),
    })
    expect(names?.detail).toMatch(/gone was not loaded.*more was not staged/)
    expect(rows).toMatchObject({ passes: false, detail: '3 rows staged, 2 loaded' })
  })

  it('allow a small file only where nothing of its partition can be merged with it', () => {
    expect(sizes([70 * MiB, 128 * MiB])).toBe(true)
    expect(sizes([])).toBe(true)
    expect(sizes([1000], [1000])).toBe(true)
    expect(sizes([1000, 1000])).toBe(false)
    expect(sizes([40 * MiB, 100 * MiB])).toBe(true)
    expect(sizes([20 * MiB, 100 * MiB])).toBe(false)
    expect(sizes([129 * MiB])).toBe(false)
  })

  it('find a snapshot that should have expired, and files that nothing uses', () => {
    const found = judged({
      pastSnapshots: [8 * 86_400, 60],
      orphans: { files: 2, example: 'data/a.parquet' },
    })
    expect(found.slice(3)).toEqual([
      { check: 'snapshots', passes: false, detail: '1 of 2 past snapshots older than 7d' },
      {
        check: 'orphan files',
        passes: false,
        detail: '2 unused files older than 1d, such as data/a.parquet',
      },
    ])
  })
})
