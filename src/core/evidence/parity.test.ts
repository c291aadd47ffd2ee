import { describe, expect, it } from 'vitest'
import type { Table } from '../config/model.ts'
import type { StoredTable } from '../record/schema.ts'
import { type Declarations, judgeFingerprints as judge } from './parity.ts'

const table = (fingerprint: string, columns: Record<string, string>, rows = 3): { orders: StoredTable } => ({
  orders: {
    rows,
    fingerprint: `v1:${fingerprint}`,
    columns: Object.entries(columns).map(([name, hash]) => ({
      name,
      family: 'number',
      fingerprint: `v1:${hash}`,
    })),
  },
})
const declared = (changes: Partial<Table>): Record<string, Table> => ({
  orders: { name: 'orders', key: [], ignore: [], accept: {}, tolerance: {}, ...changes },
})
type Outputs = Parameters<typeof judge>[0]
const judgeFingerprints = (a: Outputs, b: Outputs, tables = {}, waivers: Declarations['waivers'] = []) =>
  judge(a, b, 'k1', { tables, waivers, asOf: '2026-11-20' })
const baseline = table('a', { id: '1', score: '2' })

describe('outputs of different runs, by their fingerprints', () => {
  it('pass where they are equal', () => {
    expect(judgeFingerprints(baseline, baseline)).toEqual({ state: 'pass' })
  })

  it('fail with the columns that differ', () => {
    expect(judgeFingerprints(baseline, table('b', { id: '1', score: '9' }))).toEqual({
      state: 'fail',
      problems: ['orders: other values in score; diff says which'],
    })
  })

  it('fail where a table, or rows, are missing', () => {
    expect(judgeFingerprints(baseline, {})).toMatchObject({ problems: ['orders: the candidate has none'] })
    expect(judgeFingerprints(baseline, table('b', { id: '1', score: '2' }, 4))).toMatchObject({
      problems: ['orders: 3 rows against 4'],
    })
  })

  it('fail where columns are equal, each alone, but paired otherwise', () => {
    expect(judgeFingerprints(baseline, table('b', { id: '1', score: '2' }))).toMatchObject({
      problems: ['orders: each column holds the same values, but not in the same rows'],
    })
  })

  it.each<[string, Partial<Table>]>([
    ['a tolerance', { tolerance: { score: { abs: 0, rel: 1e-9 } } }],
    ['a tolerance for all columns', { tolerance: { '*': { abs: 0, rel: 1e-9 } } }],
    ['an accepted reason', { accept: { score: ['last-digit'] } }],
    ['ignore', { ignore: ['score'] }],
  ])('are left open where all that differs is declared by %s', (_, changes) => {
    const candidate = table('b', { id: '1', score: '9' })
    expect(judgeFingerprints(baseline, candidate, declared(changes))).toEqual({
      state: 'unknown',
      reason: 'orders: score differ, which may be within what is declared: run diff on both outputs',
    })
  })

  it('are waived for a whole table, never for a column of it', () => {
    const waiver = { table: 'orders', owner: 'ana', reason: 'known', expires: '2026-12-31' }
    const candidate = table('b', { id: '1', score: '9' })
    expect(judgeFingerprints(baseline, candidate, {}, [waiver]).state).toBe('waived')
    expect(judgeFingerprints(baseline, candidate, {}, [{ ...waiver, column: 'id' }]).state).toBe('fail')
  })

  it('are not compared by fingerprints of one run alone', () => {
    const own = { orders: { rows: 3, fingerprint: '3-1f-2e' } }
    expect(judgeFingerprints(own, own)).toMatchObject({ state: 'unknown' })
  })
})
