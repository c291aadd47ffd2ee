import { describe, expect, it } from 'vitest'
import type { SampleRow } from './sample.ts'
import { sampleLines, sideBySide } from './text.ts'

describe('two values side by side', () => {
  it.each([
    ['12.345', '12.344', '12.34[5]', '12.34[4]'],
    ['Zürich ', 'Zürich', 'Zürich[ ]', 'Zürich[]'],
    ['aaa', 'aa', 'aa[a]', 'aa[]'],
    [null, '', 'NULL', ''],
  ])('%s and %s have what differs in brackets', (a, b, left, right) => {
    expect(sideBySide(a, b)).toEqual([left, right])
  })

  it('are cut around the difference where they are long', () => {
    const [left] = sideBySide(
      `${'x'.repeat(200)}1${'y'.repeat(200)}`,
      `${'x'.repeat(200)}2${'y'.repeat(200)}`,
    )
    expect(left.length).toBeLessThan(80)
    expect(left).toContain('[1]')
  })

  it('cannot move a terminal’s cursor', () => {
    const control = String.fromCharCode(27)
    expect(sideBySide(`${control}[2Ja`, 'b').join('')).not.toContain(control)
  })
})

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
      '  spend  spark   1.2[5]',
      '         duckdb  1.2[4]',
      'only in duckdb: id=8',
    ])
  })
})
