import { describe, expect, it } from 'vitest'
import { advisedEntries } from '../differences/advice.ts'
import { isReason, REASONS, unknownReason } from './catalogue.ts'
import { REGISTRY } from './registry.ts'

const sides = { baseline: 'spark', engine: 'job-2' }

describe('the catalogue of reasons', () => {
  it('has words for each, with and without details', () => {
    for (const [id, { explain }] of Object.entries(REASONS)) {
      expect(explain(sides), id).toMatch(/^\S.*\S$/)
      expect(explain(sides, {}), id).not.toMatch(/undefined|\bNaN (h|min)/)
    }
  })

  it('lists each once', () => {
    expect(REGISTRY.map(({ id }) => id)).toEqual(Object.keys(REASONS))
  })

  it('names only entries of the catalogue of differences that have advice', () => {
    const named = REGISTRY.flatMap(({ entries = [], lakehouseEntries = [] }) => [
      ...entries,
      ...lakehouseEntries,
    ])
    const ports = ['duckdb', 'polars'].map((engine) => advisedEntries(named, { baseline: 'spark', engine }))
    const known = ports.flat().map(({ entry }) => entry.id)
    expect(named.filter((id) => !known.includes(id))).toEqual([])
  })

  it('knows its own ids alone', () => {
    expect(['float-noise', 'integer-width', 'toString', ''].map(isReason)).toEqual([true, true, false, false])
  })

  it('says only of a known engine what it does', () => {
    expect(REASONS['null-for-zero']?.explain(sides, { a: 3, b: 0 })).toBe(
      "spark has NULL where the other has 0; Spark's sum of no values is NULL",
    )
  })

  it('names the one that was meant, by spelling or by a part of it', () => {
    expect(unknownReason('trimmimg')).toBe(
      "unknown reason 'trimmimg'. Did you mean 'trimming'? docs/parity.md lists all reasons",
    )
    expect(unknownReason('half-even')).toContain("'rounding-half-even'")
    expect(unknownReason('magic')).toBe("unknown reason 'magic'. docs/parity.md lists all reasons")
  })

  it('calls a shift of some rows no time zone', () => {
    expect(REASONS['time-zone']?.explain(sides, { minutes: '60', rows: '803 of 21,783' })).toBe(
      'job-2 is 1 h ahead, in only 803 of 21,783 rows',
    )
  })

  it.each([
    ['120', 'job-2 is 2 h ahead: a different time zone'],
    ['-330', 'spark is 330 min ahead: a different time zone'],
    ['60,120', 'job-2 is 1 h or 2 h ahead: a different time zone with summer time'],
    ['60,-60', '1 h apart, in both directions: a different time zone'],
  ])('spells offsets of %s minutes', (minutes, words) => {
    expect(REASONS['time-zone']?.explain(sides, { minutes })).toBe(words)
  })
})
