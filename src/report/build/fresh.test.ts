import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { freshRunOf } from './fresh.ts'

const BASE = SCENARIOS['clear-win'] as Scenario

/** The changes that the run of the last day shows, which the ledger has already. */
function changesOf(changes: Partial<Parameters<typeof candidate>[0]>, days = BASE.days) {
  const scenario = { ...BASE, days, candidates: [candidate({ name: 'polars', ratio: 0.3, ...changes })] }
  const { records, jobs, report } = simulatedReport([scenario])
  const record = records.at(-1)
  if (!record) throw new Error('no run')
  return freshRunOf(record, report, jobs[0], '2026-11-28').changes[0]
}

describe('a run that was just made and is in the ledger already', () => {
  it('is compared with the others, and not with itself', () => {
    const { ratio, usual } = changesOf({ noise: 0.1 }, 7) ?? {}
    expect(usual?.n).toBe(6)
    expect([usual?.range.lower, usual?.range.upper]).not.toContain(ratio)
  })

  it('has nothing to be compared with on the first day', () => {
    expect(changesOf({}, 1)?.usual).toBeNull()
  })

  it('says that its code is new', () => {
    expect(changesOf({ changes: [BASE.days] })?.newCode).toMatchObject([{ side: 'candidate' }])
    expect(changesOf({})?.newCode).toEqual([])
  })
})
