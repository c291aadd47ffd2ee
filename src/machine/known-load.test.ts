import { describe, expect, it } from 'vitest'
import { isTrusted, readingsOf } from './known-load.ts'

const MIB = 2 ** 20
const known = { anonBytes: 300 * MIB, cpuSeconds: 1 }
const measures = { peakAnonBytes: 303 * MIB, peakKernelBytes: 310 * MIB, cpuSeconds: 1.01 }

describe('a known load', () => {
  it('is measured well where every figure is within its limit', () => {
    const readings = readingsOf(known, measures)
    expect(readings.map(({ error }) => error?.toFixed(1))).toEqual(['1.0', '3.3', '1.0'])
    expect(isTrusted(readings)).toBe(true)
  })

  it.each([
    ['more memory', { peakAnonBytes: 310 * MIB }],
    ['less memory', { peakAnonBytes: 290 * MIB }],
    ['less CPU', { cpuSeconds: 0.97 }],
    ['no CPU at all', { cpuSeconds: { value: null, reason: 'it cannot be seen' } }],
  ])('is not trusted where %s is seen', (_, changes) => {
    expect(isTrusted(readingsOf(known, { ...measures, ...changes }))).toBe(false)
  })

  it('is trusted without the kernel’s peak, which nothing is judged by', () => {
    const none = { value: null, reason: 'no cgroup can be made' }
    expect(isTrusted(readingsOf(known, { ...measures, peakKernelBytes: none }))).toBe(true)
  })
})
