import { describe, expect, it } from 'vitest'
import { GRIDS, PROCESSORS } from '../model/config/carbon.ts'
import { gramsOf } from './carbon.ts'

const once = (seconds: number) => ({ low: seconds, mid: seconds, high: seconds })
const machine = { nodes: 1, startupSeconds: 0, idleSeconds: 0 }
const m6i = { vcpus: 8, processor: PROCESSORS['aws-m6i'], grid: GRIDS['us-central1'] }
const runner = {
  vcpus: 4,
  processor: PROCESSORS['github-linux-4-core'],
  grid: { grams: 472, source: 'Eco-CI' },
}

describe('carbon of a run', () => {
  /** vCPUs × watts × PUE / 1,000 × grams a kWh × hours + embodied grams an hour × hours. */
  it.each([
    ['low', 8 * 0.767 * (1.135 / 1000) * 412.72 + (1_788_460 / 35_040) * (8 / 128)],
    ['mid', 8 * ((0.767 + 3.758) / 2) * (1.135 / 1000) * 412.72 + (1_788_460 / 35_040) * (8 / 128)],
    ['high', 8 * 3.758 * (1.135 / 1000) * 412.72 + (1_788_460 / 35_040) * (8 / 128)],
  ] as const)('of an hour of m6i.2xlarge is %s by hand', (which, grams) =>
    expect(gramsOf(machine, m6i, once(3600))[which]).toBeCloseTo(grams, 9),
  )

  it('has 3.2 g of making in an hour of m6i.2xlarge, as published', () => {
    const dark = { ...m6i, grid: { grams: 1e-12, source: '' } }
    expect(gramsOf(machine, dark, once(3600)).mid).toBeCloseTo(3.2, 1)
  })

  it('of a runner is that of its share', () =>
    expect(gramsOf(machine, runner, once(1800)).high).toBeCloseTo(0.5 * ((8.18 / 1000) * 472 + 1.03), 9))

  it('counts start-up and idle time on every node', () => {
    const cluster = { nodes: 3, startupSeconds: 480, idleSeconds: 300 }
    const { mid } = gramsOf(cluster, m6i, once(120))
    expect(mid).toBeCloseTo((3 * gramsOf(machine, m6i, once(3600)).mid * 900) / 3600, 9)
  })

  it('follows both ends of the time', () => {
    const { low, high } = gramsOf(machine, m6i, { low: 60, mid: 90, high: 120 })
    expect(low).toBeCloseTo(gramsOf(machine, m6i, once(60)).low, 12)
    expect(high).toBeCloseTo(gramsOf(machine, m6i, once(120)).high, 12)
  })
})
