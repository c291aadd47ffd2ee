import type { Entry } from '../../ledger/ledger.ts'
import { fitRecord } from '../../model/record/fit.ts'
import { RECORD_VERSION, type RunRecord, type Trial } from '../../model/record/schema.ts'
import { runRecordSchema } from '../../model/record/validate.ts'
import { parityUnavailable } from '../../parity/finding.ts'
import { toolVersion } from '../../version.ts'
import type { Subject } from './subject.ts'

/** What a record holds besides what its subject tells. */
type EntryFacts = Pick<
  RunRecord,
  'id' | 'partition' | 'commit' | 'event' | 'input' | 'toolSeconds' | 'limits' | 'trials' | 'parity'
> & {
  when: Date
  /** When it was taken over; where it is written down as soon as it is over, `when` says enough. */
  recordedAt?: Date
}

/** The same of one engine's own run. */
export type RecordFacts = Omit<EntryFacts, 'limits' | 'trials' | 'parity'> & { trial: Trial }

/** One engine's own run as a record. */
export const buildEntry = (subject: Subject, { trial, ...facts }: RecordFacts): Entry =>
  entryOf(subject, {
    ...facts,
    limits: trial.limits,
    trials: [trial],
    parity: parityUnavailable('one engine was recorded alone: judge compares fingerprints'),
  })

/** A record, held against its schema, and the text that is kept of it: less of what does not fit. */
export function entryOf(subject: Subject, { when, recordedAt, ...facts }: EntryFacts): Entry {
  const { job, size, baseline, k, policy } = subject
  const record = runRecordSchema.parse({
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
  return fitRecord(record)
}
