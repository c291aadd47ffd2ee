import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededNoise } from '../../tests/seeded-noise.ts'
import { failsMoreOften, lnFailureEvidence, wilsonUpperBound } from './failures.ts'

const reference = JSON.parse(
  readFileSync(new URL('../../tests/statistics-reference.json', import.meta.url), 'utf8'),
) as Record<'lnFailureEvidence' | 'wilson', [number, number, number][]>

describe('the evidence that a candidate fails more often', () => {
  it('is 31.9 for 7 to 0', () => expect(Math.exp(lnFailureEvidence(7, 0))).toBeCloseTo(255 / 8, 9))

  it('is 1 before anything failed', () => expect(lnFailureEvidence(0, 0)).toBeCloseTo(0, 14))

  it.each(reference.lnFailureEvidence)('of %i to %i is e^…, as exact integers say', (a, b, expected) => {
    const error = Math.abs(lnFailureEvidence(a, b) - expected)
    expect(error).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)))
  })

  it('averages to 1 over what a fair coin may bring: it is an e-value', () => {
    for (const n of [1, 2, 7, 30]) {
      let [expectation, ways] = [0, 1]
      for (let a = 0; a <= n; a += 1) {
        expectation += ways * 2 ** -n * Math.exp(lnFailureEvidence(a, n - a))
        ways = (ways * (n - a)) / (a + 1)
      }
      expect(expectation).toBeCloseTo(1, 10)
    }
  })

  it('grows with failures of the candidate and shrinks with those of the baseline', () => {
    const count = fc.integer({ min: 0, max: 4999 })
    fc.assert(
      fc.property(count, count, (a, b) => {
        expect(lnFailureEvidence(a + 1, b)).toBeGreaterThan(lnFailureEvidence(a, b))
        expect(lnFailureEvidence(a, b + 1)).toBeLessThan(lnFailureEvidence(a, b))
      }),
    )
  })

  it('decides at 8 to 0 in the first epoch of one candidate, not at 7', () => {
    expect(failsMoreOften(7, 0, 0.025)).toBe(false)
    expect(failsMoreOften(8, 0, 0.025)).toBe(true)
  })

  it('is fooled by a fair coin in at most α of histories, though looked at after each of 200 failures', () => {
    const noise = seededNoise(2)
    const histories = 1000
    let fooled = 0
    for (let history = 0; history < histories; history += 1) {
      let a = 0
      for (let n = 1; n <= 200; n += 1) {
        if (noise.uniform() < 0.5) a += 1
        if (failsMoreOften(a, n - a, 0.1)) {
          fooled += 1
          break
        }
      }
    }
    expect(fooled / histories).toBeLessThan(0.1)
  })

  it.each([
    [-1, 0],
    [0.5, 0],
    [0, Number.NaN],
  ])('refuses %f to %f', (a, b) => expect(() => lnFailureEvidence(a, b)).toThrow(RangeError))
})

describe('the upper bound of a failure rate', () => {
  it('is 12.1 % after 28 days without a failure', () => expect(wilsonUpperBound(0, 28)).toBeCloseTo(0.121, 3))

  it.each(reference.wilson)('of %i of %i is statsmodels’', (failures, trials, expected) =>
    expect(wilsonUpperBound(failures, trials)).toBeCloseTo(expected, 12),
  )

  it('refuses 3 failures in 2 trials, and none in none', () => {
    expect(() => wilsonUpperBound(3, 2)).toThrow(RangeError)
    expect(() => wilsonUpperBound(0, 0)).toThrow(RangeError)
  })
})
