import { randomBytes } from 'node:crypto'
import type { Entry } from '../../ledger/ledger.ts'
import { fitRecord } from '../../model/record/fit.ts'
import { RECORD_VERSION, type RunRecord, type Trial } from '../../model/record/schema.ts'
import { runRecordSchema } from '../../model/record/validate.ts'
import { parityUnavailable } from '../../parity/finding.ts'
import { toolVersion } from '../../version.ts'
import type { RunIdentity } from './identity.ts'

/** What a record holds besides what its job and the policy say. */
interface RecordFacts
  extends Pick<
    RunRecord,
    | 'id'
    | 'partition'
    | 'commit'
    | 'event'
    | 'input'
    | 'toolSeconds'
    | 'limits'
    | 'trials'
    | 'parity'
    | 'queries'
  > {
  when: Date
  /** When it was taken over; where it is written down as soon as it is over, `when` says enough. */
  recordedAt?: Date
}

/** The run record, held against its own schema before anyone reads it. */
export function buildRecord(
  { job, size, baseline, k, policy }: Omit<RunIdentity, 'engine' | 'role' | 'configured'>,
  { when, recordedAt, ...facts }: RecordFacts,
): RunRecord {
  return runRecordSchema.parse({
    version: RECORD_VERSION,
    tool: toolVersion,
    job,
    size,
    baseline,
    k,
    when: when.toISOString(),
    ...(recordedAt && { recordedAt: recordedAt.toISOString() }),
    alpha: policy.alpha,
    judged: policy.judged,
    averageDays: policy.averageDays,
    ...facts,
  } satisfies RunRecord)
}

/** One engine's own run, as a ledger keeps it. */
export const soloEntry = (
  identity: RunIdentity,
  { trial, ...facts }: Omit<RecordFacts, 'limits' | 'trials' | 'parity'> & { trial: Trial },
): Entry =>
  fitRecord(
    buildRecord(identity, {
      ...facts,
      limits: trial.limits,
      trials: [trial],
      parity: parityUnavailable('one engine was recorded alone: judge compares fingerprints'),
    }),
  )

/** Whether a record can be of this time: ledgers keep years as 20xx. */
export const isPlausible = (when: Date): boolean => /^20\d\d-/.test(when.toISOString())

/** Sortable and unique: when, and eight random digits. */
export const newRunId = (when: Date): string => runId(when, randomBytes(4).toString('hex'))

/** @param digits what tells a run from others of the same second */
export const runId = (when: Date, digits: string): string =>
  `${when.toISOString().replace(/[-:]|\.\d+/g, '')}-${digits}`
