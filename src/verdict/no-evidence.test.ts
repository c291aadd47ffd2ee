import { describe, expect, it } from 'vitest'
import { scenario, verdictOn } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { nextSteps } from '../render/verdict/next-steps.ts'
import { sentenceOf } from '../render/verdict/sentence.ts'
import { simulateRecords } from '../simulate/records.ts'
import type { NoEvidence } from './verdict.ts'

const records = simulateRecords(scenario({ days: 5 }), 'x')
const only = (record: RunRecord, engine: string): RunRecord => ({
  ...record,
  id: `${record.id}-${engine}`,
  trials: record.trials.filter((trial) => trial.engine === engine),
})
const [first, second] = records as [RunRecord, RunRecord]
const otherInput = { ...first.input, sha256: '1'.repeat(64) }

describe('nothing to judge', () => {
  it.each<[string, RunRecord[], NoEvidence, RegExp]>([
    ['no runs', [], { why: 'no-runs' }, /the ledger has no run up to 2026-11-28\.$/],
    [
      'other jobs',
      records.map((each) => ({ ...each, job: 'sales' })),
      { why: 'other-jobs', jobs: ['sales'] },
      /has runs of sales, but none of simulated\.$/,
    ],
    [
      'pull requests only',
      records.map((each) => ({ ...each, event: 'pull_request' })),
      { why: 'proposals' },
      /were for pull requests or other branches, which never count\.$/,
    ],
    [
      'another size',
      records.map((each) => ({ ...each, size: 'small' })),
      { why: 'other-places', places: [{ size: 'small', limits: first.limits }] },
      /it ran only at small with 4 cores, 16 GiB\.$/,
    ],
    [
      'one side',
      records.map((each) => only(each, 'spark')),
      { why: 'one-side', missing: ['polars'], runs: 5 },
      /polars had no trial that counts in 5 runs\.$/,
    ],
    [
      'other partitions',
      [only(first, 'spark'), only(second, 'polars')],
      { why: 'other-partitions', baseline: ['2026-11-01'], candidate: ['2026-11-02'] },
      /spark ran for partitions 2026-11-01, but polars for 2026-11-02\.$/,
    ],
    [
      'other input',
      [only(first, 'spark'), { ...only(first, 'polars'), input: otherInput }],
      { why: 'other-input' },
      /polars and spark read different input\.$/,
    ],
  ])('has a reason: %s', (_, ledger, noEvidence, sentence) => {
    const verdict = verdictOn(ledger, { asOf: '2026-11-28' })
    expect(verdict).toMatchObject({ decision: 'nothing', noEvidence })
    expect(sentenceOf(verdict)).toMatch(sentence)
    expect(nextSteps(verdict, {})).toHaveLength(1)
  })
})
