import { describe, expect, it } from 'vitest'
import { estimateSeconds } from './estimate.ts'

describe('the time to expect of a trial', () => {
  it('is unknown where nothing was measured and nothing is configured', () => {
    expect(estimateSeconds(1e9, undefined, undefined)).toBeUndefined()
  })

  it('follows the configured pace before the first run', () => {
    expect(estimateSeconds(2e9, undefined, { startSeconds: 8, secondsPerGB: 60 })).toBe(128)
  })

  it('is what this machine measured for the same input', () => {
    expect(estimateSeconds(1e9, { seconds: 20, bytes: 1e9 }, { startSeconds: 8, secondsPerGB: 60 })).toBe(20)
  })

  it('is what was measured where the input’s bytes are not known, then or now', () => {
    expect(estimateSeconds(undefined, { seconds: 20, bytes: 1e9 }, undefined)).toBe(20)
    expect(estimateSeconds(1e9, { seconds: 20, bytes: 0 }, undefined)).toBe(20)
    expect(estimateSeconds(undefined, undefined, { startSeconds: 8, secondsPerGB: 60 })).toBeUndefined()
  })

  it('scales what was measured with the input, but not the start', () => {
    expect(estimateSeconds(10e9, { seconds: 20, bytes: 1e9 }, { startSeconds: 8, secondsPerGB: 60 })).toBe(
      128,
    )
  })
})
