import { describe, expect, it } from 'vitest'
import { ceilingOf } from './ceiling.ts'
import { fitGrowth, type Growth } from './growth.ts'

function growthOf(...values: [size: number, value: number][]): Growth {
  const fit = fitGrowth(values.map(([size, value]) => ({ size, value })))
  if ('why' in fit) throw new Error(fit.why)
  return fit
}

describe('the size at which an amount meets a limit', () => {
  /** 2 + 3·size: 17 at 5. */
  const exact = growthOf([1, 5], [2, 8], [4, 14])

  it('is exact on an exact line', () => {
    const found = ceilingOf(exact, 17)
    if (typeof found === 'string') throw new Error(found)
    for (const end of [found.lower, found.value, found.upper]) expect(end).toBeCloseTo(5, 6)
  })

  it('has an interval: up to its lower end 19 of 20 fit, from its upper end on none of them', () => {
    const found = ceilingOf(growthOf([1, 5.2], [2, 7.8], [4, 14.1], [4, 13.7], [8, 26.4]), 30)
    if (typeof found === 'string') throw new Error(found)
    expect(found.lower).toBeLessThan(found.value ?? 0)
    expect(found.value).toBeLessThan(found.upper ?? 0)
  })

  it('is none where the smallest size may not fit, or where ten times the largest does', () => {
    expect(ceilingOf(exact, 4)).toBe('already-above')
    expect(ceilingOf(exact, 200)).toBe('beyond')
  })
})
