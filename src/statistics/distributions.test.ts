import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lnBeta, lnIncompleteBeta } from './incomplete-beta.ts'
import { studentTQuantile } from './student-t.ts'

const reference = JSON.parse(
  readFileSync(new URL('../../tests/statistics-reference.json', import.meta.url), 'utf8'),
) as {
  lnIncompleteBeta: [number, number, number, number][]
  studentT: [number, number, number][]
}

describe('the regularised incomplete beta function', () => {
  it.each(reference.lnIncompleteBeta)('at %f with %f and %f is mpmath’s', (x, a, b, expected) => {
    const error = Math.abs(lnIncompleteBeta(x, a, b) - expected)
    expect(error).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)))
  })

  it('and its mirror image add up to 1', () => {
    const shape = fc.double({ min: 0.5, max: 500, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (x, a, b) => {
        const sum = Math.exp(lnIncompleteBeta(x, a, b)) + Math.exp(lnIncompleteBeta(1 - x, b, a))
        expect(sum).toBeCloseTo(1, 9)
      }),
    )
  })

  it('is 0 and 1 at its ends, and refuses what lies beyond', () => {
    expect(lnIncompleteBeta(0, 2, 3)).toBe(-Infinity)
    expect(lnIncompleteBeta(1, 2, 3)).toBe(0)
    expect(() => lnIncompleteBeta(1.1, 2, 3)).toThrow(RangeError)
    expect(() => lnBeta(0.1, 1)).toThrow(RangeError)
  })
})

describe('the quantile of Student’s t', () => {
  it.each(reference.studentT)('%f with %f degrees of freedom is scipy’s', (p, degrees, expected) => {
    const error = Math.abs(studentTQuantile(p, degrees) - expected)
    // 1 − p has but seven digits left at p = 1 − 1e-9.
    expect(error).toBeLessThan((p > 0.9999 ? 1e-6 : 1e-9) * Math.max(1, Math.abs(expected)))
  })

  // Table 3 of Fisher & Yates, Statistical Tables.
  it.each([
    [1, 12.706],
    [5, 2.571],
    [13, 2.16],
    [27, 2.052],
    [120, 1.98],
  ])('at 97.5 % with %i degrees is the printed table’s %f', (degrees, expected) =>
    expect(studentTQuantile(0.975, degrees)).toBeCloseTo(expected, 3),
  )

  it('is antisymmetric', () => expect(studentTQuantile(0.2, 7)).toBeCloseTo(-studentTQuantile(0.8, 7), 12))

  it('refuses certainty and no degrees', () => {
    expect(() => studentTQuantile(1, 3)).toThrow(RangeError)
    expect(() => studentTQuantile(0.9, 0)).toThrow(RangeError)
  })
})
