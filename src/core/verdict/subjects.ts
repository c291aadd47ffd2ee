import type { Job, Limits } from '../config/model.ts'
import type { Subject } from '../evidence/assemble.ts'
import { haveLimits, keysRunBy, ofJob } from '../evidence/counted.ts'
import { describeLimits } from '../plan/plan.ts'
import type { RunRecord } from '../record/schema.ts'

/** What of a job says what is judged. */
export type JudgedJob = Pick<Job, 'name' | 'baseline' | 'engines' | 'sizes' | 'policy'>

/**
 * What is judged of a job: each of its candidates at the size and the limits that the policy names. By default at the
 * largest input that both sides ran on, and the first limits of the configuration, or the newest that were measured.
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

/** The largest that there is a pair at; else the largest. A run that never was one side of a comparison changes nothing. */
function judgedSize(job: JudgedJob, evidence: readonly RunRecord[]): string | undefined {
  const bySize = [...Map.groupBy(evidence, ({ size }) => size)]
  const largest = (records: readonly RunRecord[]) =>
    records.reduce((most, { input }) => Math.max(most, input.bytes), 0)
  const sorted = bySize.toSorted(([, a], [, b]) => largest(b) - largest(a))
  return (sorted.find(([, records]) => hasPair(job, records)) ?? sorted[0])?.[0]
}

function hasPair(job: JudgedJob, records: readonly RunRecord[]): boolean {
  const ofBaseline = keysRunBy(records, job.baseline)
  return candidatesOf(job).some((candidate) => !keysRunBy(records, candidate).isDisjointFrom(ofBaseline))
}

function limitsOf(
  { policy }: JudgedJob,
  limits: readonly Limits[],
  records: readonly RunRecord[],
): RunRecord['limits'] {
  const declared = limits.map(({ cpus = null, memoryBytes = null }) => ({ cpus, memoryBytes }))
  const named = limits.findIndex((each) => describeLimits(each) === policy.judge.limits)
  const chosen = declared[named]
  if (chosen) return chosen
  const first = declared[0] ?? { cpus: null, memoryBytes: null }
  const newest = records.reduce<RunRecord | undefined>(
    (latest, each) => (latest && latest.when >= each.when ? latest : each),
    undefined,
  )
  return records.some((record) => haveLimits(record, first)) ? first : (newest?.limits ?? first)
}
