import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededNoise } from '../../tests/seeded-noise.ts'
import { confidenceSequence, halfWidthFactor } from './confidence-sequence.ts'
import { levelFor } from './level.ts'
import { mean } from './sample.ts'

const { samples } = JSON.parse(
  readFileSync(new URL('../../tests/statistics-reference.json', import.meta.url), 'utf8'),
) as {
  samples: { x: number[]; sequence: Record<string, [number, number]> }[]
}
const sample = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 7, maxLength: 40 })
const level = fc.double({ min: 0.001, max: 0.2, noNaN: true })

describe('a confidence sequence', () => {
  it.each([
    [7, 0.05, 1.754],
    [14, 0.05, 0.956],
    [21, 0.05, 0.744],
    [28, 0.05, 0.634],
    [7, 0.025, 2.177],
    [14, 0.025, 1.066],
    [21, 0.025, 0.816],
    [28, 0.025, 0.689],
  ])('after %i days at %f is ± %f standard deviations wide', (n, alpha, factor) =>
    expect(halfWidthFactor(n, alpha)).toBeCloseTo(factor, 3),
  )

  it.each(samples)('excludes what the martingale of theorem 4.9 excludes (sample %#)', ({ x, sequence }) => {
    for (const [alpha, [lower, upper]] of Object.entries(sequence)) {
      const interval = confidenceSequence(x, Number(alpha))
      expect(interval.lower).toBeCloseTo(lower, 10)
      expect(interval.upper).toBeCloseTo(upper, 10)
    }
  })

  it('excludes nothing before the fifth observation, however equal these are', () => {
    for (const x of [[], [1], [1, 1, 1, 1], [1, 2, 3, 4]])
      expect(confidenceSequence(x, 0.05)).toEqual({ lower: -Infinity, upper: Infinity })
  })

  it('excludes nothing while no mean can be excluded: at α/2 with the fifth', () => {
    expect(halfWidthFactor(5, 0.025)).toBe(Infinity)
    expect(halfWidthFactor(6, 0.025)).toBeLessThan(4)
  })

  it('is wider at a smaller level', () =>
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1000 }), level, level, (n, a, b) => {
        const [smaller, greater] = [Math.min(a, b), Math.max(a, b)]
        expect(halfWidthFactor(n, smaller)).toBeGreaterThanOrEqual(halfWidthFactor(n, greater))
      }),
    ))

  it('narrows with every observation of the same spread', () => {
    for (let n = 5; n < 3000; n += 1)
      expect(halfWidthFactor(n + 1, 0.025) < halfWidthFactor(n, 0.025) || n < 6).toBe(true)
  })

  it('moves and scales with its data, and is as wide on both sides', () =>
    fc.assert(
      fc.property(
        sample,
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.integer({ min: -4, max: 4 }),
        (x, by, p) => {
          const factor = p < 0 ? -(2 ** p) : 2 ** p
          const plain = confidenceSequence(x, 0.05)
          const moved = confidenceSequence(
            x.map((value) => factor * value + by),
            0.05,
          )
          const [low, high] = factor < 0 ? [plain.upper, plain.lower] : [plain.lower, plain.upper]
          expect(moved.lower).toBeCloseTo(factor * low + by, 8)
          expect(moved.upper).toBeCloseTo(factor * high + by, 8)
          expect((plain.lower + plain.upper) / 2).toBeCloseTo(mean(x), 8)
        },
      ),
    ))

  it('does not depend on the order of its data', () =>
    fc.assert(
      fc.property(sample, (x) => {
        const [a, b] = [confidenceSequence(x, 0.05), confidenceSequence(x.toReversed(), 0.05)]
        expect(a.lower).toBeCloseTo(b.lower, 10)
      }),
    ))

  it('is widened by an inflation, and never narrowed', () => {
    const x = [1, 2, 3, 4, 5, 6, 7]
    expect(confidenceSequence(x, 0.05, 2).upper - 4).toBeCloseTo(
      2 * (confidenceSequence(x, 0.05).upper - 4),
      12,
    )
    expect(() => confidenceSequence(x, 0.05, 0.9)).toThrow(RangeError)
  })

  // 5,000 histories: four standard errors of a share of 5 % are 1.2 points, so that the seed hardly matters.
  it.each([0.05, 0.2])(
    'at %f is fooled in at most that share of histories, though looked at on 28 days',
    (alpha) => {
      const noise = seededNoise(1)
      let fooled = 0
      for (let history = 0; history < 5000; history += 1) {
        const x = Array.from({ length: 28 }, () => 0.1 * noise.normal())
        fooled += x.some((_, i) => {
          const { lower, upper } = confidenceSequence(x.slice(0, i + 1), alpha)
          return lower > 0 || upper < 0
        })
          ? 1
          : 0
      }
      expect(fooled / 5000).toBeLessThanOrEqual(alpha)
      // Not by saying nothing at all: it spends a fair part of its level.
      expect(fooled / 5000).toBeGreaterThan(alpha / 8)
    },
  )

  it.each([0, 1, -0.05, Number.NaN])('refuses a level of %f', (alpha) =>
    expect(() => confidenceSequence([1, 2, 3, 4, 5, 6], alpha)).toThrow(RangeError),
  )

  it('refuses what is no number', () =>
    expect(() => confidenceSequence([1, 2, 3, 4, 5, Number.NaN], 0.05)).toThrow(RangeError))
})

describe('the level of one candidate', () => {
  it('is half of α for one candidate in its first epoch', () => {
    expect(levelFor(0.05, { candidates: 1, epoch: 1 })).toBe(0.025)
    expect(levelFor(0.05, { candidates: 3, epoch: 2 })).toBeCloseTo(0.05 / 18, 15)
  })

  it('adds up to no more than α over all candidates and a thousand epochs', () => {
    const epochs = Array.from({ length: 1000 }, (_, i) => levelFor(0.05, { candidates: 3, epoch: i + 1 }))
    const spent = 3 * epochs.reduce((sum, value) => sum + value, 0)
    expect(spent).toBeLessThan(0.05)
    expect(spent).toBeGreaterThan(0.0499)
  })

  it('refuses an epoch of 0 and half a candidate', () => {
    expect(() => levelFor(0.05, { candidates: 1, epoch: 0 })).toThrow(RangeError)
    expect(() => levelFor(0.05, { candidates: 0.5, epoch: 1 })).toThrow(RangeError)
  })
})
