import { describe, expect, it } from 'vitest'
import { judged } from '../../../tests/simulated-verdicts.ts'
import { type SizedRecord, sizedLedger } from '../../../tests/sized-ledger.ts'
import { speedupsOf, weakPlotsOf } from './scaling.ts'

const engines = {
  baseline: { name: 'spark', hue: 'baseline' },
  candidate: { name: 'polars', hue: 'candidate-1' },
} as const

/** Charts of a job of which a fifth of the time on one core is serial, after runs at other limits than 4 cores. */
const plotsAfter = (others: SizedRecord[]) =>
  speedupsOf(judged(sizedLedger(others), { asOf: '2026-11-14' }).forecast.scaling, engines)

describe('speed-up by cores', () => {
  const fewer = [1, 1, 2, 2].map((cpus) => ({ gigabytes: 5, cpus }))
  const [plot, ...others] = plotsAfter(fewer)
  const dots = plot?.series[1]?.dots ?? []

  it('is the time on one by the fit over the time on more, for each number that ran', () => {
    expect(others).toEqual([])
    expect(plot?.of).toBe('cores')
    expect(plot?.series.map(({ engine }) => engine.name)).toEqual(['spark', 'polars'])
    expect(dots.map(({ count }) => count)).toEqual([4, 2, 1])
    // 1 / (0.2 + 0.8 / 4), 1 / (0.2 + 0.8 / 2), and 1
    for (const [index, speedup] of [2.5, 1 / 0.6, 1].entries())
      expect((dots[index]?.times ?? 0) / speedup).toBeCloseTo(1, 1)
  })

  it('has its dots below the line without loss, within the chart', () => {
    expect(plot?.series[1]?.band).toMatch(/^M.*Z$/)
    for (const { x, top } of dots) {
      expect(x).toBeLessThan(1)
      expect(top).toBeGreaterThan(0)
    }
    expect(dots[0]?.top).toBeLessThan(dots[2]?.top ?? 0)
  })

  it('leaves out what ran with another memory', () => {
    const [withTight] = plotsAfter([...fewer, { gigabytes: 5, cpus: 2, memoryGiB: 8 }])
    expect(withTight?.series[1]?.dots).toHaveLength(3)
  })

  it('is not drawn of one number of cores', () => expect(plotsAfter([])).toEqual([]))
})

describe('an input that grows with the cores', () => {
  const scalingAfter = (others: SizedRecord[]) =>
    judged(sizedLedger(others), { asOf: '2026-11-14' }).forecast.scaling

  it('is drawn as times relative to the fewest', () => {
    const scaling = scalingAfter([
      { gigabytes: 1.25, cpus: 1 },
      { gigabytes: 2.5, cpus: 2 },
    ])
    const [plot, ...others] = weakPlotsOf(scaling, engines)
    expect(others).toEqual([])
    const [spark] = plot?.series ?? []
    expect(spark?.bytesEach).toBeCloseTo(1.25e9, -8)
    expect(spark?.dots.map(({ count }) => count)).toEqual([1, 2, 4])
    // 20 s + 10 s/GB on 4 cores, and 1 / 0.4 of that on one
    expect(spark?.dots[2]?.times).toBeCloseTo((70 / 32.5) * 0.4, 1)
  })

  it('is not drawn where the input stayed the same', () =>
    expect(weakPlotsOf(scalingAfter([{ gigabytes: 5, cpus: 1 }]), engines)).toEqual([]))
})
