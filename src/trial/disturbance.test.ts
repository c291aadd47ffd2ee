import { describe, expect, it } from 'vitest'
import { unmeasured } from '../model/measures/measure.ts'
import type { Trial } from '../model/record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { SCENARIOS, type Scenario } from '../simulate/scenario.ts'
import { disturbanceOf } from './disturbance.ts'

const [record] = simulateRecords(SCENARIOS['clear-win'] as Scenario, 'x')
const trial = (facts: { others?: number | null; before?: number; otherRuns?: number }): Trial => {
  const { others, before, otherRuns } = facts
  const [first] = record?.trials ?? []
  if (!first) throw new Error('no trial')
  return {
    ...first,
    quiet: before === undefined ? null : { waitedMs: 5000, busyPercent: before },
    measures: {
      ...first.measures,
      ...(others !== undefined && { othersPercent: others ?? unmeasured('too short') }),
    },
    ...(otherRuns !== undefined && { otherRuns }),
  }
}

describe('what disturbed a trial', () => {
  it('is what others used of its cores while it ran, above a tenth', () => {
    expect(disturbanceOf(trial({ others: 48 }))).toEqual({ busyPercent: 48, seen: 'during', otherRuns: 0 })
    expect(disturbanceOf(trial({ others: 9.9 }))).toBeNull()
  })

  it('is not what the machine did before, where it is known what it did meanwhile', () => {
    expect(disturbanceOf(trial({ others: 1, before: 100 }))).toBeNull()
  })

  it('is what the machine did before, where nothing else is known: a short trial, or an old record', () => {
    const before = { busyPercent: 100, seen: 'before', otherRuns: 0 }
    expect(disturbanceOf(trial({ others: null, before: 100 }))).toEqual(before)
    expect(disturbanceOf(trial({ before: 100 }))).toEqual(before)
    expect(disturbanceOf(trial({ before: 20 }))).toBeNull()
  })

  it('is another run, however little that computed', () => {
    expect(disturbanceOf(trial({ others: 0, otherRuns: 2 }))).toEqual({
      busyPercent: null,
      seen: 'during',
      otherRuns: 2,
    })
  })

  it('is unknown of another platform’s results', () => {
    expect(disturbanceOf(trial({}))).toBeNull()
  })
})
