import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate } from '../simulate/scenario.ts'
import { failing, gate, judged, scenario } from './simulated-verdicts.ts'

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
      ...(day === 3 ? failing(record, 'polars', 'all', 'oom') : record),
      input: { ...record.input, bytes: 20e9 },
    }))
    const { gates } = judged(large, { policy: { volumeBytes: 5e9, maxFailures: 9 } })
    expect(gates.find(({ name }) => name === 'capacity')).toMatchObject({
      state: 'not yet',
      evidence: '2 of 28 trials at 10 GB or more ran out of memory',
    })
  })

  it('days on which one side delivered nothing are no days of equal data', () => {
    const half = records(14).map((record, day) => (day % 2 ? failing(record, 'spark', 'all') : record))
    const verdict = judged(half)
    expect(verdict).toMatchObject({
      decision: 'measuring',
      epoch: { completeDays: { length: 7 }, days: { length: 14 } },
    })
    expect(gate(verdict, 'window')).toMatchObject({ state: 'not yet', missing: '7 more days' })
  })

  it('whoever stays away on half of the keys has not been shown to deliver', () => {
    const away = records(28).map((record, day) => ({
      ...record,
      trials: record.trials.filter(({ engine }) => engine === 'spark' || day % 2 === 0),
    }))
    const verdict = judged(away)
    expect(verdict.decision).not.toBe('retire')
    expect(gate(verdict, 'failures')?.evidence).toContain('13 of 27 keys of spark have no comparison')
    expect(judged(away, { policy: { maxUnpaired: 0.5 } }).decision).toBe('retire')
  })

  it('a margin of the clock that is not judged is none', () => {
    const work = records(14).map((record) => ({ ...record, judged: 'work' as const }))
    const verdict = judged(work, { policy: { margins: { total: 1 }, limitMinutes: 60 } })
    expect(verdict.decision).toBe('measuring')
    expect(gate(verdict, 'speed')?.missing).toMatch(/^margins: work in the policy/)
  })

  it('α, clock and days averaged are those that were written down first, whatever is imported later', () => {
    const [first, ...rest] = records(14) as [RunRecord, ...RunRecord[]]
    const imported = { ...first, alpha: 0.5, recordedAt: '2026-12-01T00:00:00.000Z' }
    expect(judged([imported, ...rest]).epoch?.frame.alpha).toBe(0.05)
  })

  it('whole minutes of a clock decide nothing that a second would', () => {
    const inMinutes = (ratio: number) =>
      simulateRecords(
        scenario({
          days: 20,
          dayNoise: 0,
          trialNoise: 0,
          candidates: [candidate({ name: 'polars', ratio, noise: 0.005 })],
        }),
        'x',
      ).map((record) => ({
        ...record,
        trials: record.trials.map(({ measures, ...trial }) => ({
          ...trial,
          measures: { totalMs: 60_000 * Math.round(Number(measures.totalMs) / 60_000) },
        })),
      }))
    expect(gate(judged(inMinutes(1.03)), 'speed')).toMatchObject({
      state: 'not yet',
      missing: expect.stringContaining('more digits'),
    })
    expect(judged(inMinutes(0.25)).decision).toBe('retire')
  })

  it('a clock that stood in another year takes no time from the others', () => {
    const [first, ...rest] = records(15) as [RunRecord, ...RunRecord[]]
    const early = { ...first, when: '1970-01-01T00:00:00.000Z' }
    expect(judged([early, ...rest], { asOf: '2026-11-15' }).decision).toBe('retire')
  })

  it('whoever ran more often has not failed more often', () => {
    const uneven = records(28).map((record, day) => {
      const [spark] = record.trials.filter(({ engine }) => engine === 'spark')
      const polars = record.trials.filter(({ engine }) => engine === 'polars')
      const last = polars.map((trial, index) =>
        index === 1 && day % 2 ? { ...trial, outcome: 'failed' as const } : trial,
      )
      return { ...record, trials: [...(spark ? [spark] : []), ...last] }
    })
    expect(gate(judged(uneven), 'failures')?.state).toBe('not yet')
  })

  it('a late failure waits for its own fourteen days, whatever the window says', () => {
    const late = records(50).map((record, day) => (day === 48 ? failing(record, 'polars', 'all') : record))
    const verdict = judged(late)
    expect(verdict.decision).toBe('measuring')
    expect(verdict.sentence).toMatch(/^Keep measuring, about 13 more days: .* failures is open\./)
  })

  it('a failure of the first day is made up for by days', () => {
    const early = records(5).map((record, day) => (day === 0 ? failing(record, 'polars', 'one') : record))
    expect(judged(early).sentence).not.toContain('No number of days')
  })

  it('attempts that read other input, or were cancelled, hide nothing', () => {
    const alone = (record: RunRecord, engine: string, changes: Partial<RunRecord>): RunRecord => ({
      ...record,
      event: 'record',
      trials: record.trials.filter((trial) => trial.engine === engine),
      ...changes,
      id: `${record.id}-${engine}${changes.id ?? ''}`,
    })
    const key = { source: 'key', sha256: 'f'.repeat(64), bytes: 0, files: 0 }
    const other = { ...key, source: 'path', sha256: 'e'.repeat(64), bytes: 9 }
    const attempts = records(28).flatMap((record, day) => [
      alone(record, 'spark', { input: key }),
      ...(day % 2
        ? [
            failing(alone(record, 'polars', { id: '-first' }), 'polars', 'all'),
            alone(record, 'polars', { input: other }),
          ]
        : [alone(record, 'polars', {})]),
    ])
    expect(gate(judged(attempts), 'failures')?.evidence).toContain('polars alone failed in 14 of 28')
    const elsewhere = records(28).flatMap((record, day) => [
      alone(record, 'spark', {}),
      alone(record, 'polars', day % 2 ? { input: other } : {}),
    ])
    expect(gate(judged(elsewhere), 'failures')?.evidence).toContain(
      '13 of 27 keys of spark have no comparison',
    )
    const cancelled = records(28).flatMap((record) => [
      alone(record, 'spark', {}),
      failing(alone(record, 'polars', {}), 'polars', 'all'),
      {
        ...alone(record, 'polars', { id: '-again', input: other }),
        trials: record.trials.map((trial) => ({ ...trial, outcome: 'cancelled' as const })),
      },
    ])
    expect(gate(judged(cancelled), 'failures')?.evidence).toContain('polars alone failed in 28 of 28')
  })

  it('a repeat of an old key with old code does not bring that code back', () => {
    const changed = { candidates: [candidate({ name: 'polars', ratio: 0.3, changes: [15] })] }
    const all = simulateRecords(scenario({ days: 20, ...changed }), 'x')
    const old = all[4] as RunRecord
    const backfill = {
      ...old,
      id: `${old.id}-again`,
      when: '2026-11-20T15:00:00.000Z',
      trials: old.trials.filter(({ engine }) => engine === 'spark'),
    }
    expect(judged([...all, backfill], { asOf: '2026-11-20' }).epoch?.number).toBe(2)
  })

  it('whoever stops before the other has not been shown to deliver since', () => {
    const stopped = records(40).map((record, day) => ({
      ...record,
      trials: record.trials.filter(({ engine }) => engine === 'spark' || day < 14),
    }))
    expect(judged(stopped, { asOf: '2026-11-14' }).decision).toBe('retire')
    expect(judged(stopped, { asOf: '2026-12-10' }).decision).not.toBe('retire')
  })

  it('a failure is not forgiven because the other side failed when it ran again', () => {
    const rerun = records(14).flatMap((record, day) => {
      if (day > 3) return [record]
      const failed = failing(record, 'polars', 'all')
      const again = failing({ ...record, id: `${record.id}-again` }, 'spark', 'all')
      return [failed, { ...again, trials: again.trials.filter(({ engine }) => engine === 'spark') }]
    })
    expect(gate(judged(rerun), 'failures')?.evidence).toContain('polars alone failed in 4 of 14')
  })

  it('more keys with a comparison make up for those without', () => {
    const away = records(10).map((record, day) => ({
      ...record,
      trials: record.trials.filter(({ engine }) => engine === 'spark' || (day !== 3 && day !== 4)),
    }))
    const verdict = judged(away)
    expect(gate(verdict, 'failures')?.needs).toEqual({ least: 10, most: null })
    expect(verdict.sentence).not.toContain('No number of days')
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
      key: 'k2',
    }
    expect(judged([...records(14), small, failed], { asOf: '2026-11-14' })).toMatchObject({
      basis: 'fix-candidate',
    })
  })
})
