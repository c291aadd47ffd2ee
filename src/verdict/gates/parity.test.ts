import { describe, expect, it } from 'vitest'
import { judged, judgedAfter, scenario } from '../../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { candidate } from '../../simulate/scenario.ts'

describe('parity in a verdict', () => {
  const differing = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [14] })] }

  it('that fails says: fix the candidate', () => {
    expect(judgedAfter(14, differing)).toMatchObject({ decision: 'keep', basis: 'fix-candidate' })
  })

  it('is not restored by later days under the same code: no number of them undoes a difference', () => {
    const older = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [5] })] }
    const verdict = judgedAfter(14, older)
    expect(verdict).toMatchObject({ decision: 'keep', basis: 'fix-candidate', decisive: 'parity' })
    expect(verdict.gates.parity).toMatchObject({ differing: 1, differences: [{ partition: '2026-11-05' }] })
  })

  it('begins again with new code', () => {
    const fixed = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [5], changes: [6] })] }
    expect(judgedAfter(19, fixed).decision).toBe('retire')
  })

  it('names the newest differences, and counts all of them', () => {
    const often = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [2, 4, 6, 8, 10] })] }
    const { differing: count, differences } = judgedAfter(14, often).gates.parity
    expect(count).toBe(5)
    expect(differences.map(({ partition }) => partition)).toEqual(['2026-11-10', '2026-11-08', '2026-11-06'])
  })

  it('passes with a waiver while it lasts, and shows who answers for it', () => {
    const waiver = { table: 'orders', owner: 'ana', reason: 'known', expires: '2026-11-20' }
    const waived = judgedAfter(14, differing, { policy: { waivers: [waiver] } })
    expect(waived.decision).toBe('retire')
    expect(waived.gates.parity).toMatchObject({
      equal: 13,
      waived: 1,
      waivers: [{ owner: 'ana', reason: 'known', expires: '2026-11-20' }],
    })
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

  describe('on too few inputs', () => {
    const reading = (inputOf: (day: number) => number) =>
      judged(
        simulateRecords(scenario({ days: 14 }), 'x').map((record, day) => ({
          ...record,
          input: { source: 'path', sha256: String(inputOf(day)).repeat(64), bytes: 1, files: 1 },
        })),
        { policy: { minInputs: 7 } },
      )

    it('waits for days while they bring others', () => {
      const verdict = reading((day) => Math.floor(day / 3))
      expect(verdict.gates.parity).toMatchObject({ open: 'few-inputs', needs: { least: 2, most: 2 } })
    })

    it('waits for other inputs, not for days, where the same come again', () => {
      const verdict = reading((day) => Math.min(day, 4))
      expect(verdict.gates.parity).toMatchObject({
        open: 'same-inputs',
        needs: null,
        inputs: { count: 5, asked: 7, sinceNew: 9 },
      })
    })
  })

  it('without any row is of no input', () => {
    const empty = simulateRecords(scenario({ days: 14 }), 'x').map((record) => ({
      ...record,
      parity: {
        ...record.parity,
        findings: record.parity.findings.map((each) => ({ ...each, baselineRows: 0 })),
      },
    }))
    expect(judged(empty).gates.parity).toMatchObject({ state: 'not yet', equal: 14, inputs: { count: 0 } })
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
    expect(judged([...records, large], { asOf: '2026-11-14' }).gates.parity).toMatchObject({
      open: 'uncompared',
      uncompared: { reason: { why: 'unavailable', reason: 'out of disk' } },
    })
  })

  it('names tables that nobody compared, unless the configuration says to ignore them', () => {
    const more = simulateRecords(scenario({ days: 14 }), 'x').map((record) => ({
      ...record,
      trials: record.trials.map((trial) => ({
        ...trial,
        undeclared: trial.engine === 'spark' ? ['audit', 'rejects'] : ['audit'],
      })),
    }))
    expect(judged(more)).toMatchObject({
      decision: 'retire',
      gates: { parity: { undeclared: ['audit', 'rejects'] } },
    })
    expect(judged(more, { undeclared: 'ignore' }).gates.parity.undeclared).toEqual([])
  })
})
