import { isMeasured, orNull } from '../model/measures/measure.ts'
import { measureNames } from '../model/measures/registry.ts'
import type { RunRecord, Trial } from '../model/record/schema.ts'
import type { TableRows } from '../tables/write-parquet.ts'

/** A column: its type, and its value in a row. */
type Column = [type: string, value: (record: RunRecord, trial: Trial) => unknown]

/** Names are those of the record, so that what is read of one can be found in the other. */
const FACTS = Object.entries<Column>({
  runId: ['VARCHAR', ({ id }) => id],
  when: ['TIMESTAMPTZ', ({ when }) => when],
  recordedAt: ['TIMESTAMPTZ', ({ recordedAt }) => recordedAt ?? null],
  job: ['VARCHAR', ({ job }) => job],
  size: ['VARCHAR', ({ size }) => size],
  partition: ['VARCHAR', ({ partition }) => partition],
  event: ['VARCHAR', ({ event }) => event],
  tool: ['VARCHAR', ({ tool }) => tool],
  commit: ['VARCHAR', ({ commit }) => commit],
  inputSha256: ['VARCHAR', ({ input }) => input.sha256],
  inputBytes: ['BIGINT', ({ input }) => input.bytes],
  parity: ['VARCHAR', ({ parity }) => parity.outcome],
  parityPasses: ['BOOLEAN', ({ parity }) => parity.passes],
  engine: ['VARCHAR', (_, { engine }) => engine],
  role: ['VARCHAR', (_, { role }) => role],
  order: ['INTEGER', (_, { order }) => order],
  block: ['INTEGER', (_, { block }) => block],
  warmup: ['BOOLEAN', (_, { warmup }) => warmup],
  cache: ['VARCHAR', (_, { cache }) => cache],
  outcome: ['VARCHAR', (_, { outcome }) => outcome],
  reason: ['VARCHAR', (_, { reason }) => reason],
  runner: ['VARCHAR', (_, { runner }) => runner],
  cpus: ['INTEGER', (_, { limits }) => limits.cpus],
  memoryBytes: ['BIGINT', (_, { limits }) => limits.memoryBytes],
  diskBytes: ['BIGINT', (_, { limits }) => limits.diskBytes ?? null],
  hostClass: ['VARCHAR', (_, { host }) => host.class],
  behaviour: ['VARCHAR', (_, { behaviour }) => behaviour],
  quietWaitedMs: ['DOUBLE', (_, { quiet }) => quiet?.waitedMs ?? null],
  quietBusyPercent: ['DOUBLE', (_, { quiet }) => quiet?.busyPercent ?? null],
  otherRuns: ['INTEGER', (_, { otherRuns }) => otherRuns ?? null],
})

/**
 * All trials of the records. A measure that could not be measured is null; why is in the column `unmeasured`, a
 * struct with one field a measure. The columns are the same whatever was measured, so that exports can be united.
 */
export function trialTable(records: readonly RunRecord[]): TableRows {
  return {
    columns: [
      ...FACTS.map(([name, [type]]): [string, string] => [name, type]),
      ...measureNames.map((name): [string, string] => [name, 'DOUBLE']),
      ['unmeasured', `STRUCT(${measureNames.map((name) => `"${name}" VARCHAR`).join(', ')})`],
    ],
    rows: rowsOf(records),
  }
}

function* rowsOf(records: readonly RunRecord[]): Generator<Record<string, unknown>> {
  for (const record of records) for (const trial of record.trials) yield rowOf(record, trial)
}

const ABSENT = { value: null, reason: 'not in this record' }

function rowOf(record: RunRecord, trial: Trial): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [name, [, value]] of FACTS) row[name] = value(record, trial)
  const unmeasured: Record<string, string | null> = {}
  for (const name of measureNames) {
    const measure = trial.measures[name] ?? ABSENT
    row[name] = orNull(measure)
    unmeasured[name] = isMeasured(measure) ? null : measure.reason
  }
  row.unmeasured = unmeasured
  return row
}
