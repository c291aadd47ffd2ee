import { describe, expect, it } from 'vitest'
import type { ColumnFinding } from '../../model/record/schema.ts'
import { leadingFindings } from './followers.ts'

const finding = (column: string, reason: string, count: number, follows?: string): ColumnFinding => ({
  ...{ column, kind: 'value', reason, count, beyond: count },
  ...{ greatestAbs: null, greatestRel: null, detail: reason },
  ...(follows !== undefined && { follows }),
})

const shown = (columns: ColumnFinding[]) =>
  leadingFindings(columns).map(({ finding: { column, reason }, followers }) => [column, reason, followers])

describe('columns that follow another', () => {
  it('are one line below the last of their leader', () => {
    const columns = [
      finding('tax', 'unexplained', 8, 'total'),
      finding('total', 'last-digit', 1200),
      finding('total', 'null', 3),
      finding('net', 'unexplained', 7, 'total'),
      finding('net', 'null', 1, 'total'),
    ]
    expect(shown(columns)).toEqual([
      ['total', 'last-digit', ''],
      [
        'total',
        'null',
        '2 more columns differ only in these rows: tax (unexplained 8), net (unexplained 7, null 1)',
      ],
    ])
  })

  it('are named as far as there is room', () => {
    const many = Array.from({ length: 30 }, (_, n) => finding(`c${n}`, 'null', 1, 'total'))
    const [[, , text = ''] = []] = shown([finding('total', 'last-digit', 5), ...many])
    expect(text).toMatch(/^30 more columns differ only in these rows: c0 \(null 1\), .* and 18 more$/)
  })

  it.each([
    ['has no finding itself, as in a record that was cut', [finding('tax', 'null', 1, 'total')]],
    ['is the column itself', [finding('tax', 'null', 1, 'tax')]],
    ['follows in turn', [finding('a', 'null', 1, 'b'), finding('b', 'null', 1, 'a')]],
  ])('are shown as they are where the leader %s', (_, columns) => {
    expect(shown(columns)).toEqual(columns.map(({ column, reason }) => [column, reason, '']))
  })
})
