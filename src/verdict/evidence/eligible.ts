import { neverCounts } from '../../model/record/event.ts'
import { areSameLimits } from '../../model/record/limits.ts'
import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { UNCOUNTED } from '../../model/record/trial-schema.ts'

/** Whether a record may be evidence: those of pull requests and of other branches never are. */
export const mayCount = ({ event }: RunRecord): boolean => neverCounts(event) === undefined

/** A record without trials is of no run: it says what `diff` found of outputs that runs had left. */
export const isRun = ({ trials }: RunRecord): boolean => trials.length > 0

/** Runs of a job that are evidence. */
export const ofJob = (records: readonly RunRecord[], job: string): RunRecord[] =>
  records.filter((record) => record.job === job && isRun(record) && mayCount(record))

/** What a verdict on a job depends on: its own records, and where it never ran, whose runs there are. */
export function recordsByJob(records: readonly RunRecord[]): (job: string) => readonly RunRecord[] {
  const byJob = Map.groupBy(records, ({ job }) => job)
  return (job) => {
    const own = byJob.get(job)
    return own?.some(isRun) ? own : records
  }
}

export const haveLimits = (record: RunRecord, limits: RunRecord['limits']): boolean =>
  areSameLimits(record.limits, limits)

/** Whether a trial is one of an engine's that counts. */
export const isCounted = ({ engine, warmup, outcome }: Trial, wanted: string): boolean =>
  engine === wanted && !warmup && !UNCOUNTED.includes(outcome)

/** Partitions that an engine has a counted trial of. */
export const partitionsRunBy = (records: readonly RunRecord[], engine: string): Set<string> =>
  partitionsWith(records, (trial) => isCounted(trial, engine))

/** Partitions of records that have such a trial. */
export const partitionsWith = (
  records: readonly RunRecord[],
  isWanted: (trial: Trial) => boolean,
): Set<string> =>
  new Set(records.filter(({ trials }) => trials.some(isWanted)).map(({ partition }) => partition))

/** Oldest first. */
export const byTime = (a: { when: string; id: string }, b: { when: string; id: string }): number =>
  a.when < b.when ? -1 : a.when > b.when ? 1 : a.id < b.id ? -1 : Number(a.id > b.id)
