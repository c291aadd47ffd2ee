import { describe, expect, it } from 'vitest'
import { fitOf } from '../../verdict/forecast/fit.ts'
import type { SizePoint } from '../model/job.ts'
import { sizesOf } from './sizes.ts'

const polars = { name: 'polars', hue: 'candidate-1' } as const
const point = (bytes: number, seconds: number): SizePoint => ({
  engine: polars,
  size: 'own',
  bytes,
  seconds: { value: seconds, range: { lower: 0.9 * seconds, upper: 1.1 * seconds } },
  peakBytes: bytes / 4,
  trials: 4,
})
const NOTHING = { volumeBytes: null, memoryBytes: null }

describe('growth with the input', () => {
  const sizes = [point(10e9, 100), point(1e9, 10)]

  it('is a straight line where time is in proportion, the smallest size first', () => {
    const plot = sizesOf({ sizes }, 'seconds', NOTHING)
    expect(plot?.series[0]?.dots.map(({ value }) => value)).toEqual([10, 100])
    const [first, last] = plot?.series[0]?.dots ?? []
    expect(first?.range?.top).toBeLessThan(first?.top ?? 0)
    expect(last?.top).toBeLessThan(first?.top ?? 0)
  })

  it('has room for what production reads, twice that, and the memory there is', () => {
    const plot = sizesOf({ sizes }, 'memory', { volumeBytes: 20e9, memoryBytes: 16e9 })
    expect(plot?.volume?.today).toBeLessThan(plot?.volume?.target ?? 0)
    expect(plot?.volume?.target).toBeLessThan(1)
    expect(plot?.ceiling).toBeGreaterThan(0)
  })

  it('is drawn along the fit to inputs to come, within its band', () => {
    const fit = fitOf([1e9, 2e9, 5e9, 10e9].map((size, i) => ({ size, value: size / 1e8 + i })))
    const production = { ...NOTHING, inputs: [40e9], fits: new Map([['polars', fit]]) }
    const plot = sizesOf({ sizes }, 'seconds', production)
    expect(plot?.x.scale.domain[1]).toBeGreaterThan(40e9)
    const [series] = plot?.series ?? []
    expect(series?.band).toMatch(/^M.*Z$/)
    expect(series?.path.split('L').length).toBeGreaterThan(20)
    expect(sizesOf({ sizes }, 'seconds', NOTHING)?.series[0]).toMatchObject({ band: '' })
  })

  it('is none of one size', () =>
    expect(sizesOf({ sizes: [point(1e9, 10)] }, 'seconds', NOTHING)).toBeUndefined())
})
