import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { seededNoise } from '../../tests/seeded-noise.ts'
import { fitGrowth } from './growth.ts'
import { predictGrowth } from './prediction.ts'
import type { SizedValue } from './run-means.ts'

interface Case {
  sizes: number[]
  values: number[]
  at: number
  value: number
  lower: number
  upper: number
  k?: number
}
const { growth } = JSON.parse(
  readFileSync(new URL('../../tests/statistics-reference.json', import.meta.url), 'utf8'),
) as {
  growth: Record<'line' | 'curve', Case>
}

const pointsOf = ({ sizes, values }: Pick<Case, 'sizes' | 'values'>): SizedValue[] =>
  sizes.map((size, i) => ({ size, value: values[i] as number }))
const along = (sizes: number[], f: (size: number) => number) => pointsOf({ sizes, values: sizes.map(f) })

function predicted(points: SizedValue[], size: number) {
  const fit = fitGrowth(points)
  if ('why' in fit) throw new Error(fit.why)
  const prediction = predictGrowth(fit, size)
  if ('why' in prediction) throw new Error(prediction.why)
  return { k: fit.k, ...prediction }
}

describe('memory over size', () => {
  it('is predicted along a line as statsmodels’ weighted least squares does', () => {
    const { value, lower, upper, k } = predicted(pointsOf(growth.line), growth.line.at)
    expect(k).toBe(1)
    expect(value).toBeCloseTo(growth.line.value, 8)
    expect(lower).toBeCloseTo(growth.line.lower, 8)
    expect(upper).toBeCloseTo(growth.line.upper, 8)
  })

  it('is predicted along a curve as scipy’s minimiser and a numerical Jacobian do', () => {
    const { value, lower, upper, k } = predicted(pointsOf(growth.curve), growth.curve.at)
    expect(k).toBeCloseTo(growth.curve.k as number, 4)
    expect(value).toBeCloseTo(growth.curve.value, 4)
    expect(lower).toBeCloseTo(growth.curve.lower, 4)
    expect(upper).toBeCloseTo(growth.curve.upper, 4)
  })

  it('is the same in other units', () => {
    const points = pointsOf(growth.curve)
    const inBytes = points.map(({ size, value }) => ({ size: size * 1e9, value: value * 2 ** 30 }))
    expect(predicted(inBytes, 2e10).upper / 2 ** 30).toBeCloseTo(predicted(points, 20).upper, 6)
  })

  it('on an exact line is predicted without doubt', () => {
    const { value, lower, upper } = predicted(
      along([1, 2, 4, 4], (size) => 2 + 3 * size),
      8,
    )
    expect([value, lower, upper].map((v) => Number(v.toFixed(6)))).toEqual([26, 26, 26])
  })

  it('that does not grow is predicted as it is', () =>
    expect(
      predicted(
        along([1, 2, 4], () => 5),
        8,
      ).value,
    ).toBeCloseTo(5, 10))

  it('is a line below five sizes or a factor of 8, though it bends', () => {
    const square = (size: number) => 1 + size ** 2
    expect(predicted(along([1, 2, 4, 8], square), 16).k).toBe(1)
    expect(predicted(along([1, 2, 3, 4, 5, 6], square), 16).k).toBe(1)
    expect(predicted(along([1, 2, 4, 8, 16], square), 16).k).toBeCloseTo(2, 5)
  })

  it('counts sizes that differ by a day’s few bytes as one', () =>
    expect(
      predicted(
        along([1, 1.01, 1.02, 1.03, 10], (size) => 1 + size ** 2),
        20,
      ).k,
    ).toBe(1))

  it('counts trials of one run as one point: they share its moment', () => {
    const twice = [1, 2, 4].flatMap((size, i) => {
      const value = (2 + 3 * size) * (1 + 0.05 * (-1) ** i)
      return [0.99, 1.01].map((share) => ({ size, value: share * value, run: String(size) }))
    })
    const fit = fitGrowth(twice)
    expect(fit).toMatchObject({ runs: 3, degrees: 1, within: { degrees: 3, perRun: 2 } })
  })

  it('is not fitted where sizes hardly differ, or where nothing is left to tell the error', () => {
    expect(fitGrowth(along([1, 1.2, 1.4], (size) => size))).toEqual({
      why: 'close-sizes',
      span: 1.4,
      needed: 1.5,
    })
    expect(fitGrowth(along([1, 2], (size) => size))).toEqual({ why: 'few-runs', count: 2, needed: 3 })
  })

  it('is not predicted where the fit falls to nothing', () => {
    const fit = fitGrowth(along([1, 2, 3], (size) => 4 - size))
    expect('k' in fit && predictGrowth(fit, 10)).toEqual({ why: 'falls-to-zero' })
  })

  it('of 0 is refused, as is a size of 0', () => {
    expect(() => fitGrowth([{ size: 1, value: 0 }])).toThrow(RangeError)
    expect(() => fitGrowth([{ size: 0, value: 1 }])).toThrow(RangeError)
  })

  // 97.5 % expected; bench/statistics tells more exactly.
  it.each([
    ['a line, in proportion', [0.1, 0.1, 1, 1, 10, 10], 1, 0.08, 600],
    ['a line, in proportion, five sizes', [1, 2, 4, 8, 16], 1, 0.08, 150],
    ['a curve', [1, 2, 4, 8, 16, 32], 0.8, 0.03, 150],
  ])('stays below the upper end 97.5 times of 100 at twice the size: %s', (_, sizes, k, error, histories) => {
    const noise = seededNoise(4)
    const measure = (size: number) => (0.3 + 0.5 * size ** k) * (1 + error * noise.normal())
    const twice = 2 * Math.max(...sizes)
    let below = 0
    for (let history = 0; history < histories; history += 1)
      if (measure(twice) <= predicted(along(sizes, measure), twice).upper) below += 1
    expect(below / histories).toBeGreaterThan(0.95)
  })
})
