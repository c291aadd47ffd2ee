import { describe, expect, it } from 'vitest'
import { checksOf } from './of-trials.ts'

const trial = (engine: string, ...outcomes: (boolean | null)[]) => ({
  engine,
  tables: {
    orders: {
      rows: 1,
      fingerprint: 'f',
      checks: outcomes.map((passes, index) => ({ check: `check ${index}`, passes, detail: `${passes}` })),
    },
    lines: { rows: 1, fingerprint: 'f' },
  },
})

describe('the checks of several trials', () => {
  it('are the worst of each engine: failed, then not known', () => {
    const all = checksOf([
      trial('spark', true, true, null),
      trial('spark', true, null, false),
      trial('polars', true, true, true),
    ])
    expect(all.map(({ engine, table, passes }) => [engine, table, passes])).toEqual([
      ['spark', 'orders', true],
      ['spark', 'orders', null],
      ['spark', 'orders', false],
      ...[1, 2, 3].map(() => ['polars', 'orders', true]),
    ])
  })

  it('are none in records of before', () => {
    expect(checksOf([{ engine: 'spark', tables: { orders: { rows: 1, fingerprint: 'f' } } }])).toEqual([])
  })
})
