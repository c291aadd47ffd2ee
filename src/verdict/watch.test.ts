import { describe, expect, it } from 'vitest'
import { judgedAfter } from '../../tests/simulated-verdicts.ts'
import { toPolicy } from '../model/config/policy.ts'

const judgedBy = (policy = {}, days = 14) => judgedAfter(days, {}, { policy: { ...toPolicy(), ...policy } })

describe('what to watch after a retirement', () => {
  it('is there only where the baseline can be retired', () => {
    expect(judgedBy().decision).toBe('retire')
    expect(judgedBy().watch).not.toBeNull()
    expect(judgedBy({}, 13).watch).toBeNull()
  })

  it('keeps the baseline ready for as many days as were measured', () => {
    expect(judgedBy().watch?.days).toBe(14)
    expect(judgedBy({}, 20).watch?.days).toBe(20)
  })

  it('rolls back on a time that the speed gate would not have passed: the margin of the baseline’s mean', () => {
    const verdict = judgedBy({ margins: { total: 0.5 } })
    const { time } = verdict.watch ?? {}
    expect(time).toMatchObject({ by: 'baseline', runs: 28 })
    expect(time?.rollBackSeconds).toBeCloseTo(0.5 * (verdict.gates.speed.baselineSeconds ?? 0), 9)
    // Of 28 trials, the 27th: 95 % of them took no longer.
    expect(time?.p95Seconds).toBeGreaterThan(verdict.gates.speed.candidateSeconds ?? Infinity)
    expect(time?.p95Seconds).toBeLessThan(time?.rollBackSeconds ?? 0)
  })

  it('takes the declared limit where there is one', () =>
    expect(judgedBy({ limitSeconds: 1800 }).watch?.time).toMatchObject({
      by: 'limit',
      rollBackSeconds: 1800,
    }))

  it('takes the node’s declared memory before the limit of the runs', () => {
    const { watch, subject } = judgedBy()
    expect(watch?.memory?.rollBackBytes).toBe(subject.limits.memoryBytes)
    const platform = { prices: [], nodes: 1, startupSeconds: 0, idleSeconds: 0, memoryBytes: 64e9 }
    expect(judgedBy({ platforms: { polars: platform } }).watch?.memory?.rollBackBytes).toBe(64e9)
  })

  it('names the largest input and the highest peak that were measured', () => {
    const { watch, gates } = judgedBy()
    expect(watch?.memory?.peakBytes).toBeGreaterThanOrEqual(gates.capacity.peak?.bytes ?? Infinity)
    expect(watch?.inputBytes).toBeGreaterThan(0)
  })
})
