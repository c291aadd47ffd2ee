import { describe, expect, it } from 'vitest'
import { deployedAs, LOCAL_SPARK, POLARS, type RanAs, SAIL } from '../../../tests/deployed-ledger.ts'
import { runRecord } from '../../../tests/run-record.ts'
import type { Config } from '../../model/config/model.ts'
import type { RunRecord, TableFinding } from '../../model/record/schema.ts'
import { dropInLines } from './drop-ins.ts'

const DUCKDB: RanAs = { ...POLARS, versions: { duckdb: '1.5.5' } }

/** A run of Spark and a candidate, which ran as given. */
function ranAs(candidate: RanAs, changes: Partial<RunRecord> = {}): RunRecord {
  const [record] = deployedAs([{ ...runRecord(), ...changes }], { spark: LOCAL_SPARK, polars: candidate })
  if (!record) throw new Error('unreachable')
  return record
}

const finding = (of: Partial<TableFinding>) => {
  const { parity } = runRecord()
  return { parity: { ...parity, findings: [{ engine: 'polars', table: 'events', ...of } as TableFinding] } }
}
const near = { outcome: 'within-tolerance', passes: true, summary: 'equal within (v: abs 1)' } as const
const types = { outcome: 'coerced', passes: false, summary: 'equal values of other types: v' } as const
const other = { outcome: 'different', passes: false, summary: '2 rows changed in v' } as const

const text = (records: RunRecord[], jobs = {}) => dropInLines(records, jobs as Config['jobs']).join('\n')

describe('the table of engines that run the same program', () => {
  it('has what each took, and leaves out what nobody declared', () => {
    const lines = text([ranAs(SAIL)])
    expect(lines).toMatch(
      /^\nThe same program on each engine:\n\nprogram +engine +data +Engine start-up .*Peak memory$/m,
    )
    expect(lines).toMatch(/^sessions · small +spark +baseline +3\.12 s .*\n +polars +the same +3\.12 s /m)
  })

  it('says what it does not count as the same, and why', () => {
    const { trials } = runRecord()
    const lacking = trials.map((trial) => {
      const isCandidate = trial.role === 'candidate'
      return isCandidate
        ? { ...trial, outcome: 'unsupported' as const, reason: 'job.py, line 3: rdd' }
        : trial
    })
    expect(
      text([ranAs(SAIL, finding(near)), ranAs(SAIL, finding(other)), ranAs(SAIL, { trials: lacking })]),
    ).toMatch(
      /polars +the same, as declared \[1\] .*polars +different \[2\] .*polars +unsupported \[3\] +– .*\n\[1\] sessions · small on polars: events: equal within \(v: abs 1\)\n\[2\] .*: events: 2 rows changed in v\n\[3\] .*: job\.py, line 3: rdd$/s,
    )
  })

  it('tells equal values of other types from other data', () =>
    expect(text([ranAs(SAIL, finding(types))])).toMatch(/ polars +other types \[1\] /))

  it('is not there where no engine has Spark’s API, unless one of its packages is declared to be used so', () => {
    expect(text([ranAs(POLARS), ranAs(DUCKDB)])).toBe('')
    const jobs = { sessions: { engines: { spark: {}, polars: { spark: 'api' } }, policy: { platforms: {} } } }
    expect(text([ranAs(DUCKDB)], jobs)).toMatch(/ polars +the same /)
  })
})
