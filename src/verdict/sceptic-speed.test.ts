import { describe, expect, it } from 'vitest'
import { failing, hourly, judged, scenario } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'

describe('evidence of speed that a sceptic would bring up', () => {
  const records = (days: number) => simulateRecords(scenario({ days }), 'x')

  it('has no time of a day on which one of the candidate’s trials failed', () => {
    const once = records(14).map((record, day) => (day === 0 ? failing(record, 'polars', 'one') : record))
    expect(judged(once).gates.speed.n).toBe(13)
  })

  it('a margin is of the clock that the epoch began with', () => {
    const policy = { judged: 'work' as const, margins: { total: 0.2, work: 9 } }
    expect(judged(records(14), { policy })).toMatchObject({ decision: 'keep', basis: 'evidence' })
  })

  it('a margin of the clock that is not judged is none', () => {
    const work = records(14).map((record) => ({ ...record, judged: 'work' as const }))
    const verdict = judged(work, { policy: { margins: { total: 1 }, limitSeconds: 3600 } })
    expect(verdict.decision).toBe('measuring')
    expect(verdict.gates.speed).toMatchObject({ open: 'margin', needs: null })
  })

  it('α, clock and days averaged are those that were written down first, whatever is imported later', () => {
    const [first, ...rest] = records(14) as [RunRecord, ...RunRecord[]]
    const imported = { ...first, alpha: 0.5, recordedAt: '2026-12-01T00:00:00.000Z' }
    expect(judged([imported, ...rest]).epoch.frame.alpha).toBe(0.05)
  })

  it('a clock that stood in another year takes no time from the others', () => {
    const [first, ...rest] = records(15) as [RunRecord, ...RunRecord[]]
    const early = { ...first, when: '1970-01-01T00:00:00.000Z' }
    expect(judged([early, ...rest], { asOf: '2026-11-15' }).decision).toBe('retire')
  })

  it('a failure of the first day is made up for by days', () => {
    const early = records(5).map((record, day) => (day === 0 ? failing(record, 'polars', 'one') : record))
    expect(judged(early).gates.speed.needs).not.toBeNull()
  })

  it('a baseline without a time where the candidate was slow leaves speed open', () => {
    const silent = records(28).map((record, day) => ({
      ...record,
      trials: record.trials.map((trial) =>
        trial.engine === 'spark' && day % 2 === 0 ? { ...trial, measures: {} } : trial,
      ),
    }))
    const verdict = judged(silent, { asOf: '2026-11-28' })
    expect(verdict.gates.speed).toMatchObject({ open: 'times', without: { baseline: 14, of: 28 } })
    const limited = judged(silent, { asOf: '2026-11-28', policy: { margins: {}, limitSeconds: 3600 } })
    expect(limited.decision).toBe('retire')
  })

  it('code that changes every day is never measured long enough', () => {
    const changing = records(20).map((record, day) => ({
      ...record,
      trials: record.trials.map((trial) =>
        trial.engine === 'polars' ? { ...trial, behaviour: String(day).padStart(64, 'c') } : trial,
      ),
    }))
    expect(judged(changing)).toMatchObject({
      decision: 'measuring',
      epoch: { number: 20, others: 19, comparisons: 1 },
    })
  })

  it('days on which the candidate was slower stay in sight of «retire»', () => {
    const ends = records(28).map((record, day) => ({
      ...record,
      trials: record.trials.map((trial) =>
        trial.engine === 'polars' && day % 10 === 0
          ? { ...trial, measures: { ...trial.measures, totalMs: 900_000 } }
          : trial,
      ),
    }))
    const verdict = judged(ends, { asOf: '2026-11-28' })
    expect(verdict.decision).toBe('retire')
    const { series } = verdict.gates.speed
    expect([series.filter(({ ratio }) => ratio > 1).length, series.length]).toEqual([3, 28])
  })

  it('comparisons that are no observations are not silent where they say the opposite', () => {
    const { every, bounds } = judged(hourly(records(14)), { asOf: '2026-11-14' }).gates.speed
    expect(every?.comparisons).toBe(42)
    expect(every?.ratio).toBeGreaterThan(1)
    expect(bounds).toMatchObject([{ state: 'pass', n: 14 }])
  })

  it('one partition for all runs is never measured for long enough', () => {
    const same = records(20).map((record) => ({ ...record, partition: 'all' }))
    expect(judged(same, { asOf: '2026-11-20' })).toMatchObject({
      decision: 'measuring',
      epoch: { lastDay: '2026-11-01', newestDay: '2026-11-20', days: { length: 1 } },
    })
  })

  it('a baseline that misses the limit as well is not kept for its speed alone', () => {
    const verdict = judged(records(28), { asOf: '2026-11-28', policy: { margins: {}, limitSeconds: 30 } })
    expect(verdict).toMatchObject({ decision: 'keep', decisive: 'speed' })
    expect(verdict.gates.speed.baselineSeconds).toBeGreaterThan(30)
  })

  it('sides that ran under other conditions are named', () => {
    const unlike = records(28).map((record) => ({
      ...record,
      trials: record.trials.map((trial): RunRecord['trials'][number] =>
        trial.engine === 'polars' ? { ...trial, runner: 'process', cache: 'evicted' } : trial,
      ),
    }))
    const verdict = judged(unlike)
    expect(verdict.conditions).toEqual([
      { what: 'runner', comparisons: 28, baseline: ['docker'], candidate: ['process'] },
      { what: 'page cache', comparisons: 28, baseline: ['warm'], candidate: ['evicted'] },
    ])
    expect(judged(records(28)).conditions).toEqual([])
  })
})
