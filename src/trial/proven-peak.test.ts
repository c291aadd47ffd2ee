import { describe, expect, it } from 'vitest'
import { provenPeak } from './proven-peak.ts'

const look = { anonBytes: 10, cachedBytes: 100, kernelBytes: 5, peakKernelBytes: 115 }

describe('the kernel’s peak', () => {
  it('proves what was held between two looks and is gone', () => {
    expect(provenPeak(look, { ...look, peakKernelBytes: 415 })).toBe(310)
  })

  it('proves nothing where it has not risen', () => {
    expect(provenPeak(look, look)).toBe(0)
  })

  it('proves nothing that page cache explains', () => {
    expect(provenPeak(look, { ...look, cachedBytes: 400, peakKernelBytes: 415 })).toBe(10)
  })

  it('proves nothing where the kernel keeps none', () => {
    const none = { ...look, peakKernelBytes: null }
    expect(provenPeak(none, none)).toBe(0)
  })
})
