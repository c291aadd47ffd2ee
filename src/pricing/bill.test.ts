import { describe, expect, it } from 'vitest'
import type { Platform, Price } from '../model/config/platforms.ts'
import { billOf } from './bill.ts'

const price = (changes: Partial<Price> = {}): Price => ({
  name: 'm6i.xlarge',
  perHour: 0.192,
  currency: 'USD',
  incrementSeconds: 1,
  minimumSeconds: 60,
  ...changes,
})
const platform = (changes: Partial<Platform> = {}): Platform => ({
  prices: [price()],
  nodes: 1,
  startupSeconds: 0,
  idleSeconds: 0,
  ...changes,
})

describe('billed time', () => {
  it.each([
    ['the minimum of a short run', { minimumSeconds: 60 }, 4.2, 60],
    ['seconds that have begun', { minimumSeconds: 60 }, 61.01, 62],
    ["a runner's minutes that have begun", { incrementSeconds: 60, minimumSeconds: 60 }, 121, 180],
    ['a whole minute as one', { incrementSeconds: 60, minimumSeconds: 0 }, 60, 60],
    [
      'a whole minute that a mean made a hair longer',
      { incrementSeconds: 60, minimumSeconds: 0 },
      60.00000000000002,
      60,
    ],
    ['nothing without a minimum', { minimumSeconds: 0 }, 0, 0],
  ])('is %s', (_, rule, seconds, billed) => {
    const aSecond = price({ perHour: 3600, ...rule })
    expect(billOf(platform({ prices: [aSecond] }), seconds)).toBe(billed)
  })

  it('of a negative time is a mistake, not a refund', () => {
    expect(() => billOf(platform(), -1)).toThrow(RangeError)
    expect(() => billOf(platform(), Number.NaN)).toThrow(RangeError)
  })
})

describe('a bill', () => {
  it('is price times billed time', () => {
    expect(billOf(platform(), 1800)).toBeCloseTo(0.096, 12)
  })

  it('counts what is billed before and after the work, on every node', () => {
    const cluster = platform({ nodes: 3, startupSeconds: 480, idleSeconds: 300 })
    expect(billOf(cluster, 120)).toBeCloseTo((3 * 0.192 * 900) / 3600, 12)
  })

  it('adds up prices that are billed by rules of their own', () => {
    const surcharge = price({ name: 'emr', perHour: 0.048, incrementSeconds: 60 })
    const emr = platform({ prices: [price(), surcharge] })
    expect(billOf(emr, 61)).toBeCloseTo((0.192 * 61 + 0.048 * 120) / 3600, 12)
  })
})
