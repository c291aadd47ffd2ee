import { describe, expect, it } from 'vitest'
import { type Policy, toPolicy } from '../model/config/policy.ts'
import { policyDoubts } from './policy-doubts.ts'

const DEFAULT = toPolicy()
const doubts = (changes: Partial<Policy>) =>
  policyDoubts(
    { policy: { ...DEFAULT, ...changes }, engines: { spark: {}, polars: {} }, tables: { orders: {} } },
    '2026-11-20',
  )

describe('a policy', () => {
  it('that is the default one raises no doubt', () => expect(doubts({})).toEqual([]))

  it.each<[string, Partial<Policy>, RegExp]>([
    [
      'asks for more days than its window has',
      { window: { days: 30, most: 28, within: 42 } },
      /always end undecided/,
    ],
    [
      'asks for more days than lie within',
      { window: { days: 14, most: 28, within: 10 } },
      /do not fit into within: 10/,
    ],
    ['averages weeks in a short window', { averageDays: 7 }, /98 days or more/],
    [
      'has a margin of the other clock only',
      { margins: { work: 1 } },
      /work has no effect while judged: is total/,
    ],
    [
      'knows skills of no engine',
      { skills: { duckdb: 'SQL' } },
      /skills: duckdb is not an engine of the job/,
    ],
    [
      'waives a table that is none',
      { waivers: [{ table: 'order', owner: 'ana', reason: 'r', expires: '2026-12-31' }] },
      /the waiver of ana is for table 'order', which is not declared \(declared: orders\)/,
    ],
    [
      'waives what has expired',
      { waivers: [{ table: 'orders', owner: 'ana', reason: 'r', expires: '2026-11-19' }] },
      /the waiver of ana for orders expired on 2026-11-19/,
    ],
    [
      'asks for cheaper bills without prices',
      { margins: { cost: 1 } },
      /prices in platforms: for spark, polars/,
    ],
    ['asks for more inputs than days', { minInputs: 40 }, /40 is more than 28 days/],
  ])('that %s is doubted', (_, changes, words) => {
    expect(doubts(changes).join()).toMatch(words)
  })
})
