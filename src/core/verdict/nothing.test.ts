import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { judged, scenario } from './simulated-verdicts.ts'

const records = simulateRecords(scenario({ days: 5 }), 'x')
const only = (record: RunRecord, engine: string): RunRecord => ({
  ...record,
  id: `${record.id}-${engine}`,
  trials: record.trials.filter((trial) => trial.engine === engine),
})
const [first, second] = records as [RunRecord, RunRecord]
const otherInput = { ...first.input, sha256: '1'.repeat(64) }

describe('nothing to judge', () => {
  it.each<[string, RunRecord[], RegExp]>([
    [
      'other jobs',
      records.map((each) => ({ ...each, job: 'sales' })),
      /has no run of simulated, but of sales\./,
    ],
    [
      'pull requests only',
      records.map((each) => ({ ...each, event: 'pull_request' })),
      /were made for pull requests or on other branches, which never count/,
    ],
    [
      'another size',
      records.map((each) => ({ ...each, size: 'small' })),
      /simulated ran at small with 4 cores, 16/,
    ],
    ['one side', records.map((each) => only(each, 'spark')), /polars had no trial that counts in 5 runs/],
    [
      'other keys',
      [only(first, 'spark'), only(second, 'polars')],
      /spark ran for keys 2026-11-01, polars for 2026-11-02/,
    ],
    [
      'other input',
      [only(first, 'spark'), { ...only(first, 'polars'), input: otherInput }],
      /polars read other input than spark/,
    ],
  ])('has a reason: %s', (_, ledger, reason) => {
    const { sentence, nextSteps } = judged(ledger, { asOf: '2026-11-28' })
    expect(sentence).toMatch(reason)
    expect(nextSteps).toHaveLength(1)
  })
})
