import { describe, expect, it } from 'vitest'
import { judged, scenario } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate } from '../simulate/scenario.ts'
import { crossoverOf } from './sizes.ts'

/** A ledger of the judged size, and one run at another where polars takes `ratio` times as long. */
function withSize(bytes: number, ratio: number): RunRecord[] {
  const other = { days: 1, bytes, candidates: [candidate({ name: 'polars', ratio, noise: 0 })] }
  const [run] = simulateRecords(scenario(other), 'other') as [RunRecord]
  return [...simulateRecords(scenario({ days: 6 }), 'x'), { ...run, id: 'of-another-size', size: 'large' }]
}
const crossing = (records: RunRecord[]) => crossoverOf(judged(records, { asOf: '2026-11-06' }).sizes)

describe('sizes in a verdict', () => {
  it('are shown with what both took there, smallest first', () => {
    const { sizes } = judged(withSize(1e9, 0.3), { asOf: '2026-11-06' })
    expect(sizes.map(({ bytes }) => bytes)).toEqual([1e9, 5e9])
  })

  it('have one quicker engine at all of them', () =>
    expect(crossing(withSize(12e9, 0.5))).toEqual({ value: null, reason: 'candidate-cheaper' }))

  it('of hardly other bytes say nothing of where that changes', () =>
    expect(crossing(withSize(5.5e9, 3))).toEqual({ value: null, reason: 'one-size' }))

  it('have a crossing between measured sizes only', () => {
    expect(crossing(withSize(12e9, 3))).toMatchObject({ between: [5e9, 12e9], cheaperAbove: 'baseline' })
    expect(crossing(simulateRecords(scenario({ days: 6 }), 'x'))).toEqual({ value: null, reason: 'one-size' })
  })
})
