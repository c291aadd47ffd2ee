import { describe, expect, it } from 'vitest'
import { mean, standardDeviation } from '../statistics/sample.ts'
import { arrivalsMs } from './schedule.ts'

describe('moments of requests', () => {
  const arrivals = arrivalsMs(4000, 100, 'orders')

  it('are as many as asked, within the time, in order, and the same for the same seed', () => {
    expect(arrivals).toHaveLength(4000)
    expect(arrivals).toEqual(arrivals.toSorted())
    expect(arrivals[0]).toBeGreaterThan(0)
    expect(arrivals.at(-1)).toBeLessThan(100_000)
    expect(arrivalsMs(4000, 100, 'orders')).toEqual(arrivals)
    expect(arrivalsMs(4000, 100, 'sales')).not.toEqual(arrivals)
  })

  it('come as those of independent clients: gaps spread as wide as their mean', () => {
    const gaps = Array.from(arrivals, (moment, index) => moment - (arrivals[index - 1] ?? 0))
    expect(mean(gaps)).toBeCloseTo(25, 0)
    expect(standardDeviation(gaps) / mean(gaps)).toBeCloseTo(1, 1)
  })
})
