import { describe, expect, it } from 'vitest'
import type { SampleRow } from '../../parity/sample.ts'
import { sampleLines } from './differences.ts'

describe('sample rows', () => {
  const changed: SampleRow = {
    in: 'both',
    values: [
      { column: 'id', a: '7', b: '7', differs: false },
      { column: 'spend', a: '1.25', b: '1.24', differs: true },
      { column: 'city', a: 'Bern', b: 'Bern', differs: false },
    ],
  }
  const lone: SampleRow = { in: 'b', values: [{ column: 'id', a: null, b: '8', differs: false }] }
  const matchedBy = { how: 'key' as const, columns: ['id'] }

  it('show the key, what differs, and rows without a partner', () => {
    const finding = { matchedBy } as Parameters<typeof sampleLines>[0]
    expect(sampleLines(finding, [changed, lone], { a: 'spark', b: 'duckdb' })).toEqual([
      'id 7',
      '  spend  spark   1.2«5»',
      '         duckdb  1.2«4»',
      'only in duckdb: id=8',
    ])
  })
})
