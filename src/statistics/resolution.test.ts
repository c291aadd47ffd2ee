import { describe, expect, it } from 'vitest'
import { seededNoise } from '../../tests/seeded-noise.ts'
import { clockError, clockUnits } from './resolution.ts'
import { mean } from './sample.ts'

describe('the resolution of a clock', () => {
  it.each([
    ['five minutes', [600_000, 900_000, 300_000], 300_000],
    ['whole minutes', [600_000, 660_000, 540_000], 60_000],
    ['whole minutes, a little late', [600_210, 660_000, 540_090], 60_000],
    ['whole seconds', [4000, 5000, 7000], 1000],
    ['tenths of a second', [4100, 5000, 7300], 100],
    ['milliseconds', [4101, 5003, 7307], 1],
    ['less', [4101.25, 5003.4, 7307.6], 0],
    ['one minute, always late by as much', [60_012, 60_048, 60_031], 60_000],
  ])('is seen from its times: %s', (_, times, unit) => expect(clockUnits([times])).toEqual([unit]))

  it.each([
    ['far below a unit', [412.381, 590.772, 603.119, 548.204]],
    ['about a unit, and steady as jobs are', [298_412.1, 300_871.7, 301_655.3, 299_104.9]],
    ['about a unit, and steadier than most jobs', [10_041.3, 10_112.8, 10_085.2, 10_007.6]],
  ])('is not inferred from a job that takes %s', (_, times) => expect(clockUnits([times])).toEqual([0]))
})

describe('the error of clocks', () => {
  const N = 400

  /** True times of two engines, and what a clock tells of them. */
  function told(seed: number, typical: number, spread: number, tell: (units: number) => number) {
    const noise = seededNoise(seed)
    const draw = (scale: number) =>
      Array.from({ length: N }, () => scale * typical * (1 + spread * noise.normal()))
    const sides = [draw(1), draw(0.93)] as const
    const shown = sides.map((times) => times.map((time) => Math.max(1, tell(time / 1000)) * 1000))
    return { sides, shown }
  }
  const meanLog = (times: readonly number[]) => mean(times.map(Math.log))

  it.each([
    ['rounds', Math.round],
    ['truncates', Math.floor],
  ])('is more than a clock that %s takes from the mean, or adds to it', (_, tell) => {
    for (let seed = 0; seed < 60; seed += 1)
      for (const spread of [0, 0.01, 0.05, 0.2]) {
        const { sides, shown } = told(seed, 5200 + 97 * seed, spread, tell)
        const ratio = ([a, b]: readonly (readonly number[])[]) => meanLog(a ?? []) - meanLog(b ?? [])
        const chance = spread === 0 ? 0 : (4 * Math.SQRT2 * 1000) / (5000 * Math.sqrt(12 * N))
        expect(Math.abs(ratio(sides) - ratio(shown))).toBeLessThanOrEqual(clockError(shown) + chance + 0.002)
      }
  })

  it('is small where times vary by more than a unit, and half a unit a side where they do not', () => {
    const varied = Array.from({ length: N }, (_, index) => 1000 * (20 + (index % 7)))
    expect(clockError([varied, varied])).toBeLessThan(0.001)
    const [a, b] = [Array(N).fill(600_000), Array(N).fill(540_000)]
    expect(clockError([a, b])).toBeCloseTo(0.05 + 0.0556 + 0.0056, 3)
    const noise = seededNoise(1)
    expect(clockError([a.map((time) => time * (1 + 0.1 * noise.uniform()))])).toBe(0)
  })

  it('knows no variation from a few others among times that are alike', () => {
    const alike = [...Array(97).fill(10_000), 40_000, 40_000, 40_000]
    expect(clockError([alike])).toBeGreaterThan(0.05)
  })
})
