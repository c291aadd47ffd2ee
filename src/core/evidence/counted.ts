import type { RunRecord, Trial } from '../record/schema.ts'

/** Records of a job that are evidence: those of pull requests and of other branches never are. */
export const ofJob = (records: readonly RunRecord[], job: string): RunRecord[] =>
  records.filter(
    (record) => record.job === job && record.event !== 'pull_request' && record.event !== 'branch',
  )

export const haveLimits = ({ limits }: RunRecord, { cpus, memoryBytes }: RunRecord['limits']): boolean =>
  limits.cpus === cpus && limits.memoryBytes === memoryBytes

/** Whether a trial is one of an engine's that counts; nobody's are those that never started, or were cancelled. */
export const isCounted = ({ engine, warmup, outcome }: Trial, wanted: string): boolean =>
  engine === wanted && !warmup && outcome !== 'not-started' && outcome !== 'cancelled'
