import { describe, expect, it } from 'vitest'
import { failing, judged, scenario } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate } from '../simulate/scenario.ts'

describe('evidence of failures that a sceptic would bring up', () => {
  const records = (days: number) => simulateRecords(scenario({ days }), 'x')

  it('days without an output of the candidate keep it from being retired for, whatever the baseline did', () => {
    const late = records(24).map((record, day) =>
      day < 14 ? record : failing(failing(record, 'polars', 'all'), 'spark', 'one'),
    )
    expect(judged(late).decision).not.toBe('retire')
    expect(judged(late).gates.speed).toMatchObject({ open: 'times', without: { failed: 10, of: 24 } })
  })

  it('days on which both failed do not count, and are no failure of the candidate alone', () => {
    const ledger = records(4).map((record, day) =>
      day < 2 ? record : failing(failing(record, 'polars', 'all'), 'spark', 'all'),
    )
    const { epoch, gates } = judged(ledger)
    expect(epoch.bothFailed).toEqual({ comparisons: 2, partition: '2026-11-04' })
    expect(gates.window.days).toBe(2)
    expect(gates.speed).toMatchObject({ without: { failed: 0, both: 2, of: 4 }, open: 'times' })
    expect(judged(ledger.slice(0, 2)).epoch.bothFailed).toBeNull()
  })

  it('runs out of memory at twice the volume count against it', () => {
    const large = records(14).map((record, day) => ({
      ...(day === 3 ? failing(record, 'polars', 'all', 'oom') : record),
      input: { ...record.input, bytes: 20e9 },
    }))
    const { capacity } = judged(large, { policy: { volumeBytes: 5e9, maxFailures: 9 } }).gates
    expect(capacity).toMatchObject({ state: 'not yet', basis: 'lost', lost: { count: 2, of: 28 } })
  })

  it('whoever stays away on half of the partitions has not been shown to deliver', () => {
    const away = records(28).map((record, day) => ({
      ...record,
      trials: record.trials.filter(({ engine }) => engine === 'spark' || day % 2 === 0),
    }))
    const verdict = judged(away)
    expect(verdict.decision).not.toBe('retire')
    expect(verdict.gates.failures).toMatchObject({ open: 'unpaired', unpaired: { count: 13, of: 27 } })
    expect(judged(away, { policy: { maxUnpaired: 0.5 } }).decision).toBe('retire')
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
    expect(judged(uneven).gates.failures.state).toBe('not yet')
  })

  it('a late failure waits for its own fourteen days, whatever the window says', () => {
    const late = records(50).map((record, day) => (day === 48 ? failing(record, 'polars', 'all') : record))
    expect(judged(late)).toMatchObject({
      decision: 'measuring',
      daysNeeded: { least: 13, most: 13 },
      gates: { failures: { open: 'recent' } },
    })
  })

  it('attempts that read other input, or were cancelled, hide nothing', () => {
    const alone = (record: RunRecord, engine: string, changes: Partial<RunRecord>): RunRecord => ({
      ...record,
      event: 'record',
      trials: record.trials.filter((trial) => trial.engine === engine),
      ...changes,
      id: `${record.id}-${engine}${changes.id ?? ''}`,
    })
    const partition = { source: 'partition', sha256: 'f'.repeat(64), bytes: 0, files: 0 }
    const other = { ...partition, source: 'path', sha256: 'e'.repeat(64), bytes: 9 }
    const attempts = records(28).flatMap((record, day) => [
      alone(record, 'spark', { input: partition }),
      ...(day % 2
        ? [
            failing(alone(record, 'polars', { id: '-first' }), 'polars', 'all'),
            alone(record, 'polars', { input: other }),
          ]
        : [alone(record, 'polars', {})]),
    ])
    expect(judged(attempts).gates.failures).toMatchObject({ candidateAlone: 14, of: 28 })
    const elsewhere = records(28).flatMap((record, day) => [
      alone(record, 'spark', {}),
      alone(record, 'polars', day % 2 ? { input: other } : {}),
    ])
    expect(judged(elsewhere).gates.failures.unpaired).toMatchObject({ count: 13, of: 27 })
    const cancelled = records(28).flatMap((record) => [
      alone(record, 'spark', {}),
      failing(alone(record, 'polars', {}), 'polars', 'all'),
      {
        ...alone(record, 'polars', { id: '-again', input: other }),
        trials: record.trials.map((trial) => ({ ...trial, outcome: 'cancelled' as const })),
      },
    ])
    expect(judged(cancelled).gates.failures).toMatchObject({ candidateAlone: 28, of: 28 })
  })

  it('a repeat of an old partition with old code does not bring that code back', () => {
    const changed = { candidates: [candidate({ name: 'polars', ratio: 0.3, changes: [15] })] }
    const all = simulateRecords(scenario({ days: 20, ...changed }), 'x')
    const old = all[4] as RunRecord
    const backfill = {
      ...old,
      id: `${old.id}-again`,
      when: '2026-11-20T15:00:00.000Z',
      trials: old.trials.filter(({ engine }) => engine === 'spark'),
    }
    expect(judged([...all, backfill], { asOf: '2026-11-20' }).epoch.number).toBe(2)
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
    expect(judged(rerun).gates.failures).toMatchObject({ candidateAlone: 4, of: 14 })
  })

  it('more partitions with a comparison make up for those without', () => {
    const away = records(10).map((record, day) => ({
      ...record,
      trials: record.trials.filter(({ engine }) => engine === 'spark' || (day !== 3 && day !== 4)),
    }))
    const verdict = judged(away)
    expect(verdict.gates.failures.needs).toEqual({ least: 10, most: null })
  })

  it('a candidate that ran alone where it was slow has not been compared there', () => {
    const lone = records(28).map((record, day) => ({
      ...record,
      trials: record.trials.filter(({ engine }) => engine === 'polars' || day % 2 === 1),
    }))
    const verdict = judged(lone, { asOf: '2026-11-28' })
    expect(verdict.gates.failures.unpaired).toMatchObject({ count: 0, candidateOnly: 13 })
  })

  it('a candidate that failed where the baseline never ran has failed', () => {
    const lone = records(28).map((record, day) =>
      day === 20
        ? failing(
            { ...record, trials: record.trials.filter(({ engine }) => engine === 'polars') },
            'polars',
            'all',
          )
        : record,
    )
    expect(judged(lone).gates.failures).toMatchObject({ candidateAlone: 1, of: 28, open: 'recent' })
  })
})
