import { describe, expect, it } from 'vitest'
import type { ColumnFinding } from '../record/schema.ts'
import { parityOf, type RowFacts, sameRows, tableFinding } from './finding.ts'
import { linesToPaste } from './paste.ts'
import { compareSchemas } from './schemas.ts'

const columns = (...pairs: [string, string][]) => pairs.map(([name, type]) => ({ name, type }))
const table = { name: 't', key: ['id'], ignore: [], accept: {}, tolerance: {} }
const rounding: ColumnFinding = {
  column: 'amount',
  kind: 'value',
  reason: 'rounding-half-even',
  count: 3,
  beyond: 3,
  greatestAbs: 0.01,
  greatestRel: 0.001,
  detail: 'rounded',
}
const same = compareSchemas(columns(['id', 'BIGINT']), columns(['id', 'BIGINT']), [])
const narrow = compareSchemas(columns(['id', 'BIGINT']), columns(['id', 'INTEGER']), [])

const finding = (rows: Partial<RowFacts>, { schema = same, accept = {} } = {}) =>
  tableFinding({
    engine: 'duckdb',
    baseline: 'spark',
    table: { ...table, accept },
    schema,
    baselineRows: 9,
    engineRows: 9,
    rows: { ...sameRows(['id']), ...rows },
  })

describe('two schemas', () => {
  it('are compared by name: order does not matter', () => {
    const [a, b] = [columns(['a', 'DATE'], ['b', 'BIGINT']), columns(['b', 'BIGINT'], ['a', 'DATE'])]
    expect(compareSchemas(a, b, [])).toMatchObject({ findings: [], isCompatible: true })
  })

  it('show what is missing and what is extra', () => {
    const result = compareSchemas(columns(['a', 'DATE']), columns(['b', 'DATE']), [])
    expect(result.findings.map(({ column, kind }) => [column, kind])).toEqual([
      ['a', 'missing'],
      ['b', 'extra'],
    ])
    expect(result.isCompatible).toBe(false)
  })

  it('may differ in ignored columns', () => {
    const [a, b] = [columns(['a', 'DATE'], ['loaded_at', 'TIMESTAMP']), columns(['a', 'DATE'])]
    expect(compareSchemas(a, b, ['loaded_at']).findings).toEqual([])
  })
})

describe('a finding', () => {
  it('is exact where schema and rows are the same', () =>
    expect(finding({})).toMatchObject({ outcome: 'exact', passes: true }))

  it('of equal values in other types passes once that is accepted, for the column or for all', () => {
    expect(finding({}, { schema: narrow })).toMatchObject({ outcome: 'coerced', passes: false })
    for (const column of ['id', '*']) {
      const accepted = finding({}, { schema: narrow, accept: { [column]: ['integer-width'] } })
      expect(accepted).toMatchObject({ outcome: 'coerced', passes: true })
    }
    expect(finding({}, { schema: narrow, accept: { other: ['integer-width'] } }).passes).toBe(false)
  })

  it('of changed values passes within tolerances, or where their reason is accepted', () => {
    expect(finding({ changed: 3, columns: [rounding] })).toMatchObject({
      outcome: 'different',
      passes: false,
    })
    const near = finding({ changed: 3, columns: [{ ...rounding, beyond: 0 }] })
    expect(near).toMatchObject({ outcome: 'within-tolerance', passes: true })
    const accepted = finding({ changed: 3, columns: [rounding] }, { accept: { amount: [rounding.reason] } })
    expect(accepted).toMatchObject({ outcome: 'coerced', passes: true })
  })

  it('never passes with a row that has no partner, or with changed rows that no column explains', () => {
    const accept = { '*': [rounding.reason] }
    expect(finding({ onlyEngine: 1, changed: 3, columns: [rounding] }, { accept }).outcome).toBe('different')
    expect(finding({ changed: 1 }, { accept }).outcome).toBe('different')
  })

  it('calls a baseline that differs from itself not deterministic', () => {
    const facts = { engine: 'spark', baseline: 'spark', table, schema: same, baselineRows: 9, engineRows: 9 }
    const { summary } = tableFinding({
      ...facts,
      rows: { ...sameRows(['id']), changed: 3, columns: [rounding] },
    })
    expect(summary).toMatch(/3 rows changed in amount.*spark itself: it is not deterministic/)
  })

  it('counts no rows where no column could be compared', () => {
    const facts = { engine: 'duckdb', baseline: 'spark', table, schema: same, baselineRows: 9, engineRows: 9 }
    expect(tableFinding({ ...facts, rows: null })).toMatchObject({ outcome: 'different', changed: null })
  })
})

describe('the lines to paste', () => {
  it('declare a tolerance for what is nearly equal, an acceptance for other reasons', () => {
    const trimmed = {
      ...rounding,
      column: 'city name',
      reason: 'trimming',
      greatestAbs: null,
      greatestRel: null,
    }
    expect(linesToPaste(finding({ changed: 4, columns: [rounding, trimmed] }))).toEqual([
      't:',
      '  accept: { "city name": [trimming] }',
      '  tolerance: { amount: { abs: 0.01 } }',
    ])
  })

  it('are none for what nobody should accept, and for what passes', () => {
    expect(linesToPaste(finding({ changed: 1, columns: [{ ...rounding, reason: 'unexplained' }] }))).toEqual(
      [],
    )
    expect(linesToPaste(finding({}))).toEqual([])
  })
})

describe('the parity of a comparison', () => {
  it('is as good as its worst table', () => {
    const different = finding({ onlyEngine: 1 })
    expect(parityOf([finding({}), different], null)).toMatchObject({ outcome: 'different', passes: false })
    expect(parityOf([finding({})], null)).toMatchObject({ outcome: 'exact', passes: true })
  })
})
