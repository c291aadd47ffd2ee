import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { NOTHING_BESIDE } from './beside.ts'
import { freshRunOf } from './fresh.ts'
import { buildReport } from './report.ts'

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

  it('takes code for known that the newest run of a partition had', () => {
    const scenario = { ...BASE, days: 3, candidates: [candidate({ name: 'polars', changes: [3] })] }
    const { records, jobs } = simulatedReport([scenario])
    // The new code first ran a second time over the second day's partition.
    const [first, second, third] = records
    if (!first || !second || !third) throw new Error('no runs')
    const again = {
      ...third,
      id: 'again',
      partition: second.partition,
      when: second.when.replace('T03', 'T04'),
    }
    const facts = { asOf: '2026-11-28', beside: NOTHING_BESIDE, leftOut: [], tool: '0.0.0' }
    const newCodeWith = (before: RunRecord[]) =>
      freshRunOf(third, buildReport({ records: [...before, third], jobs, ...facts }), jobs[0], facts.asOf)
        .changes[0]?.newCode
    expect(newCodeWith([first, second])).toMatchObject([{ side: 'candidate' }])
    expect(newCodeWith([first, second, again])).toEqual([])
  })
})
