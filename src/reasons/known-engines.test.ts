import { describe, expect, it } from 'vitest'
import { roundingHabits } from './known-engines.ts'

describe('why two engines round a value otherwise', () => {
  it('is what each does with halves, where that differs', () => {
    const text = roundingHabits({ baseline: 'spark', engine: 'polars' })
    expect(text).toContain('away from zero')
    expect(text).toContain('to even')
  })

  it('is not their habit where both have the same', () => {
    const text = roundingHabits({ baseline: 'spark', engine: 'duckdb' })
    expect(text).toContain('both round halves away from zero')
    expect(text).toContain('values before rounding differ')
  })

  it('is unknown of engines that are not known', () => {
    expect(roundingHabits({ baseline: 'base', engine: 'port' })).toBe('')
  })
})
