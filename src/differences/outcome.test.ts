import { describe, expect, it } from 'vitest'
import type { Entry } from './entry.ts'
import { isSame, type Measured, type Outcome, standingOf } from './outcome.ts'

const entry: Entry = {
  id: 'halves',
  title: 'round of halves',
  what: 'Halves are rounded away from zero, or to even.',
  triggers: ['function:round'],
  spark: 'SELECT round(2.5)',
  ports: {
    duckdb: { plain: 'SELECT round_even(2.5)', agrees: 'SELECT round(2.5)' },
    polars: { lacks: 'numpy' },
  },
}
const rows = (...values: string[]): Outcome => ({ types: ['int'], rows: values.map((value) => [value]) })
const measured = (outcomes: Record<string, Outcome>): Measured => ({
  versions: { spark: '4', duckdb: '1', polars: '2', sail: '0', sqlframe: '4', duckdb_spark: '1' },
  lacking: { sail: [], sqlframe: [], duckdb_spark: [] },
  outcomes: Object.fromEntries(
    Object.entries(outcomes).map(([kind, outcome]) => [`halves.${kind}`, { code: '', outcome }]),
  ),
})
const asItIs = (outcomes: Record<string, Outcome>) => standingOf(entry, 'sail', measured(outcomes))
const standing = (outcomes: Record<string, Outcome>) => standingOf(entry, 'duckdb', measured(outcomes))

describe('what becomes of an operation', () => {
  it('is the same where a plain translation returns the same rows, whatever their types are called', () => {
    expect(standing({ spark: rows('3'), duckdb: { ...rows('3'), types: ['BIGINT'] } })).toBe('same')
  })

  it('is the same if written so where only that code agrees', () => {
    expect(standing({ spark: rows('3'), duckdb: rows('2'), 'duckdb-agrees': rows('3') })).toBe('same-if')
  })

  it('differs where no code agrees', () => {
    expect(standing({ spark: rows('3'), duckdb: rows('2'), 'duckdb-agrees': rows('2') })).toBe('differ')
  })

  it('differs where it was not run', () => {
    expect(standing({})).toBe('differ')
  })

  it('has no counterpart where the engine lacks it', () => {
    expect(standingOf(entry, 'polars', measured({ spark: rows('3') }))).toBe('none')
  })
})

describe('what becomes of Spark’s own code on a drop-in', () => {
  it.each([
    ['is the same where it returns the same rows', rows('3'), 'same'],
    ['differs where it returns others', rows('2'), 'differ'],
    ['differs where it raises an error', { error: 'AnalysisException' }, 'differ'],
    ['is lacking where the engine says so', { lacks: 'round' }, 'none'],
  ])('%s', (_, sail, expected) => {
    expect(asItIs({ spark: rows('3'), sail })).toBe(expected)
  })

  it('differs where it returns the same rows, and what it leaves out shows in none of them', () => {
    const found = measured({ spark: rows('3'), sail: rows('3') })
    expect(standingOf({ ...entry, unseen: true }, 'sail', found)).toBe('differ')
  })
})

describe('two outcomes', () => {
  it('are the same where both raise: no data were changed', () => {
    expect(isSame({ error: 'DIVIDE_BY_ZERO' }, { error: 'OutOfRangeException' })).toBe(true)
  })

  it('differ where one raises, in one value, and in the order of rows', () => {
    expect(isSame({ error: 'DIVIDE_BY_ZERO' }, rows('NULL'))).toBe(false)
    expect(isSame(rows('1', '2'), rows('1', '3'))).toBe(false)
    expect(isSame(rows('1', '2'), rows('2', '1'))).toBe(false)
  })
})
