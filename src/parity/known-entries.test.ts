import { describe, expect, it } from 'vitest'
import type { ColumnFinding, RowFinding } from '../model/record/schema.ts'
import { rowsWithEntries, withEntries } from './known-entries.ts'

const sides = { baseline: 'spark', engine: 'polars' }
const lakehouse = { ...sides, isLakehouse: true }
const column = (reason: string): ColumnFinding => ({
  ...{ column: 'v', kind: 'value', reason, count: 1, beyond: 1, greatestAbs: null, greatestRel: null },
  detail: '',
})
const repeats: RowFinding = { side: 'engine', reason: 'repeats', count: 1, detail: '' }

describe('what may have brought a difference about, in a table of a lakehouse', () => {
  it.each([
    ['schema-drift', 'delta-renamed-column'],
    ['integer-division', 'delta-append-of-other-types'],
    ['time-precision', 'delta-nanoseconds'],
  ])('is, of %s, first of all %s; of other tables it is not', (reason, id) => {
    expect(withEntries(column(reason), lakehouse).entries?.[0]).toBe(id)
    expect(withEntries(column(reason), sides).entries ?? []).not.toContain(id)
  })

  it('is an upsert that knew only the past, where rows repeat', () => {
    expect(rowsWithEntries(repeats, lakehouse).entries).toEqual(['iceberg-stale-upsert'])
    expect(rowsWithEntries(repeats, sides)).toEqual(repeats)
    const unmatched = { ...repeats, reason: 'unmatched' as const }
    expect(rowsWithEntries(unmatched, lakehouse)).toEqual(unmatched)
  })
})
