import { describe, expect, it } from 'vitest'
import { failing, judged, scenario } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { sentenceOf } from '../render/verdict/sentence.ts'
import { speedEvidence } from '../render/verdict/speed.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate } from '../simulate/scenario.ts'

describe('evidence that a sceptic would bring up', () => {
  const records = (days: number) => simulateRecords(scenario({ days }), 'x')

  it('days without an output of the candidate keep it from being retired for, whatever the baseline did', () => {
    const late = records(24).map((record, day) =>
      day < 14 ? record : failing(failing(record, 'polars', 'all'), 'spark', 'one'),
    )
    expect(judged(late).decision).not.toBe('retire')
    expect(judged(late).gates.speed).toMatchObject({ open: 'times', without: { failed: 10, of: 24 } })
  })

  it('has no time of a day on which one of the candidate’s trials failed', () => {
    const once = records(14).map((record, day) => (day === 0 ? failing(record, 'polars', 'one') : record))
    expect(judged(once).gates.speed.n).toBe(13)
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
    const { capacity } = judged(large, { policy: { volumeBytes: 5e9, maxFailures: 9 } }).gates
    expect(capacity).toMatchObject({ state: 'not yet', basis: 'lost', lost: { count: 2, of: 28 } })
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

  it('a margin of the clock that is not judged is none', () => {
    const work = records(14).map((record) => ({ ...record, judged: 'work' as const }))
    const verdict = judged(work, { policy: { margins: { total: 1 }, limitMinutes: 60 } })
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

  it('a failure of the first day is made up for by days', () => {
    const early = records(5).map((record, day) => (day === 0 ? failing(record, 'polars', 'one') : record))
    expect(judged(early).gates.speed.needs).not.toBeNull()
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

  describe('an interruption', () => {
    const interrupt = (record: RunRecord, totalMs: number | null, isAlone: boolean): RunRecord => ({
      ...record,
      trials: record.trials
        .filter(({ engine, order }) => (isAlone ? engine === 'polars' && order < 3 : true))
        .map((trial) =>
          trial.engine === 'polars'
            ? { ...trial, outcome: 'cancelled' as const, measures: totalMs === null ? {} : { totalMs } }
            : trial,
        ),
    })
    const LONGER = 3_600_000

    it.each([
      ['beside the baseline', false],
      ['before the baseline had run', true],
    ])('of a candidate that hung is a failure: %s', (_, isAlone) => {
      const hanging = records(28).map((record, day) =>
        day % 3 === 1 ? interrupt(record, LONGER, isAlone) : record,
      )
      const verdict = judged(hanging, { asOf: '2026-11-28' })
      expect(verdict.gates.failures).toMatchObject({ candidateAlone: 9, hung: 9, of: 28 })
      expect(verdict).toMatchObject({ basis: 'fix-candidate', decisive: 'failures' })
    })

    it.each([
      ['beside the baseline', false],
      ['before the baseline had run', true],
    ])('of a candidate that did not hang leaves its partition without a comparison: %s', (_, isAlone) => {
      const stopped = records(28).map((record, day) =>
        day % 4 === 1 ? interrupt(record, null, isAlone) : record,
      )
      const verdict = judged(stopped, { asOf: '2026-11-28' })
      expect(verdict.gates.failures).toMatchObject({
        candidateAlone: 0,
        open: 'unpaired',
        unpaired: { count: 7, interrupted: 7, of: 28 },
      })
      expect(verdict.decision).not.toBe('retire')
    })

    it('of the baseline leaves its partition without a comparison, wherever the candidate was slow', () => {
      const chosen = records(28).map((record, day) => ({
        ...record,
        trials: record.trials.map((trial) =>
          trial.engine === 'spark' && day % 2 === 0
            ? { ...trial, outcome: 'cancelled' as const, measures: {} }
            : trial,
        ),
      }))
      const verdict = judged(chosen, { asOf: '2026-11-28' })
      expect(verdict.gates.failures).toMatchObject({
        open: 'unpaired',
        unpaired: { interrupted: 0, baselineInterrupted: 13, of: 27 },
      })
      expect(sentenceOf(verdict)).toContain(
        '13 of 27 partitions have no comparison (spark was interrupted on 13)',
      )
    })

    it('is told with «retire», however few there are', () => {
      const twice = records(28).map((record, day) =>
        day === 5 || day === 20 ? interrupt(record, null, false) : record,
      )
      const verdict = judged(twice, { asOf: '2026-11-28' })
      expect(verdict.decision).toBe('retire')
      expect(sentenceOf(verdict)).toContain(
        '2 of 28 partitions have no comparison (polars was interrupted on 2)',
      )
    })

    it('that goes on does not keep a job measured for ever', () => {
      const stopped = records(60).map((record, day) =>
        day % 4 === 1 ? interrupt(record, null, false) : record,
      )
      const verdict = judged(stopped, { asOf: '2026-12-30' })
      expect(verdict).toMatchObject({ decision: 'keep', basis: 'undecided' })
      expect(sentenceOf(verdict)).toContain('polars was interrupted on')
    })

    it('after which the same partition was run again is told where it is the rule', () => {
      const again = records(28).flatMap((record) => [
        interrupt({ ...record, id: `${record.id}-first` }, null, false),
        { ...record, when: record.when.replace('T0', 'T1') },
      ])
      const verdict = judged(again, { asOf: '2026-11-28' })
      expect(sentenceOf(verdict)).toContain(
        'On 27 partitions, a run was interrupted, and another run counts instead.',
      )
    })
  })

  it('a candidate that ran alone where it was slow has not been compared there, and the sentence says so', () => {
    const lone = records(28).map((record, day) => ({
      ...record,
      trials: record.trials.filter(({ engine }) => engine === 'polars' || day % 2 === 1),
    }))
    const verdict = judged(lone, { asOf: '2026-11-28' })
    expect(verdict.gates.failures.unpaired).toMatchObject({ count: 0, candidateOnly: 13 })
    expect(sentenceOf(verdict)).toContain(
      'polars ran on 13 partitions without spark, so nothing was compared there.',
    )
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
    expect(sentenceOf(verdict)).toContain('14 of 28 have none (spark has no time in 14)')
    const limited = judged(silent, { asOf: '2026-11-28', policy: { margins: {}, limitMinutes: 60 } })
    expect(limited.decision).toBe('retire')
  })

  it('code that changes every day is never measured long enough, and the sentence says so', () => {
    const changing = records(20).map((record, day) => ({
      ...record,
      trials: record.trials.map((trial) =>
        trial.engine === 'polars' ? { ...trial, behaviour: String(day).padStart(64, 'c') } : trial,
      ),
    }))
    expect(sentenceOf(judged(changing))).toContain('The code changed 19 times in 20 comparisons')
    expect(sentenceOf(judged(records(5)))).not.toContain('The code changed')
  })

  it('days on which the candidate was slower are told with «retire»', () => {
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
    expect(sentenceOf(verdict)).toMatch(
      /polars was slower than spark in 3 of 28 observations, up to \d\.\d+× as long\./,
    )
  })

  it('comparisons that are no observations are not silent where they say the opposite', () => {
    const hourly = records(14).flatMap((record) =>
      [0, 1, 2].map((hour) => ({
        ...record,
        id: `${record.id}-${hour}`,
        partition: `${record.partition}-${hour}`,
        when: record.when.replace(/T\d\d/, `T1${hour}`),
        trials: record.trials.map((trial) =>
          trial.engine === 'polars' && hour > 0
            ? { ...trial, measures: { ...trial.measures, totalMs: 900_000 } }
            : trial,
        ),
      })),
    )
    expect(sentenceOf(judged(hourly, { asOf: '2026-11-14' }))).toMatch(
      /The first comparison of each day counts; over all 42, polars took \d\.\d+× as long\./,
    )
    expect(sentenceOf(judged(records(14)))).not.toContain('The first comparison')
  })

  it('one partition for all runs is never measured for long enough, and the sentence says so', () => {
    const same = records(20).map((record) => ({ ...record, partition: 'all' }))
    const sentence = sentenceOf(judged(same, { asOf: '2026-11-20' }))
    expect(sentence).toContain('Since 2026-11-01 there was no new partition, only repeats until 2026-11-20')
    expect(sentence).not.toContain('Last measured')
  })

  it('a baseline that misses the limit as well is not kept without a word', () => {
    const verdict = judged(records(28), { asOf: '2026-11-28', policy: { margins: {}, limitMinutes: 0.5 } })
    expect(verdict).toMatchObject({ decision: 'keep', decisive: 'speed' })
    expect(sentenceOf(verdict)).toContain('spark misses the limit of 30 s too: it took')
    expect(speedEvidence(verdict)).not.toMatch(/observations, [\d.]+×/)
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
    expect(sentenceOf(verdict)).toContain(
      'Their runner differs in 28 of 28 comparisons: docker for spark, process for polars.',
    )
    expect(judged(records(28)).conditions).toEqual([])
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
    expect(sentenceOf(verdict)).toContain(
      'parity needs 5 more different inputs with rows; the last 28 comparisons',
    )
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
