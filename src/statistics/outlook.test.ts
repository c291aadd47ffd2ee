import { describe, expect, it } from 'vitest'
import { autoregressive, seededNoise } from '../../tests/seeded-noise.ts'
import { dependenceInflation } from './autocorrelation.ts'
import { confidenceSequence } from './confidence-sequence.ts'
import { type Outlook, outlook } from './outlook.ts'

const around = (centre: number, spread: number, n: number) =>
  Array.from({ length: n }, (_, i) => centre + (i % 2 === 0 ? spread : -spread))
const range = (x: number[], bound = 0) => outlook(x, bound, 0.025) as Outlook

describe('how many more comparisons a decision takes', () => {
  it('is null with a reason before the fifth', () => expect(outlook([1, 2, 3, 4], 0, 0.025)).toBeNull())

  it('is none where it is made', () => {
    expect(range(around(-1, 0.1, 14))).toEqual({ fewest: 0, most: 0 })
    expect(range([1, 1, 1, 1, 1])).toEqual({ fewest: 0, most: 0 })
  })

  it('is a range with an end where the effect is clear', () => {
    const { fewest, most } = range(around(-0.1, 0.1, 12))
    expect(fewest).toBeGreaterThanOrEqual(1)
    expect(most).toBeGreaterThan(fewest)
    expect(most).toBeLessThan(100)
  })

  it('has no end where no effect at all is possible', () => {
    const { fewest, most } = range(around(-0.01, 0.1, 12))
    expect(fewest).toBeGreaterThan(1)
    expect(most).toBeNull()
  })

  it('is the same on both sides of the bound, and in any unit', () => {
    const x = around(-0.1, 0.1, 12)
    expect(range(x.map((value) => -value))).toEqual(range(x))
    expect(range(x.map((value) => 4 * value))).toEqual(range(x))
    expect(range(x.map((value) => value + 1))).not.toEqual(range(x))
    expect(
      range(
        x.map((value) => value + 1),
        1,
      ),
    ).toEqual(range(x))
  })

  it('grows with an inflation', () => {
    const wide = outlook(around(-0.1, 0.1, 12), 0, 0.025, 1.5) as Outlook
    expect(wide.fewest).toBeGreaterThan(range(around(-0.1, 0.1, 12)).fewest)
  })

  // By the formula in Python, with scipy's t quantile 1.3634303.
  it.each([
    [1, 2, 69],
    [1.5, 6, 675],
  ])('with an inflation of %f is from %i to %i', (inflation, fewest, most) =>
    expect(outlook(around(-0.1, 0.1, 12), 0, 0.025, inflation)).toEqual({ fewest, most }),
  )

  // About nine of ten are expected; three standard errors at 400 are 5 points.
  it.each([0, 0.3])(
    'holds in six of seven histories with an autocorrelation of %f, judged as the verdict does',
    (rho) => {
      const noise = seededNoise(5)
      const histories = Array.from({ length: 400 }, () =>
        autoregressive(noise, 400, rho).map((value) => 0.8 + value),
      )
      const open = histories
        .map((x) => ({ now: rangeWidened(x.slice(0, 10)), decided: firstDecided(x) }))
        .filter(({ decided }) => decided > 10)
      const held = open.filter(({ now: { fewest, most }, decided }) => {
        const took = decided - 10
        return took >= fewest && (most === null || took <= most)
      })
      expect(held.length / open.length).toBeGreaterThan(6 / 7)
    },
  )
})

const rangeWidened = (x: number[]) => outlook(x, 0, 0.025, dependenceInflation(x)) as Outlook

function firstDecided(x: number[]): number {
  const at = x.findIndex((_, i) => {
    const seen = x.slice(0, i + 1)
    return confidenceSequence(seen, 0.025, dependenceInflation(seen)).lower > 0
  })
  return at < 0 ? Infinity : at + 1
}
