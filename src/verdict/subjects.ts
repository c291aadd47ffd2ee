import type { Job, Limits } from '../model/config/model.ts'
import { toRecordLimits } from '../model/record/limits.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { describeLimits, placesOf } from '../plan/plan.ts'
import { haveLimits, ofJob, partitionsRunBy } from './evidence/eligible.ts'
import type { Subject } from './evidence/subject.ts'

/** What of a job says what is judged. */
export type JudgedJob = Pick<
  Job,
  'name' | 'baseline' | 'engines' | 'sizes' | 'storage' | 'workers' | 'policy'
>

/**
 * What is judged of a job: each of its candidates at the size and the limits that the policy names. By default at the
 * size that was measured most, and the first limits of the configuration, or the newest that were measured.
 */
export function subjectsOf(
  job: JudgedJob,
  limits: readonly Limits[],
  records: readonly RunRecord[],
): Subject[] {
  const evidence = ofJob(records, job.name)
  const size = job.policy.judge.size ?? judgedSize(job, evidence) ?? job.sizes[0] ?? 'own'
  const judged = limitsOf(
    job,
    limits,
    evidence.filter((record) => record.size === size),
  )
  return candidatesOf(job).map((candidate) => ({
    job: job.name,
    baseline: job.baseline,
    candidate,
    size,
    limits: judged,
  }))
}

const candidatesOf = ({ engines, baseline }: JudgedJob): string[] =>
  Object.keys(engines).filter((engine) => engine !== baseline)

/**
 * The size that both sides ran at on the most days: one large run by hand does not hide weeks of another size. Of sizes
 * with as many, the largest, then the one with more runs; where no size has both, the largest that there is.
 */
function judgedSize(job: JudgedJob, evidence: readonly RunRecord[]): string | undefined {
  const sizes = [...Map.groupBy(evidence, ({ size }) => size)].map(([size, records]) => ({
    size,
    days: daysOfBoth(job, records),
    records: records.length,
    bytes: records.reduce((most, { input }) => Math.max(most, input.bytes), 0),
  }))
  return sizes.toSorted((a, b) => b.days - a.days || b.bytes - a.bytes || b.records - a.records)[0]?.size
}

/** UTC days of partitions that the baseline and a candidate both ran for. */
function daysOfBoth(job: JudgedJob, records: readonly RunRecord[]): number {
  const ofBaseline = partitionsRunBy(records, job.baseline)
  const ofCandidates = new Set(
    candidatesOf(job).flatMap((candidate) => [...partitionsRunBy(records, candidate)]),
  )
  const days = records
    .filter(({ partition }) => ofBaseline.has(partition) && ofCandidates.has(partition))
    .map(({ when }) => when.slice(0, 10))
  return new Set(days).size
}

function limitsOf(
  job: JudgedJob,
  limits: readonly Limits[],
  records: readonly RunRecord[],
): RunRecord['limits'] {
  const declared = placesOf(job, limits).map(toRecordLimits)
  const chosen = declared.find((each) => describeLimits(each) === job.policy.judge.limits)
  if (chosen) return chosen
  const first = declared[0] ?? { cpus: null, memoryBytes: null }
  const newest = records.reduce<RunRecord | undefined>(
    (latest, each) => (latest && latest.when >= each.when ? latest : each),
    undefined,
  )
  return records.some((record) => haveLimits(record, first)) ? first : (newest?.limits ?? first)
}
