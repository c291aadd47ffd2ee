import { describe, expect, it } from 'vitest'
import { scenario, verdictOn } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { nextSteps } from '../render/verdict/next-steps.ts'
import { simulateRecords } from '../simulate/records.ts'
import type { NoEvidence } from './verdict.ts'

const records = simulateRecords(scenario({ days: 5 }), 'x')
const only = (record: RunRecord, engine: string): RunRecord => ({
  ...record,
  id: `${record.id}-${engine}`,
  trials: record.trials.filter((trial) => trial.engine === engine),
})
const renamed = (record: RunRecord, engine: string): RunRecord => ({
  ...record,
  trials: record.trials.map((trial) => ({ ...trial, engine })),
})
const lacking = (record: RunRecord, engine: string): RunRecord => ({
  ...record,
  trials: record.trials.map((trial) =>
    trial.engine === engine
      ? { ...trial, outcome: 'unsupported', reason: 'DataFrame.observe', tables: {} }
      : trial,
  ),
})
const [first, second] = records as [RunRecord, RunRecord]
const otherInput = { ...first.input, sha256: '1'.repeat(64) }

describe('nothing to judge', () => {
  it.each<[string, RunRecord[], NoEvidence]>([
    ['no runs', [], { why: 'no-runs' }],
    [
      'other jobs',
      records.map((each) => ({ ...each, job: 'sales' })),
      { why: 'other-jobs', jobs: ['sales'] },
    ],
    ['pull requests only', records.map((each) => ({ ...each, event: 'pull_request' })), { why: 'proposals' }],
    [
      'another size',
      records.map((each) => ({ ...each, size: 'small' })),
      { why: 'other-places', places: [{ size: 'small', limits: first.limits }] },
    ],
    [
      'one side',
      records.map((each) => only(each, 'spark')),
      { why: 'one-side', missing: ['polars'], runs: 5 },
    ],
    [
      'one side, beside runs of another candidate',
      records.map((each, index) =>
        index === 0 ? only(each, 'spark') : renamed(only(each, 'polars'), 'duckdb'),
      ),
      { why: 'one-side', missing: ['polars'], runs: 1 },
    ],
    [
      'a candidate that cannot run the program',
      records.map((each) => lacking(each, 'polars')),
      { why: 'unsupported', engine: 'polars', lacking: 'DataFrame.observe' },
    ],
    [
      'other partitions',
      [only(first, 'spark'), only(second, 'polars')],
      { why: 'other-partitions', baseline: ['2026-11-01'], candidate: ['2026-11-02'] },
    ],
    [
      'other input',
      [only(first, 'spark'), { ...only(first, 'polars'), input: otherInput }],
      { why: 'other-input' },
    ],
  ])('has a reason: %s', (_, ledger, noEvidence) => {
    const verdict = verdictOn(ledger, { asOf: '2026-11-28' })
    expect(verdict).toMatchObject({ decision: 'nothing', noEvidence })
    expect(nextSteps(verdict, {})[0]?.text).toMatch(/^(Run|To judge)/)
  })
})
