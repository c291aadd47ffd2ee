import { own } from '../../model/config/own.ts'
import type { Parity, RunRecord, StoredTable, TableFinding } from '../../model/record/schema.ts'
import { byTime, isCounted, isRun, mayCount, ofJob } from './eligible.ts'
import type { Subject } from './subject.ts'

/** An output as a run's record keeps it. */
type Output = Record<string, StoredTable>

/** What `diff` found of two outputs that are known by their stable fingerprints. */
export interface KeptDiff {
  of: NonNullable<Parity['of']>
  findings: TableFinding[]
}

/** What `diff` found of a candidate's outputs and kept, by partition, newest first. */
export function keptDiffs(
  records: readonly RunRecord[],
  { job, candidate }: Pick<Subject, 'job' | 'candidate'>,
): Map<string, KeptDiff[]> {
  const kept = records
    .filter((record) => record.job === job && !isRun(record) && mayCount(record))
    .toSorted((a, b) => byTime(b, a))
    .flatMap(({ partition, parity: { of, findings } }) =>
      of && findings.every(({ engine }) => engine === candidate) ? [{ partition, of, findings }] : [],
    )
  return Map.groupBy(kept, ({ partition }) => partition)
}

/**
 * What the newest diff of these very outputs found: it knows the declarations that were last in force. Undefined where
 * nobody kept one, and where tables or rows are missing, which no comparison of values makes up for.
 */
export function findingsOf(
  diffs: readonly KeptDiff[],
  baseline: Output,
  candidate: Output,
): TableFinding[] | undefined {
  const tables = Object.keys(baseline)
  const areAlike =
    tables.length === Object.keys(candidate).length &&
    tables.every((table) => own(baseline, table)?.rows === own(candidate, table)?.rows)
  if (!areAlike) return undefined
  return diffs.find(
    ({ of, findings }) =>
      isOutput(of.baseline, baseline) &&
      isOutput(of.candidate, candidate) &&
      tables.every((name) => findings.some(({ table }) => table === name)),
  )?.findings
}

/** Whether fingerprints are those of all tables of an output. */
export function isOutput(fingerprints: Readonly<Record<string, string>>, output: Output): boolean {
  const tables = Object.keys(output)
  return (
    tables.length === Object.keys(fingerprints).length &&
    tables.every((table) => own(fingerprints, table) === own(output, table)?.fingerprint)
  )
}

/** The outputs that an engine's runs left for a partition, as their records know them. */
export const outputsStored = (
  records: readonly RunRecord[],
  { job, partition }: Pick<RunRecord, 'job' | 'partition'>,
  engine: string,
): Output[] =>
  ofJob(records, job)
    .filter((record) => record.partition === partition)
    .flatMap(({ trials }) => trials)
    .filter((trial) => isCounted(trial, engine) && trial.outcome === 'ok')
    .map(({ tables }) => tables)
    .filter((tables) => Object.keys(tables).length > 0)
