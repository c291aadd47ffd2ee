import { describe, expect, it } from 'vitest'
import { runRecord } from '../../../tests/run-record.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { operationSizeLines } from './operations-by-size.ts'

/** Seconds of Polars and of Spark. */
type Times = Record<string, [polars: number, spark: number]>

/** A run at one size, two trials an engine, that differ a little by its number. */
function runAt(size: string, bytes: number, number: number, times: Times): RunRecord {
  const record = runRecord(number)
  const noise = 1 + 0.01 * ((number * 7) % 5)
  return {
    ...record,
    ...{ size, input: { ...record.input, bytes } },
    parity: { ...record.parity, findings: [] },
    trials: record.trials.map((trial) => ({
      ...trial,
      operations: Object.entries(times).map(([name, [polars, spark]]) => ({
        name,
        seconds: trial.engine === 'spark' ? spark * noise : polars,
      })),
    })),
  }
}

const SMALL: Times = { query: [0.0213, 1.9], merge: [0.31, 4.2], vacuum: [0.5, 0.51] }
const LARGE: Times = { query: [1.9, 4.1], merge: [31, 19.7], vacuum: [0.5, 0.51] }
const days = (count: number, size: string, bytes: number, times: Times) =>
  Array.from({ length: count }, (_, number) => runAt(size, bytes, number, times))

describe('the table of when to use which', () => {
  it('has a row an operation and size, with intervals, the fastest, the repeats and how far it reaches', () => {
    const records = [...days(5, '10MB', 9_980_000, SMALL), ...days(5, '1GB', 998_000_000, LARGE)]
    expect(operationSizeLines(records).join('\n')).toMatchSnapshot()
  })

  it('says that too few runs give no interval', () => {
    const text = operationSizeLines([...days(1, '10MB', 1e7, SMALL), ...days(1, '1GB', 1e9, LARGE)]).join(
      '\n',
    )
    expect(text).toContain('5 are needed for an interval, and to name the fastest.')
    expect(text).not.toContain('≈')
  })

  it('does not repeat the table of a single comparison', () =>
    expect(operationSizeLines(days(1, '10MB', 1e7, SMALL))).toEqual([]))
})
