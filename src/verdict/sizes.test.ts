import { describe, expect, it } from 'vitest'
import { judged, scenario } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { factorText } from '../render/verdict/factors.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate } from '../simulate/scenario.ts'

/** A ledger of the judged size, and one run at another where polars takes `ratio` times as long. */
function withSize(bytes: number, ratio: number): RunRecord[] {
  const other = { days: 1, bytes, candidates: [candidate({ name: 'polars', ratio, noise: 0 })] }
  const [run] = simulateRecords(scenario(other), 'other') as [RunRecord]
  return [...simulateRecords(scenario({ days: 6 }), 'x'), { ...run, id: 'of-another-size', size: 'large' }]
}
const volume = (records: RunRecord[]) => factorText(judged(records, { asOf: '2026-11-06' }), 'data volume')

describe('sizes in a verdict', () => {
  it('are shown with what both took there, smallest first', () => {
    const { sizes } = judged(withSize(1e9, 0.3), { asOf: '2026-11-06' })
    expect(sizes.map(({ bytes }) => bytes)).toEqual([1e9, 5e9])
  })

  it('name who takes less time at all of them, and how far was measured', () => {
    expect(volume(withSize(12e9, 0.5))).toContain('on average, polars is faster at all 2 sizes, up to 12 GB')
  })

  it('of hardly other bytes say nothing of where that changes', () => {
    const same = withSize(5.5e9, 3)
    expect(volume(same)).toContain('one size was measured, 5.5 GB')
  })

  it('name where that changes, between measured sizes only', () => {
    expect(volume(withSize(12e9, 3))).toMatch(/spark is faster above about \d+(\.\d+)? GB, and polars below/)
    expect(volume(simulateRecords(scenario({ days: 6 }), 'x'))).toContain('one size was measured, 5 GB')
  })
})
