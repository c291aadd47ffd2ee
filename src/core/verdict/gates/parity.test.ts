import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { candidate } from '../../simulate/scenario.ts'
import { gate, judged, judgedAfter, scenario } from '../simulated-verdicts.ts'

describe('parity in a verdict', () => {
  const differing = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [14] })] }

  it('that fails in the newest comparison says: mend the candidate', () => {
    expect(judgedAfter(14, differing)).toMatchObject({ decision: 'keep', basis: 'fix-candidate' })
  })

  it('stays open where an older comparison differs and nobody mended it', () => {
    const older = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [5] })] }
    const verdict = judgedAfter(14, older)
    expect(verdict.decision).toBe('measuring')
    expect(gate(verdict, 'parity')?.evidence).toContain('different on 2026-11-05')
  })

  it('passes with a waiver while it lasts, and shows who answers for it', () => {
    const waiver = { table: 'orders', owner: 'ana', reason: 'known', expires: '2026-11-20' }
    const waived = judgedAfter(14, differing, { policy: { waivers: [waiver] } })
    expect(waived.decision).toBe('retire')
    expect(gate(waived, 'parity')?.evidence).toContain(
      'waived in 1 of 14 comparisons by ana until 2026-11-20: known',
    )
    const expired = judgedAfter(14, differing, {
      policy: { waivers: [{ ...waiver, expires: '2026-11-13' }] },
    })
    expect(expired.decision).toBe('keep')
  })

  it('passes once the difference is declared, though the record was made before', () => {
    const orders = {
      name: 'orders',
      key: [],
      ignore: [],
      tolerance: {},
      accept: { amount: ['unexplained'] },
    }
    expect(judgedAfter(14, differing, { tables: { orders } }).decision).toBe('retire')
  })

  it('needs as many different inputs as the policy says', () => {
    const records = simulateRecords(scenario({ days: 14 }), 'x')
    const input = { source: 'path', sha256: '0'.repeat(64), bytes: 1, files: 1 }
    const verdict = judged(records.map((record) => ({ ...record, input })))
    expect(gate(verdict, 'parity')).toMatchObject({ state: 'not yet', missing: '4 more different inputs' })
  })

  it('without any row is of no input', () => {
    const empty = simulateRecords(scenario({ days: 14 }), 'x').map((record) => ({
      ...record,
      parity: {
        ...record.parity,
        findings: record.parity.findings.map((each) => ({ ...each, baselineRows: 0 })),
      },
    }))
    expect(gate(judged(empty), 'parity')).toMatchObject({
      state: 'not yet',
      evidence: 'equal in 14 of 14 comparisons, 0 different inputs with any row',
    })
  })

  it('that is not known at another size keeps it open', () => {
    const records = simulateRecords(scenario({ days: 14 }), 'x')
    const [first] = records as [RunRecord]
    const unknown = {
      outcome: 'unavailable' as const,
      passes: false,
      reason: 'out of disk',
      findings: [],
      differences: null,
    }
    const large = { ...first, id: 'at-another-size', size: 'small', parity: unknown }
    expect(gate(judged([...records, large], { asOf: '2026-11-14' }), 'parity')).toMatchObject({
      state: 'not yet',
      missing: expect.stringContaining('out of disk'),
    })
  })
})
