import { describe, expect, it } from 'vitest'
import { totalsOf } from './total.ts'

type Summand = Parameters<typeof totalsOf>[0][number]
const interval = (lower: number, upper: number) => ({ lower, upper })
/** A verdict by which a month is saved so much, and so many core-hours. */
const verdict = (
  job: string,
  decision: string,
  saved: [number, number] | null,
  { currency = 'USD', hours = [1, 2] as [number, number] | null } = {},
): Summand => ({
  decision,
  subject: { job },
  money: {
    month: saved
      ? {
          value: { currency, saved: interval(...saved) },
          reason: null,
        }
      : { value: null, reason: 'prices' },
    coreHours: hours ? { value: interval(...hours), reason: null } : { value: null, reason: 'cores' },
  },
})

describe('a sum over jobs', () => {
  it('adds up both ends, apart for what is decided and what is not', () => {
    expect(
      totalsOf([
        verdict('a', 'retire', [10, 12]),
        verdict('b', 'retire', [1, 5]),
        verdict('c', 'measuring', [-3, 4]),
        verdict('d', 'keep', [7, 8]),
      ]),
    ).toMatchObject([
      {
        decision: 'retire',
        jobs: 2,
        money: [{ currency: 'USD', jobs: 2, saved: { lower: 10 + 1, upper: 12 + 5 } }],
        coreHours: { jobs: 2, saved: { lower: 1 + 1, upper: 2 + 2 } },
        without: [],
      },
      { decision: 'measuring', jobs: 1, money: [{ saved: { lower: -3, upper: 4 } }] },
    ])
  })

  it('counts one candidate a job: the one that can be decided, then the one that surely saves most', () => {
    const totals = totalsOf([
      verdict('a', 'measuring', [50, 60]),
      verdict('a', 'retire', [1, 9]),
      verdict('a', 'retire', [2, 3]),
    ])
    expect(totals).toMatchObject([
      { decision: 'retire', jobs: 1, money: [{ saved: { lower: 2, upper: 3 } }] },
    ])
  })

  it('keeps currencies apart', () => {
    const totals = totalsOf([
      verdict('a', 'retire', [1, 2]),
      verdict('b', 'retire', [3, 4], { currency: 'EUR' }),
    ])
    expect(totals[0]?.money).toEqual([
      { currency: 'USD', jobs: 1, saved: { lower: 1, upper: 2 } },
      { currency: 'EUR', jobs: 1, saved: { lower: 3, upper: 4 } },
    ])
  })

  it('names what it leaves out, and why', () => {
    expect(totalsOf([verdict('a', 'retire', null, { hours: null })])).toEqual([
      {
        decision: 'retire',
        jobs: 1,
        money: [],
        coreHours: null,
        without: [
          { job: 'a', figure: 'money', reason: 'prices' },
          { job: 'a', figure: 'core-hours', reason: 'cores' },
        ],
      },
    ])
  })
})
