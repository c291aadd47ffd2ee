import type { Job, Limits } from '../config/model.ts'
import type { Subject } from '../evidence/assemble.ts'
import { haveLimits, ofJob } from '../evidence/counted.ts'
import { describeLimits } from '../plan/plan.ts'
import type { RunRecord } from '../record/schema.ts'

/**
 * What is judged of a job: each of its candidates at the size and the limits that the policy names. By default at the
 * largest input that was measured, and the first limits of the configuration, or the newest that were measured.
 */
export function subjectsOf(job: Job, limits: readonly Limits[], records: readonly RunRecord[]): Subject[] {
  const evidence = ofJob(records, job.name)
  const largest = evidence.toSorted((a, b) => b.input.bytes - a.input.bytes)[0]
  const size = job.policy.judge.size ?? largest?.size ?? job.sizes[0] ?? 'own'
  const ofSize = evidence.filter((record) => record.size === size)
  const judged = limitsOf(job, limits, ofSize)
  return Object.keys(job.engines)
    .filter((engine) => engine !== job.baseline)
    .map((candidate) => ({ job: job.name, baseline: job.baseline, candidate, size, limits: judged }))
}

function limitsOf(
  { policy }: Job,
  limits: readonly Limits[],
  records: readonly RunRecord[],
): RunRecord['limits'] {
  const declared = limits.map(({ cpus = null, memoryBytes = null }) => ({ cpus, memoryBytes }))
  const named = limits.findIndex((each) => describeLimits(each) === policy.judge.limits)
  const first = declared[named === -1 ? 0 : named] ?? { cpus: null, memoryBytes: null }
  const newest = records.toSorted((a, b) => (a.when < b.when ? 1 : -1))[0]
  return records.some((record) => haveLimits(record, first)) ? first : (newest?.limits ?? first)
}
