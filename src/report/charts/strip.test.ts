import { describe, expect, it } from 'vitest'
import type { Cell } from '../model/overview.ts'
import { stripCells } from './strip.ts'

const cells = (...states: Cell['state'][]): Cell[] => states.map((state) => ({ day: null, state }))

describe('a strip of days', () => {
  it('has a cell a day, and marks where enough are measured', () => {
    expect(stripCells({ strip: cells('counted', 'missing', 'to-come'), enough: 1 })).toEqual([
      { state: 'counted', isEnough: false },
      { state: 'missing', isEnough: true },
      { state: 'to-come', isEnough: false },
    ])
  })

  it('of a year shows the worst of neighbours, so that no failure is lost', () => {
    const strip = cells(...Array.from({ length: 365 }, (): Cell['state'] => 'counted'))
    strip[200] = { day: null, state: 'failed' }
    const shown = stripCells({ strip, enough: 13 })
    expect(shown.length).toBeLessThanOrEqual(56)
    expect(shown.filter(({ state }) => state === 'failed')).toHaveLength(1)
    expect(shown.filter(({ isEnough }) => isEnough)).toHaveLength(1)
  })

  it('of nothing is empty', () => expect(stripCells({ strip: [], enough: null })).toEqual([]))
})
