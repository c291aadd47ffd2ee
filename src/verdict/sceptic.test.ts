import { describe, expect, it } from 'vitest'
import { failing, judged, scenario } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate } from '../simulate/scenario.ts'

describe('evidence of equal data that a sceptic would bring up', () => {
  const records = (days: number) => simulateRecords(scenario({ days }), 'x')

  it('a difference at another size is one', () => {
    const [last] = simulateRecords(
      scenario({ days: 1, candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [1] })] }),
      'x',
    ) as [RunRecord]
    const small = { ...last, id: 'a-small-one', size: 'small' }
    expect(judged([...records(14), small], { asOf: '2026-11-14' })).toMatchObject({ basis: 'fix-candidate' })
  })

  it('days on which one side delivered nothing are no days of equal data', () => {
    const half = records(14).map((record, day) => (day % 2 ? failing(record, 'spark', 'all') : record))
    const verdict = judged(half)
    expect(verdict).toMatchObject({
      decision: 'measuring',
      epoch: { completeDays: { length: 7 }, days: { length: 14 } },
    })
    expect(verdict.gates.window).toMatchObject({ state: 'not yet', needs: { least: 7, most: 7 } })
  })

  it('a failed run at another size does not take back the difference there', () => {
    const [last] = simulateRecords(
      scenario({ days: 1, candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [1] })] }),
      'x',
    ) as [RunRecord]
    const small = { ...last, id: 'a-small-one', size: 'small' }
    const failed = {
      ...failing(small, 'polars', 'all'),
      id: 'a-failed-one',
      when: '2026-11-02T00:00:00.000Z',
      partition: 'k2',
    }
    expect(judged([...records(14), small, failed], { asOf: '2026-11-14' })).toMatchObject({
      basis: 'fix-candidate',
    })
  })

  it('no rows every night are a matter of inputs, not of speed', () => {
    const empty = records(28).map((record) => ({
      ...record,
      parity: {
        ...record.parity,
        findings: record.parity.findings.map((finding) => ({ ...finding, baselineRows: 0, engineRows: 0 })),
      },
    }))
    const verdict = judged(empty, { asOf: '2026-11-28' })
    expect(verdict.gates.parity).toMatchObject({ open: 'same-inputs', inputs: { count: 0, sinceNew: 28 } })
  })
})
