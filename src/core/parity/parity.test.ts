import { describe, expect, it } from 'vitest'
import { parityOf, type TableFacts, tableFinding } from './finding.ts'
import { compareSchemas } from './schemas.ts'
import { relateTypes } from './types.ts'

describe('two types', () => {
  it.each([
    ['BIGINT', 'BIGINT', { kind: 'same' }],
    ['INTEGER', 'BIGINT', { kind: 'coercible', reason: 'integer-width', target: 'BIGINT' }],
    ['BIGINT', 'UBIGINT', { kind: 'coercible', reason: 'integer-width', target: 'HUGEINT' }],
    [
      'DECIMAL(28,2)',
      'DECIMAL(38,2)',
      { kind: 'coercible', reason: 'decimal-precision', target: 'DECIMAL(38,2)' },
    ],
    [
      'DECIMAL(18,2)',
      'DECIMAL(18,4)',
      { kind: 'coercible', reason: 'decimal-scale', target: 'DECIMAL(38,4)' },
    ],
    ['BIGINT', 'DECIMAL(18,2)', { kind: 'coercible', reason: 'decimal-scale', target: 'DECIMAL(38,2)' }],
    ['FLOAT', 'DOUBLE', { kind: 'coercible', reason: 'float-width', target: 'DOUBLE' }],
    ['TIMESTAMP_NS', 'TIMESTAMP', { kind: 'coercible', reason: 'timestamp-unit', target: 'TIMESTAMP_NS' }],
    ['DECIMAL(38,0)', 'DECIMAL(38,10)', { kind: 'incompatible' }],
    ['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', { kind: 'incompatible' }],
    ['DOUBLE', 'DECIMAL(18,2)', { kind: 'incompatible' }],
    ['VARCHAR', 'BIGINT', { kind: 'incompatible' }],
  ])('%s and %s', (a, b, relation) => {
    expect(relateTypes(a, b)).toEqual(relation)
    expect(relateTypes(b, a)).toEqual(relation)
  })
})

const columns = (...pairs: [string, string][]) => pairs.map(([name, type]) => ({ name, type }))

describe('two schemas', () => {
  it('are compared by name: order does not matter', () => {
    const result = compareSchemas(
      columns(['a', 'DATE'], ['b', 'BIGINT']),
      columns(['b', 'BIGINT'], ['a', 'DATE']),
      [],
    )
    expect(result).toMatchObject({ findings: [], isCompatible: true })
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
    expect(
      compareSchemas(columns(['a', 'DATE'], ['loaded_at', 'TIMESTAMP']), columns(['a', 'DATE']), [
        'loaded_at',
      ]).findings,
    ).toEqual([])
  })

  it('compare coercible columns in their common type', () => {
    const result = compareSchemas(columns(['a', 'INTEGER']), columns(['a', 'BIGINT']), [])
    expect(result).toMatchObject({
      isCompatible: true,
      comparable: [{ name: 'a', type: 'BIGINT' }],
      coercions: { a: 'integer-width' },
    })
  })
})

const facts = (changes: Partial<TableFacts>): TableFacts => ({
  engine: 'polars',
  baseline: 'spark',
  table: { name: 'orders', key: ['id'], ignore: [], accept: [], tolerance: {} },
  schema: { findings: [], coercions: {}, comparable: [], isCompatible: true },
  baselineRows: 10,
  engineRows: 10,
  difference: null,
  isWithinTolerance: false,
  ...changes,
})
const coerced = compareSchemas(columns(['a', 'INTEGER']), columns(['a', 'BIGINT']), [])

describe('a finding', () => {
  it('is exact where schema and rows are the same', () => {
    expect(tableFinding(facts({}))).toMatchObject({
      outcome: 'exact',
      passes: true,
      onlyBaseline: 0,
      onlyEngine: 0,
    })
  })

  it('counts the rows of each side and names the columns', () => {
    const finding = tableFinding(
      facts({ difference: { onlyBaseline: 1, onlyEngine: 2, columns: ['amount'] } }),
    )
    expect(finding).toMatchObject({ outcome: 'different', passes: false, onlyBaseline: 1, onlyEngine: 2 })
    expect(finding.summary).toBe('1 row only in spark, 2 rows only in polars; values differ in amount')
  })

  it('fails for equal values of another type until that is accepted, and says what to paste', () => {
    const finding = tableFinding(facts({ schema: coerced }))
    expect(finding).toMatchObject({ outcome: 'coerced', passes: false })
    expect(finding.summary).toContain('tables.orders.accept: [integer-width]')
    const accepting = { ...facts({}).table, accept: ['integer-width'] }
    expect(tableFinding(facts({ schema: coerced, table: accepting })).passes).toBe(true)
  })

  it('calls a baseline that differs from itself not deterministic', () => {
    const difference = { onlyBaseline: 3, onlyEngine: 3, columns: ['loaded_at'] }
    expect(tableFinding(facts({ engine: 'spark', difference })).summary).toMatch(
      /3 rows differ between two runs of spark itself/,
    )
  })

  it('counts no rows where schemas cannot be compared', () => {
    const schema = compareSchemas(columns(['a', 'DATE']), [], [])
    expect(tableFinding(facts({ schema }))).toMatchObject({ outcome: 'different', onlyBaseline: null })
  })
})

describe('the parity of a comparison', () => {
  it('is as good as its worst table', () => {
    const different = tableFinding(facts({ difference: { onlyBaseline: 1, onlyEngine: 1, columns: [] } }))
    expect(parityOf([tableFinding(facts({})), different], null)).toMatchObject({
      outcome: 'different',
      passes: false,
    })
    expect(parityOf([tableFinding(facts({}))], null)).toMatchObject({ outcome: 'exact', passes: true })
  })
})
