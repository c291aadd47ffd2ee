import { describe, expect, it } from 'vitest'
import { listedPriceOf } from '../pricing/listed-price.ts'
import { billOfRuns } from './bill.ts'

const price = (perHour: number, unit: string) =>
  listedPriceOf(
    { name: unit, perHour, unit, currency: 'USD', incrementSeconds: 1, minimumSeconds: 0 },
    '2026-11-29',
  )
const RUNS = [
  { coreHours: 2, memoryGbHours: 8 },
  { coreHours: 4, memoryGbHours: 16 },
]

describe('what executors cost', () => {
  it('is their core-hours and GB-hours, each by its price', () =>
    expect(billOfRuns(RUNS, { core: price(0.05, 'vCPU'), memory: price(0.006, 'GB') })).toBeCloseTo(
      6 * 0.05 + 24 * 0.006,
      12,
    ))

  it('is in the unit of the price: 24 GB are 22.4 GiB', () =>
    expect(billOfRuns(RUNS, { core: price(0.05, 'vCPU'), memory: price(0.006, 'GiB') })).toBeCloseTo(
      6 * 0.05 + (24e9 / 2 ** 30) * 0.006,
      12,
    ))

  it('is their core-hours where the price of a core covers its memory', () =>
    expect(billOfRuns(RUNS, { core: price(0.143, 'vCore'), memory: null })).toBeCloseTo(6 * 0.143, 12))

  it('is unknown, and not less, where the memory of a run is, and where there is no price', () => {
    const runs = [...RUNS, { coreHours: 1, memoryGbHours: { value: null, reason: 'no-memory-setting' } }]
    const noCores = [...RUNS, { coreHours: { value: null, reason: 'no-executors' }, memoryGbHours: 1 }]
    const both = { core: price(0.05, 'vCPU'), memory: price(0.006, 'GB') }
    expect(billOfRuns(runs, both)).toEqual({ value: null, reason: 'no-memory-setting' })
    expect(billOfRuns(noCores, both)).toEqual({ value: null, reason: 'no-executors' })
    expect(billOfRuns(RUNS, null)).toEqual({ value: null, reason: 'no-price' })
  })
})
