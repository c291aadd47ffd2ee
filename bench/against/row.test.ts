import { describe, expect, it } from 'vitest'
import { outcomeOf, type Target, type Turns } from './row.ts'

const turns = (...values: number[]): Turns => values.map((value) => ({ value, peakBytes: null }))
const peaks = (...gigabytes: number[]): Turns =>
  gigabytes.map((each) => ({ value: 1, peakBytes: each * 1e9 }))
const row = (own: Turns, other: Turns = turns()) => ({ name: 'a', unit: 's' as const, own, other })

const ABSENT: Turns = { reason: 'it lacks this command' }
const HALF: Target = { atMost: 0.5, of: '×' }
const MS: Target = { atMost: 90, of: 'ms' }
const GB: Target = { atMost: 2, of: 'GB' }
const OF_F: Target = { atMost: 4, of: 'F' }

describe('a target is met', () => {
  it('by the least of all turns', () => {
    expect(outcomeOf(MS, row(turns(95, 80, 91)), null)).toEqual({
      isMet: true,
      excess: -10,
      metIn: 1,
      turns: 3,
    })
  })

  it('also where that is just as much', () => {
    expect(outcomeOf(MS, row(turns(90)), null)).toMatchObject({ isMet: true, excess: 0, metIn: 1 })
  })

  it('of memory by the greatest peak', () => {
    expect(outcomeOf(GB, row(peaks(1.5, 2.5)), null)).toEqual({
      isMet: false,
      excess: 0.5,
      metIn: 1,
      turns: 2,
    })
  })

  it('as a ratio beside the least of the other build, in each turn beside its own', () => {
    const outcome = outcomeOf(HALF, row(turns(6, 7), turns(10, 16)), null)
    expect(outcome).toEqual({ isMet: false, excess: 1, metIn: 1, turns: 2 })
  })

  it('in F by the seconds of CPU of one', () => {
    expect(outcomeOf(OF_F, row(turns(7)), 2)).toMatchObject({ isMet: true, excess: -1 })
  })
})

describe('whether a target is met is not known', () => {
  it.each<[string, Target, ReturnType<typeof row>]>([
    ['without a turn of this build', MS, row(ABSENT)],
    ['as a ratio without a turn of the other', HALF, row(turns(1), ABSENT)],
    ['of memory that was not measured', GB, row(turns(1))],
    ['in F that was not measured', OF_F, row(turns(1))],
  ])('%s', (_, target, unmeasured) => {
    expect(outcomeOf(target, unmeasured, null)).toBeNull()
  })
})
