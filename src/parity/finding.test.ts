import { describe, expect, it } from 'vitest'
import type { ColumnFinding } from '../model/record/schema.ts'
import { heldBack, linesToPaste, undeclarable } from '../render/differences/proposals.ts'
import type { Loss } from '../types/losses.ts'
import { parityOf, type RowFacts, sameRows, tableFinding } from './finding.ts'
import { compareSchemas } from './relate/schemas.ts'

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
const tolerance = { abs: 0.01, rel: 1e-9, seconds: 5 }
const lastDigit: ColumnFinding = { ...rounding, reason: 'last-digit' }
const others: [string, string][] = [
  ['amount', 'DOUBLE'],
  ['at', 'TIMESTAMP'],
]
const [wide, short] = [columns(['id', 'BIGINT'], ...others), columns(['id', 'INTEGER'], ...others)]
const same = compareSchemas(wide, wide, [])
const narrow = compareSchemas(wide, short, [])

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

describe('a table whose columns are not all read', () => {
  const facts = { engine: 'duckdb', baseline: 'spark', baselineRows: 9, engineRows: 9 }
  const ignoring = { ...table, ignore: ['at', 'elsewhere'] }

  it.each([
    ['the same data', wide, /^the same data; not compared: at \(ignored\)(;|$)/],
    ['other types', short, /^equal values of other types: .*; not compared: at \(ignored\)(;|$)/],
  ])('is said to be equal without them: %s', (_, engine, summary) => {
    const schema = compareSchemas(wide, engine, ignoring.ignore)
    const found = tableFinding({ ...facts, table: ignoring, schema, rows: sameRows(['id']) })
    expect(found.summary).toMatch(summary)
  })
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

  it('are incompatible where DuckDB cuts values of a column, but for a time of day, of which a note says so', () => {
    const cut = (loses: Loss, type = 'TIME') => [{ name: 'v', type, loses }]
    expect(compareSchemas(cut('digits', 'DOUBLE'), columns(['v', 'DOUBLE']), [])).toMatchObject({
      isCompatible: false,
      comparable: [],
      findings: [{ column: 'v', reason: 'type', detail: expect.stringMatching(/38 digits.*not compared/) }],
    })
    expect(compareSchemas(cut('nanoseconds'), cut('nanoseconds'), ['v'])).toMatchObject({
      isCompatible: true,
    })
    const schema = compareSchemas(cut('nanoseconds-of-day'), columns(['v', 'TIME']), [])
    expect(schema).toMatchObject({ isCompatible: true, findings: [] })
    expect(finding({}, { schema }).notes).toContainEqual(expect.stringMatching(/^v: .*nanoseconds/))
  })

  it('that call a column by other letters say so', () => {
    const { findings } = compareSchemas(columns(['v', 'DATE']), columns(['V', 'DATE']), [], 'A')
    expect(findings.map(({ detail }) => detail)).toEqual([
      'A has it as DATE; V differs from it only in letter case',
      'DATE, which A does not have; v differs from it only in letter case',
    ])
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
    expect(finding({ changed: 3, columns: [{ ...rounding, beyond: 0, tolerance }] }).summary).toBe(
      'equal within the declared tolerances (amount: abs 0.01 and rel 1e-9 and abs 5s)',
    )
    const accepted = finding({ changed: 3, columns: [rounding] }, { accept: { amount: [rounding.reason] } })
    expect(accepted).toMatchObject({ outcome: 'coerced', passes: true })
  })

  it('says of what is accepted that it differs, where and how often', () => {
    const zone = { ...rounding, column: 'at', reason: 'time-zone', count: 24_906 }
    const accept = { at: ['time-zone'], id: ['integer-width'] }
    expect(finding({ changed: 9, columns: [zone] }, { accept }).summary).toBe(
      'differs only as accepted: time-zone in at (24,906 rows)',
    )
    expect(finding({ changed: 9, columns: [zone] }, { accept, schema: narrow }).summary).toBe(
      'differs only as accepted: integer-width in id, time-zone in at (24,906 rows)',
    )
    const half = { at: ['time-zone'] }
    expect(finding({ changed: 9, columns: [zone] }, { accept: half, schema: narrow }).summary).toBe(
      'accepted: time-zone in at (24,906 rows); equal values of other types: id (integer-width: INTEGER, where the baseline has BIGINT)',
    )
  })

  it('notes what is declared for a column that neither side has', () => {
    const { notes } = finding({}, { accept: { '*': ['time-zone'], 'last ordr': ['time-zone'] } })
    expect(notes).toEqual(['accept: names last ordr, a column that neither side has'])
  })

  it('never passes with a row that has no partner, or with changed rows that no column explains', () => {
    const accept = { '*': [rounding.reason] }
    expect(finding({ onlyEngine: 1, changed: 3, columns: [rounding] }, { accept }).outcome).toBe('different')
    expect(finding({ changed: 1 }, { accept }).outcome).toBe('different')
    const unseen = { changed: 3, columns: [rounding], unseen: 1 }
    expect(finding(unseen, { accept }).outcome).toBe('different')
  })

  it('calls a baseline that differs from itself not deterministic', () => {
    const facts = { engine: 'spark', baseline: 'spark', table, schema: same, baselineRows: 9, engineRows: 9 }
    const { summary } = tableFinding({
      ...facts,
      rows: { ...sameRows(['id']), changed: 3, columns: [rounding] },
    })
    expect(summary).toMatch(/amount.*deterministic/)
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
    expect(linesToPaste(finding({ changed: 4, columns: [lastDigit, trimmed] }))).toEqual([
      't:',
      '  accept: { "city name": [trimming] }',
      '  tolerance: { amount: { abs: 0.01 } }',
    ])
  })

  it('declare a tolerance for halves that are rounded to even, as README does', () =>
    expect(linesToPaste(finding({ changed: 3, columns: [rounding] }))).toEqual([
      't:',
      '  tolerance: { amount: { abs: 0.01 } }',
    ]))

  it.each([
    [0.01, 0.01],
    [0.0123, 0.02],
    [0.3, 0.5],
    [0.7, 1],
    [51, 100],
  ])(
    'round a tolerance up to 1, 2 or 5 of a power of ten, so that other days pass too: %d',
    (greatest, abs) =>
      expect(
        linesToPaste(finding({ changed: 3, columns: [{ ...rounding, greatestAbs: greatest }] })),
      ).toEqual(['t:', `  tolerance: { amount: { abs: ${abs} } }`]),
  )

  it('leave out a column that has unexplained cells too, which is said', () => {
    const unexplained = { ...rounding, reason: 'unexplained', count: 1, beyond: 1 }
    const trimmed = { ...rounding, column: 'city', reason: 'trimming' }
    const found = finding({ changed: 4, columns: [rounding, unexplained, trimmed] })
    expect(linesToPaste(found)).toEqual(['t:', '  accept: { city: [trimming] }'])
    expect(undeclarable(found)).toEqual(['the differences in amount (ignore: leaves a column out)'])
  })

  it('are none where a row or a column is missing, which is said', () => {
    const lost = finding({ changed: 3, onlyBaseline: 1, columns: [rounding] })
    expect([linesToPaste(lost), undeclarable(lost), heldBack(lost)]).toEqual([
      [],
      ['rows that only one side has'],
      ['amount'],
    ])
    const schema = compareSchemas(columns(['id', 'BIGINT'], ['x', 'DATE']), columns(['id', 'BIGINT']), [])
    const narrower = finding({ changed: 3, columns: [rounding] }, { schema })
    expect([linesToPaste(narrower), undeclarable(narrower)]).toEqual([
      [],
      ['the differences in x (ignore: leaves a column out)'],
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
