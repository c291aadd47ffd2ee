import { describe, expect, it } from 'vitest'
import { judged, scenario } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'

describe('runs that did not end', () => {
  const records = (days: number) => simulateRecords(scenario({ days }), 'x')

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
    })

    it('is counted with «retire», however few there are', () => {
      const twice = records(28).map((record, day) =>
        day === 5 || day === 20 ? interrupt(record, null, false) : record,
      )
      const verdict = judged(twice, { asOf: '2026-11-28' })
      expect(verdict.decision).toBe('retire')
      expect(verdict.gates.failures.unpaired).toMatchObject({ count: 2, interrupted: 2, of: 28 })
    })

    it('that goes on does not keep a job measured for ever', () => {
      const stopped = records(60).map((record, day) =>
        day % 4 === 1 ? interrupt(record, null, false) : record,
      )
      const verdict = judged(stopped, { asOf: '2026-12-30' })
      expect(verdict).toMatchObject({ decision: 'keep', basis: 'undecided' })
      expect(verdict.gates.failures.unpaired).toMatchObject({ count: 15, interrupted: 15 })
    })

    it('after which the same partition was run again is counted', () => {
      const again = records(28).flatMap((record) => [
        interrupt({ ...record, id: `${record.id}-first` }, null, false),
        { ...record, when: record.when.replace('T0', 'T1') },
      ])
      const verdict = judged(again, { asOf: '2026-11-28' })
      expect(verdict.gates.failures.unpaired).toMatchObject({ count: 0, again: 27 })
    })
  })
})
