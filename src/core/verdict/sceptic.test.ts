import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate } from '../simulate/scenario.ts'
import { failing, gate, judged, judgedAfter, scenario } from './simulated-verdicts.ts'

describe('evidence that a sceptic would bring up', () => {
  const records = (days: number) => simulateRecords(scenario({ days }), 'x')

  it('days without an output of the candidate keep it from being retired for, whatever the baseline did', () => {
    const late = records(24).map((record, day) =>
      day < 14 ? record : failing(failing(record, 'polars', 'all'), 'spark', 'one'),
    )
    expect(judged(late).decision).not.toBe('retire')
    expect(gate(judged(late), 'speed')?.missing).toMatch(/10 of 24 have none/)
  })

  it('has no time of a day on which one of the candidate’s trials failed', () => {
    const once = records(14).map((record, day) => (day === 0 ? failing(record, 'polars', 'one') : record))
    expect(judged(once).speed?.n).toBe(13)
  })

  it('a difference at another size is one', () => {
    const [last] = simulateRecords(
      scenario({ days: 1, candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [1] })] }),
      'x',
    ) as [RunRecord]
    const small = { ...last, id: 'a-small-one', size: 'small' }
    expect(judged([...records(14), small], { asOf: '2026-11-14' })).toMatchObject({ basis: 'fix-candidate' })
  })

  it('a margin is of the clock that the epoch began with', () => {
    const policy = { judged: 'work' as const, margins: { total: 0.2, work: 9 } }
    expect(judged(records(14), { policy })).toMatchObject({ decision: 'keep', basis: 'evidence' })
  })

  it('runs out of memory at twice the volume count against it', () => {
    const large = records(14).map((record, day) => ({
      ...(day === 3 ? failing(record, 'polars', 'all') : record),
      input: { ...record.input, bytes: 20e9 },
    }))
    const { gates } = judged(large, { policy: { volumeBytes: 5e9, maxFailures: 9 } })
    expect(gates.find(({ name }) => name === 'capacity')).toMatchObject({
      state: 'not yet',
      evidence: '2 of 28 trials at 10 GB or more failed',
    })
  })

  it('a sentence says what was asked, with an interval', () => {
    expect(judgedAfter(14, {}, { policy: { limitMinutes: 0.5 } }).sentence).toMatch(
      /^Keep spark: polars took \d\d\.\d s \(.* to .*\), 30 s are allowed\.$/,
    )
    expect(judgedAfter(14).sentence).toMatch(
      /took 0\.\d\d times as long \(0\.\d+ to 0\.\d+\), at most 1 is asked\.$/,
    )
  })

  it('of times that are all equal is decided by their value, and said so', () => {
    const still = {
      dayNoise: 0,
      trialNoise: 0,
      candidates: [candidate({ name: 'polars', ratio: 0.5, noise: 0 })],
    }
    expect(judgedAfter(14, still).sentence).toMatch(/took 0\.50 times as long every time/)
  })
})
