import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../model/record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { hangsAsFailures } from './hangs.ts'

const [record] = simulateRecords(SCENARIOS['clear-win'] as Scenario, 'x') as [RunRecord]
const subject = { job: record.job, baseline: 'spark', candidate: 'polars' }
const longest = Math.max(
  ...record.trials.filter(({ engine }) => engine === 'spark').map(({ measures }) => Number(measures.totalMs)),
)
/** A record in which an engine was interrupted, after so many milliseconds. */
const interrupted = (engine: string, totalMs: number | null): RunRecord => ({
  ...record,
  id: 'interrupted-run',
  trials: record.trials
    .filter((trial) => trial.engine === engine)
    .map((trial) => ({
      ...trial,
      outcome: 'cancelled' as const,
      measures: totalMs === null ? { totalMs: { value: null, reason: 'unknown' } } : { totalMs },
    })),
})
const outcomes = (other: RunRecord) =>
  hangsAsFailures([record, other], subject).records[1]?.trials.map(({ outcome }) => outcome)

describe('an interrupted trial of the candidate', () => {
  it('hung where it had run longer than the baseline ever took', () => {
    const { records, hung } = hangsAsFailures([record, interrupted('polars', longest + 1)], subject)
    expect(records[1]?.trials.map(({ outcome }) => outcome)).toEqual(['timeout', 'timeout'])
    expect([...hung]).toEqual(['interrupted-run'])
  })

  it('is nobody’s where it had run for less, or nobody knows for how long', () => {
    expect(outcomes(interrupted('polars', longest - 1))).toEqual(['cancelled', 'cancelled'])
    expect(outcomes(interrupted('polars', null))).toEqual(['cancelled', 'cancelled'])
  })

  it('is measured by the baseline at its own size and limits', () => {
    const large = { ...interrupted('polars', longest + 1), size: 'large' }
    expect(outcomes(large)).toEqual(['cancelled', 'cancelled'])
  })

  it('is no matter of the baseline’s', () => {
    expect(outcomes(interrupted('spark', 10 * longest))).toEqual(['cancelled', 'cancelled'])
  })
})
