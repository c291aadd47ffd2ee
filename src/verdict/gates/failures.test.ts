import { describe, expect, it } from 'vitest'
import { failing, judged, scenario } from '../../../tests/simulated-verdicts.ts'
import { sizedLedger } from '../../../tests/sized-ledger.ts'
import { simulateRecords } from '../../simulate/records.ts'

const failedOn = (days: number, ...failed: number[]) =>
  judged(
    simulateRecords(scenario({ days }), 'x').map((record, index) =>
      failed.includes(index + 1) ? failing(record, 'polars', 'all') : record,
    ),
    { policy: { maxFailures: 0 } },
  )

const tight = { gigabytes: 5, memoryGiB: 2, isOutOfMemory: true }
const [judgedLimits, tightLimits] = [16, 2].map((gib) => ({ cpus: 4, memoryBytes: gib * 2 ** 30 }))
const declaring = (...limits: ({ cpus: number; memoryBytes: number } | undefined)[]) => ({
  asOf: '2026-11-14',
  policy: { margins: { total: 4 } },
  limits: limits.filter((each) => each !== undefined),
})

describe('failures at limits that are not judged', () => {
  it('keep a verdict open where etl-compare.yml names these limits', () => {
    const verdict = judged(sizedLedger([tight]), declaring(judgedLimits, tightLimits))
    expect(verdict.decision).toBe('measuring')
    expect(verdict.gates.failures).toMatchObject({
      state: 'not yet',
      open: 'limits',
      needs: null,
      atLimits: [{ size: 'own', limits: tightLimits, of: 1, failed: 1 }],
    })
  })

  it('are only shown where it does not', () => {
    const verdict = judged(sizedLedger([tight]), declaring(judgedLimits))
    expect(verdict.gates.failures).toMatchObject({ state: 'pass', atLimits: [] })
    const { failures } = judged(sizedLedger([tight]), declaring(tightLimits)).gates
    expect(failures).toMatchObject({ state: 'pass', atLimits: [] })
    expect(verdict.forecast.scaling.places).toHaveLength(2)
  })

  it('keep it open too where nothing ran at these limits', () => {
    const { failures } = judged(sizedLedger([]), declaring(judgedLimits, tightLimits)).gates
    expect(failures).toMatchObject({
      open: 'limits',
      atLimits: [{ size: 'own', limits: tightLimits, of: 0, failed: 0 }],
    })
  })

  it.each([
    ['keep it open at a smaller size than the judged', 1, 2, ['1GB']],
    ['keep it open at a smaller size under the judged limits', 1, 16, ['1GB']],
    ['are only shown at a larger size', 9, 2, []],
  ])('%s', (_, gigabytes, memoryGiB, sizes) => {
    const ledger = sizedLedger([
      { gigabytes: 5, memoryGiB: 2 },
      { gigabytes, memoryGiB, isOutOfMemory: true },
    ])
    const { atLimits } = judged(ledger, declaring(judgedLimits, tightLimits)).gates.failures
    expect(atLimits.map(({ size }) => size)).toEqual(sizes)
  })

  it('say nothing at limits that etl-compare.yml does not name, at any size', () => {
    const ledger = sizedLedger([{ gigabytes: 1, memoryGiB: 2, isOutOfMemory: true }])
    expect(judged(ledger, declaring(judgedLimits)).gates.failures.atLimits).toEqual([])
  })

  it('are allowed as under the judged limits, and are nobody’s where both fail', () => {
    const limits = declaring(judgedLimits, tightLimits)
    const twice = sizedLedger([tight, { gigabytes: 5, memoryGiB: 2 }])
    expect(judged(twice, limits).gates.failures.atLimits).toMatchObject([{ of: 2, failed: 1 }])
    const allowed = { ...limits, policy: { ...limits.policy, maxFailures: 1 } }
    expect(judged(twice, allowed).gates.failures.atLimits).toEqual([])
    const both = sizedLedger([tight]).map((record, index, { length }) =>
      index === length - 1 ? failing(record, 'spark', 'all', 'oom') : record,
    )
    expect(judged(both, limits).gates.failures.atLimits).toEqual([])
  })
})

describe('failures in a verdict', () => {
  it.each([
    ['the window is full at the earliest', 6, [5], 13],
    ['the last of them is 14 measured days old', 16, [14], 12],
    ['the last of them is 14 measured days old, whoever failed before', 20, [4, 19], 13],
  ])('keep it open until %s', (_, days, failed, least) => {
    const verdict = failedOn(days, ...failed)
    expect(verdict.gates.failures).toMatchObject({ state: 'not yet', needs: { least, most: least } })
    expect(verdict.daysNeeded?.least).toBe(least)
  })

  it('no longer count after 14 measured days without one', () => {
    expect(failedOn(26, 12).gates.failures.state).toBe('pass')
    expect(failedOn(25, 12).gates.failures).toMatchObject({ state: 'not yet', needs: { least: 1 } })
  })
})
