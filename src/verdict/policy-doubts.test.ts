import { describe, expect, it } from 'vitest'
import { type Policy, toPolicy } from '../model/config/policy.ts'
import { type PolicyDoubt, policyDoubts } from './policy-doubts.ts'

const DEFAULT = toPolicy()
const doubts = (changes: Partial<Policy>) =>
  policyDoubts(
    { policy: { ...DEFAULT, ...changes }, engines: { spark: {}, polars: {} }, tables: { orders: {} } },
    '2026-11-20',
  )

describe('a policy', () => {
  it('that is the default one raises no doubt', () => expect(doubts({})).toEqual([]))

  it.each<[string, Partial<Policy>, PolicyDoubt]>([
    [
      'asks for more days than its window has',
      { window: { days: 30, most: 28, within: 42 } },
      { code: 'days-over-most', days: 30, most: 28 },
    ],
    [
      'asks for more days than lie within',
      { window: { days: 14, most: 28, within: 10 } },
      { code: 'days-over-within', days: 14, within: 10 },
    ],
    [
      'averages weeks in a short window',
      { averageDays: 7 },
      { code: 'weeks-in-short-window', needed: 98, most: 28 },
    ],
    [
      'has a margin of the other clock only',
      { margins: { work: 1 } },
      { code: 'other-margin', margin: 'work', judged: 'total' },
    ],
    [
      'knows skills of no engine',
      { skills: { duckdb: 'SQL' } },
      { code: 'skills-of-none', engine: 'duckdb', known: ['spark', 'polars'] },
    ],
    [
      'waives a table that is none',
      { waivers: [{ table: 'order', owner: 'ana', reason: 'r', expires: '2026-12-31' }] },
      { code: 'waiver-of-none', owner: 'ana', table: 'order', known: ['orders'] },
    ],
    [
      'waives what has expired',
      { waivers: [{ table: 'orders', owner: 'ana', reason: 'r', expires: '2026-11-19' }] },
      { code: 'waiver-expired', owner: 'ana', table: 'orders', expires: '2026-11-19' },
    ],
    [
      'asks for cheaper bills without prices',
      { margins: { cost: 1 } },
      { code: 'unpriced', engines: ['spark', 'polars'] },
    ],
    [
      'asks for more inputs than days',
      { minInputs: 40 },
      { code: 'inputs-over-days', minInputs: 40, most: 28 },
    ],
  ])('that %s is doubted', (_, changes, doubt) => {
    expect(doubts(changes)).toContainEqual(doubt)
  })
})
