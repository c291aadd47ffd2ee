import { describe, expect, it } from 'vitest'
import type { ColumnFinding, TableFinding } from '../../model/record/schema.ts'
import { fixesOf, fixLines } from './fixes.ts'

const column = (name: string, entries?: string[], beyond = 3): ColumnFinding => ({
  ...{ column: name, kind: 'value', reason: 'null', count: 3, beyond },
  ...{ greatestAbs: null, greatestRel: null, detail: 'x' },
  ...(entries && { entries }),
})

const table = (...columns: ColumnFinding[]): TableFinding => ({
  ...{ engine: 'duckdb', table: 't', outcome: 'different', passes: false, baselineRows: 9, engineRows: 9 },
  ...{ onlyBaseline: 0, onlyEngine: 0, changed: 3, matchedBy: { how: 'key', columns: ['id'] } },
  ...{ ignored: [], columns, rows: [], notes: [], summary: '' },
})

describe('how to fix differences', () => {
  it('is said once for all columns of one cause, with where it is shown', () => {
    const found = fixesOf(table(column('a', ['max-by-null']), column('b', ['max-by-null'])), 'spark')
    expect(found).toEqual([
      {
        columns: 'a, b',
        what: expect.stringContaining('DuckDB skips rows whose value is NULL'),
        write: 'DuckDB: arg_max_null(v, k), arg_min_null(v, k)',
        page: 'docs/differences.md#max-by-null',
      },
    ])
  })

  it('is said of values before types, and of nothing that a declaration allows', () => {
    const type = { ...column('n', ['integer-result-types']), kind: 'type' as const, beyond: null }
    const found = fixesOf(table(type, column('a', ['concat-null'], 0), column('b', ['max-by-null'])), 'spark')
    expect(found.map(({ columns }) => columns)).toEqual(['b', 'n'])
    expect(fixesOf({ ...table(column('b', ['max-by-null'])), passes: true }, 'spark')).toEqual([])
  })

  it('says nothing of ports where Spark’s program ran as it is', () => {
    const finding = { ...table(column('a', ['rounded-decimal-types'])), engine: 'sail' }
    const [fix] = fixesOf(finding, 'spark')
    expect(fix?.what).toMatch(/^The values are the same\. Spark keeps /)
    expect(fix?.what).not.toContain('DuckDB')
  })

  it('is not said of records of before, of entries that are gone, and of ports from another engine', () => {
    expect(fixLines(table(column('a'), column('b', ['gone', 'constructor'])), 'spark')).toEqual([])
    expect(fixLines(table(column('a', ['max-by-null'])), 'polars')).toEqual([])
  })

  it('prints names of columns without what steers a terminal', () => {
    const lines = fixLines(table(column('a\u001b[31m\n', ['max-by-null'])), 'spark')
    expect(['\u001b', '\n'].filter((mark) => lines.join('').includes(mark))).toEqual([])
    expect(lines).toHaveLength(3)
  })
})
