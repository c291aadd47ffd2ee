import { describe, expect, it } from 'vitest'
import type { Table } from '../../model/config/model.ts'
import type { ColumnFinding, TableFinding } from '../../model/record/schema.ts'
import { judgeFindings } from './parity.ts'

const finding = (columns: Partial<ColumnFinding>[], changes: Partial<TableFinding> = {}): TableFinding => ({
  engine: 'polars',
  table: 'orders',
  outcome: 'different',
  passes: false,
  baselineRows: 9,
  engineRows: 9,
  onlyBaseline: 0,
  onlyEngine: 0,
  changed: 1,
  matchedBy: { how: 'key', columns: ['id'] },
  ignored: [],
  columns: columns.map((column) => ({
    column: 'amount',
    kind: 'value',
    reason: 'last-digit',
    count: 1,
    beyond: 1,
    greatestAbs: 0.01,
    greatestRel: 0.001,
    detail: '',
    ...column,
  })),
  rows: [],
  notes: [],
  summary: 'differs',
  ...changes,
})
const table = (changes: Partial<Table>): Record<string, Table> => ({
  orders: { name: 'orders', key: [], ignore: [], accept: {}, tolerance: {}, ...changes },
})
const judged = (
  found: TableFinding[],
  tables = {},
  waivers: { column?: string; expires?: string; partitions?: string[] }[] = [],
) =>
  judgeFindings(found, { baseline: 'spark', candidate: 'polars' }, 'k1', {
    tables,
    asOf: '2026-11-20',
    waivers: waivers.map((waiver) => ({
      table: 'orders',
      owner: 'ana',
      reason: 'r',
      expires: '2026-12-31',
      ...waiver,
    })),
  })
const stateNow = (found: TableFinding, ...rest: [tables?: object, waivers?: Parameters<typeof judged>[2]]) =>
  judged([found], ...rest).state

describe('a finding judged anew', () => {
  const rounded = finding([{}])

  it.each([
    ['an accepted reason', { accept: { amount: ['last-digit'] } }],
    ['a reason accepted for all columns', { accept: { '*': ['last-digit'] } }],
    ['an ignored column', { ignore: ['amount'] }],
    ['an absolute tolerance', { tolerance: { amount: { abs: 0.01, rel: 0 } } }],
    ['a relative tolerance', { tolerance: { amount: { abs: 0, rel: 0.001 } } }],
  ])('passes with %s', (_, changes) => expect(stateNow(rounded, table(changes))).toBe('pass'))

  it.each([
    ['another reason', rounded, { accept: { amount: ['trimming'] } }],
    ['a tolerance that is too small', rounded, { tolerance: { amount: { abs: 0.009, rel: 0 } } }],
    ['a column more', finding([{}, { column: 'tier' }]), { ignore: ['amount'] }],
    ['rows that one side lacks', finding([{}], { onlyEngine: 1 }), { ignore: ['amount'] }],
    ['rows that could not be compared', finding([{}], { changed: null }), { ignore: ['amount'] }],
    [
      'a general tolerance for a column that is no float',
      rounded,
      { tolerance: { '*': { abs: 1, rel: 1 } } },
    ],
  ])('fails with %s', (_, found, changes) => expect(stateNow(found, table(changes))).toBe('fail'))

  it('is unknown where all that is kept is declared, and its record had no room for the rest', () => {
    const shortened = finding([{}], { passes: true, outcome: 'coerced', more: 190 })
    expect(judged([shortened], table({ accept: { '*': ['last-digit'] } }))).toMatchObject({
      state: 'unknown',
      reason: { why: 'not-kept', table: 'orders', columns: 190 },
    })
    expect(stateNow(shortened, table({}))).toBe('fail')
    expect(stateNow(shortened)).toBe('pass')
  })

  it('passes under the tolerance that it was counted under, or a wider one', () => {
    const both = { abs: 0.01, rel: 0.001 }
    const counted = finding([{ beyond: 0, tolerance: both, greatestAbs: 0.02, greatestRel: 0.3 }])
    expect(stateNow(counted, table({ tolerance: { amount: both } }))).toBe('pass')
    expect(stateNow(counted, table({ tolerance: { '*': both } }))).toBe('pass')
    expect(stateNow(counted, table({ tolerance: { amount: { ...both, rel: 0 } } }))).toBe('fail')
  })

  it('passes under a tolerance by its greatest distances, where these are of all rows', () => {
    const declared = (limits: object) => table({ tolerance: { amount: { abs: 0, rel: 0, ...limits } } })
    const late = {
      reason: 'unexplained',
      count: 2,
      measured: 2,
      greatestAbs: null,
      greatestRel: null,
      greatestSeconds: 5,
    }
    expect(stateNow(finding([late]), declared({ seconds: 5 }))).toBe('pass')
    expect(stateNow(finding([late]), declared({ seconds: 4.999 }))).toBe('fail')
    expect(stateNow(finding([late]), declared({ abs: 5 }))).toBe('fail')
    expect(stateNow(finding([{ ...late, measured: 1 }]), declared({ seconds: 5 }))).toBe('fail')
    const apart = { reason: 'unexplained', count: 1, measured: 1, greatestAbs: 3, greatestRel: 0.5 }
    expect(stateNow(finding([apart]), declared({ abs: 3 }))).toBe('pass')
    expect(stateNow(finding([apart]), declared({ abs: 2 }))).toBe('fail')
  })

  it('of times passes under the tolerance that it was counted under, or a wider one', () => {
    const counted = finding([
      {
        reason: 'time-zone',
        beyond: 0,
        tolerance: { abs: 0, rel: 0, seconds: 5 },
        greatestAbs: null,
        greatestRel: null,
      },
    ])
    const declared = (seconds: number) => table({ tolerance: { amount: { abs: 0, rel: 0, seconds } } })
    expect(stateNow(counted, declared(60))).toBe('pass')
    expect(stateNow(counted, declared(4))).toBe('fail')
    expect(stateNow(counted, table({ tolerance: { amount: { abs: 9, rel: 0 } } }))).toBe('fail')
  })

  it('of a table called constructor is judged like any other', () => {
    expect(stateNow(finding([{}], { table: 'constructor' }))).toBe('fail')
  })

  it('passes no more once what let it pass is no longer declared', () => {
    const passed = finding([{}], { outcome: 'within-tolerance', passes: true })
    expect(stateNow(passed, table({ tolerance: { amount: { abs: 1, rel: 0 } } }))).toBe('pass')
    expect(judged([passed], table({}))).toEqual({
      state: 'fail',
      differences: [{ kind: 'found', table: 'orders', summary: 'differs', undeclaredSince: ['amount'] }],
      isVague: false,
    })
  })

  it('is waived for its column, its partitions and until its day, and for nothing else', () => {
    expect(judged([rounded], {}, [{ column: 'amount' }])).toMatchObject({ state: 'waived', declared: [] })
    expect(stateNow(rounded, {}, [{ partitions: ['k1'] }])).toBe('waived')
    expect(stateNow(rounded, {}, [{ column: 'tier' }])).toBe('fail')
    expect(stateNow(rounded, {}, [{ partitions: ['k2'] }])).toBe('fail')
    expect(stateNow(rounded, {}, [{ expires: '2026-11-19' }])).toBe('fail')
  })

  it('says which declarations it took', () => {
    const both = finding([{}, { column: 'score', reason: 'unexplained' }], { ignored: ['loaded_at'] })
    const tables = table({
      ignore: ['loaded_at'],
      accept: { amount: ['last-digit'] },
      tolerance: { score: { abs: 1, rel: 0 } },
    })
    expect(judged([both], tables)).toEqual({
      state: 'fail',
      differences: [{ kind: 'found', table: 'orders', summary: 'differs', undeclaredSince: null }],
      isVague: false,
    })
    const near = finding([{}, { column: 'score', reason: 'last-digit' }], { ignored: ['loaded_at'] })
    expect(judged([near], tables)).toMatchObject({
      state: 'pass',
      declared: [
        { table: 'orders', column: 'loaded_at', by: 'ignore' },
        { table: 'orders', column: 'amount', by: { reason: 'last-digit' } },
        { table: 'orders', column: 'score', by: 'tolerance' },
      ],
    })
  })
})

describe('what was not compared', () => {
  const equal = finding([], { outcome: 'exact', passes: true })

  it('is not known to be equal: a declared table, all of them, or the baseline’s repeats alone', () => {
    const tables = { ...table({}), customers: { ...table({}).orders } }
    expect(judged([equal], tables)).toMatchObject({
      state: 'unknown',
      reason: { why: 'table', table: 'customers' },
    })
    expect(judged([])).toMatchObject({ state: 'unknown' })
    expect(judged([{ ...equal, engine: 'spark' }])).toMatchObject({ state: 'unknown' })
    expect(judged([{ ...equal, engine: 'duckdb' }])).toMatchObject({ state: 'unknown' })
  })

  it('is not known to be equal: a column that was ignored then and counts now', () => {
    const ignoring = { ...equal, ignored: ['amount'] }
    expect(judged([ignoring], table({}))).toMatchObject({
      state: 'unknown',
      reason: { why: 'ignored-then', table: 'orders', column: 'amount' },
    })
    expect(judged([ignoring], table({ ignore: ['amount'] })).state).toBe('pass')
    expect(judged([ignoring]).state).toBe('pass')
  })
})
