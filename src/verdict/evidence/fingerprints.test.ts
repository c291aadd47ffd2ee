import { describe, expect, it } from 'vitest'
import type { Table } from '../../model/config/model.ts'
import type { StoredTable } from '../../model/record/schema.ts'
import type { Declarations } from './declarations.ts'
import { judgeFingerprints as judge } from './fingerprints.ts'

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
const values = (...columns: string[]) => ({
  kind: 'columns',
  table: 'orders',
  missingInBaseline: [],
  missingInCandidate: [],
  values: columns,
})

describe('outputs of different runs, by their fingerprints', () => {
  it('pass where they are equal', () => {
    expect(judgeFingerprints(baseline, baseline)).toEqual({ state: 'pass', declared: [], hasRows: true })
  })

  it('fail with the columns that differ', () => {
    expect(judgeFingerprints(baseline, table('b', { id: '1', score: '9' }))).toEqual({
      state: 'fail',
      differences: [values('score')],
      isVague: true,
    })
  })

  it('fail with a column that one side lacks, not with «other values» in it', () => {
    expect(judgeFingerprints(baseline, table('b', { id: '1' }))).toMatchObject({
      differences: [{ ...values(), missingInCandidate: ['score'] }],
    })
    expect(judgeFingerprints(baseline, table('b', { id: '7', score: '2', extra: '1' }))).toMatchObject({
      differences: [{ ...values('id'), missingInBaseline: ['extra'] }],
    })
  })

  it('fail where a table, or rows, are missing', () => {
    const others = { customers: baseline.orders }
    expect(judgeFingerprints({ ...baseline, ...others }, others)).toMatchObject({
      differences: [{ kind: 'table', table: 'orders', missingIn: 'candidate' }],
    })
    expect(judgeFingerprints(baseline, table('b', { id: '1', score: '2' }, 4))).toMatchObject({
      differences: [{ kind: 'rows', table: 'orders', baseline: 3, candidate: 4 }],
    })
  })

  it('fail where columns are equal, each alone, but paired otherwise', () => {
    expect(judgeFingerprints(baseline, table('b', { id: '1', score: '2' }))).toMatchObject({
      differences: [{ kind: 'pairing', table: 'orders' }],
      isVague: true,
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
      reason: { why: 'declared', table: 'orders', columns: ['score'] },
      closes: 'diff',
    })
  })

  it('are waived for a whole table; for a column of it once a diff says that no other differs', () => {
    const waiver = { table: 'orders', owner: 'ana', reason: 'known', expires: '2026-12-31' }
    const candidate = table('b', { id: '1', score: '9' })
    expect(judgeFingerprints(baseline, candidate, {}, [waiver]).state).toBe('waived')
    expect(judgeFingerprints(baseline, candidate, {}, [{ ...waiver, column: 'id' }]).state).toBe('fail')
    expect(judgeFingerprints(baseline, candidate, {}, [{ ...waiver, column: 'score' }])).toMatchObject({
      state: 'unknown',
      reason: { why: 'declared', columns: ['score'] },
    })
  })

  it('of other types are told as that, never as other values', () => {
    const text = structuredClone(table('b', { id: '1', score: '9' }))
    for (const column of text.orders.columns ?? []) if (column.name === 'score') column.family = 'text'
    expect(judgeFingerprints(baseline, text)).toEqual({
      state: 'fail',
      differences: [
        {
          kind: 'types',
          table: 'orders',
          columns: [{ name: 'score', baseline: 'number', candidate: 'text' }],
        },
      ],
      isVague: true,
    })
  })

  it('are not known to be equal in a declared table that neither has, nor without a word in ignored columns', () => {
    const tables = { ...declared({ ignore: ['loaded_at'] }), customers: { ...declared({}).orders } }
    expect(judgeFingerprints(baseline, baseline, tables)).toMatchObject({ state: 'unknown' })
    expect(judgeFingerprints(baseline, baseline, declared({ ignore: ['loaded_at'] }))).toEqual({
      state: 'pass',
      declared: [{ table: 'orders', column: 'loaded_at', by: 'ignore' }],
      hasRows: true,
    })
  })

  it('may be of a table that is called like what every object has', () => {
    const odd = { constructor: baseline.orders } as unknown as Outputs
    expect(judgeFingerprints({ ...odd, ...baseline }, baseline)).toMatchObject({
      differences: [{ kind: 'table', table: 'constructor', missingIn: 'candidate' }],
    })
  })

  it('say nothing where a run wrote no file of a table, whatever lies there', () => {
    const old = (files: number) => ({ orders: { ...baseline.orders, older: { files, of: 3 } } })
    const reason = { why: 'not-written', table: 'orders', side: 'candidate' }
    expect(judgeFingerprints(baseline, old(3))).toEqual({ state: 'unknown', reason, closes: 'repeat' })
    expect(judgeFingerprints(table('b', { id: '2', score: '2' }), old(3))).toMatchObject({ reason })
    expect(judgeFingerprints(old(3), baseline)).toMatchObject({
      reason: { ...reason, side: 'baseline' },
    })
    expect(judgeFingerprints(baseline, old(2)).state).toBe('pass')
  })

  it('differ in one table, though a run wrote no file of another', () => {
    const old = { customers: { ...baseline.orders, older: { files: 1, of: 1 } } }
    expect(judgeFingerprints({ ...baseline, ...old }, { ...table('b', { id: '2' }), ...old })).toMatchObject({
      state: 'fail',
    })
  })

  it('that nobody recorded are no fault of either side', () => {
    expect(judgeFingerprints({}, baseline)).toMatchObject({ state: 'unknown' })
    expect(judgeFingerprints(baseline, {})).toMatchObject({ state: 'unknown' })
  })

  it('are not known to be equal in a column that was ignored when they were recorded', () => {
    const stored = { orders: { ...baseline.orders, ignored: ['loaded_at'] } }
    expect(judgeFingerprints(stored, stored, declared({}))).toMatchObject({
      state: 'unknown',
      reason: { why: 'ignored-then', table: 'orders', column: 'loaded_at' },
    })
    expect(judgeFingerprints(stored, stored)).toMatchObject({
      state: 'pass',
      declared: [{ table: 'orders', column: 'loaded_at', by: 'ignore' }],
    })
  })

  it('are not compared by fingerprints of one run alone', () => {
    const own = { orders: { rows: 3, fingerprint: '3-1f-2e' } }
    expect(judgeFingerprints(own, own)).toMatchObject({ state: 'unknown' })
  })
})
