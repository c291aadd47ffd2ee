import { describe, expect, it } from 'vitest'
import { deployedAs, LOCAL_SPARK } from '../../../tests/deployed-ledger.ts'
import { failing, judged, judgedAfter, scenario } from '../../../tests/simulated-verdicts.ts'
import { sizedLedger } from '../../../tests/sized-ledger.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'

describe('capacity in a verdict', () => {
  it('decides only where a volume is declared', () => {
    expect(judgedAfter(14).gates.capacity.deciding).toBe(false)
    expect(judgedAfter(14, {}, { policy: { volumeBytes: 2e9 } }).gates.capacity).toMatchObject({
      deciding: true,
      state: 'pass',
    })
  })

  it('stays open where twice the volume lies beyond what sizes that are all alike can tell', () => {
    const verdict = judgedAfter(14, {}, { policy: { volumeBytes: 5e9 } })
    expect(verdict.gates.capacity).toMatchObject({ state: 'not yet' })
    expect(verdict.decision).toBe('measuring')
    expect(verdict.daysNeeded?.most).toBeNull()
  })

  describe('with a node of its own', () => {
    const on = (memoryBytes: number) => ({
      platforms: { polars: { ...NODE, node: 'm6i.large', memoryBytes } },
    })
    const large = { bytes: 10e9 }

    it('is judged by its memory, not by the limits', () => {
      const policy = { volumeBytes: 2e9 }
      expect(judgedAfter(14, large, { policy: { ...policy, ...on(8e9) } }).gates.capacity.state).toBe('pass')
      const verdict = judgedAfter(14, large, { policy: { ...policy, ...on(1e9) } })
      expect(verdict.gates.capacity.state).not.toBe('pass')
    })

    it('that is larger than the limits is not condemned by failures under them', () => {
      const records = simulateRecords(scenario({ days: 14, ...large }), 'x')
      const lost = records.map((record) => failing(record, 'polars', 'all', 'oom'))
      const policy = { volumeBytes: 2e9, maxFailures: 99 }
      expect(judged(lost, { policy }).gates.capacity.state).toBe('fail')
      const larger = judged(lost, { policy: { ...policy, ...on(64e9) } }).gates.capacity
      expect(larger).toMatchObject({
        state: 'not yet',
        basis: 'lost',
        lost: { count: 28, of: 28, hadAsMuch: false },
      })
    })
  })

  it('stays open where the target lies more than ten times beyond what was measured, however clear the fit is', () => {
    const at = (volumeBytes: number) =>
      judged(sizedLedger([{ gigabytes: 1 }]), { asOf: '2026-11-14', policy: { volumeBytes } }).gates.capacity
    expect(at(24e9)).toMatchObject({ state: 'fail', basis: 'predicted' })
    expect(at(26e9)).toMatchObject({ state: 'not yet', basis: 'predicted' })
  })

  it('stays open where the candidate is Spark, whose peaks are what its heap was allowed', () => {
    const records = deployedAs(sizedLedger([{ gigabytes: 1 }]), { polars: LOCAL_SPARK })
    const verdict = judged(records, { asOf: '2026-11-14', policy: { volumeBytes: 24e9 } })
    expect(verdict.gates.capacity).toMatchObject({
      state: 'not yet',
      basis: 'no-fit',
      reason: { why: 'heap' },
      predicted: null,
    })
    expect(verdict.forecast.fits.candidate.memoryBytes).toEqual({ value: null, reason: { why: 'heap' } })
    expect(verdict.forecast.ceiling.value).toBeNull()
    expect(verdict.forecast.projections.map(({ inMemory }) => inMemory)).toEqual([null, null])
  })

  it('stays open where it needed more than its node has, which it may not with less at hand', () => {
    const node = { platforms: { polars: { ...NODE, node: 'm6i.large', memoryBytes: 2 ** 30 } } }
    const { capacity } = judgedAfter(14, {}, { policy: { volumeBytes: 5e9, ...node } }).gates
    expect(capacity).toMatchObject({ state: 'not yet', basis: 'exceeds', exceeding: { inputBytes: 5e9 } })
    expect(capacity.exceeding?.bytes).toBeGreaterThan(2 ** 30)
  })

  it('decides without a volume too where it needed more than its node has', () => {
    const node = { platforms: { polars: { ...NODE, node: 'm6i.large', memoryBytes: 2 ** 30 } } }
    const { decision, gates } = judgedAfter(14, {}, { policy: node })
    expect(decision).toBe('measuring')
    expect(gates.capacity).toMatchObject({ deciding: true, state: 'not yet', basis: 'exceeds' })
  })

  it('stays open where it ran out of memory between the volume and twice that', () => {
    const records = simulateRecords(scenario({ days: 14, bytes: 10e9 }), 'x')
    const [first] = records as [RunRecord]
    const lost = {
      ...failing(first, 'polars', 'all', 'oom'),
      id: 'at-nine-tenths',
      size: 'large',
      input: { ...first.input, bytes: 9.9e9 },
    }
    const policy = { volumeBytes: 9e9, maxFailures: 99 }
    expect(judged([...records, lost], { policy, asOf: '2026-11-14' }).gates.capacity).toMatchObject({
      state: 'not yet',
      basis: 'lost-early',
      targetBytes: 18e9,
      lost: { count: 2 },
    })
  })
})

const NODE = { prices: [], nodes: 1, startupSeconds: 0, idleSeconds: 0 }
