import { UserError } from '../../errors.ts'
import { type Job, type Limits, NOTHING_PUBLISHED, type Publish } from '../../model/config/model.ts'
import { toPolicy } from '../../model/config/policy.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { describeLimits, placesOf } from '../../plan/plan.ts'
import { isRun, mayCount } from '../../verdict/evidence/eligible.ts'
import type { DeclaredJob } from '../../verdict/judge.ts'
import type { JudgedJob } from '../../verdict/subjects.ts'
import { findConfig } from '../plan/load-config.ts'
import { selectJobs } from '../plan/select.ts'

/** Jobs to judge, with what is declared of them. */
export interface Judged {
  jobs: (JudgedJob & Pick<DeclaredJob, 'tables' | 'undeclared' | 'limits'>)[]
  limits: Limits[]
  publish: Publish
}

/**
 * The jobs of a configuration. Where none is named and none lies here, those of the ledger, under the default policy.
 *
 * @param records up to the day of the verdict
 * @throws UserError `jobUnknown`, `baselineDisputed`, `judgedLimitsUnknown`, and those of a configuration
 */
export async function jobsToJudge(
  { config: file, jobs: names }: { config?: string; jobs: readonly string[] },
  records: readonly RunRecord[],
  ledger: string,
): Promise<Judged> {
  const loaded = await findConfig(file)
  if (!loaded) return jobsOfLedger(names, records, ledger)
  const { config, path } = loaded
  const jobs = selectJobs(config, names, path)
  for (const job of jobs) checkLimits(job, config.limits)
  const withLimits = jobs.map((job) => ({ ...job, limits: placesOf(job, config.limits) }))
  return { jobs: withLimits, limits: config.limits, publish: config.publish }
}

function jobsOfLedger(names: readonly string[], records: readonly RunRecord[], ledger: string): Judged {
  const byJob = Map.groupBy(records.filter(isRun), ({ job }) => job)
  const known = [...byJob.keys()]
  const jobs = (names.length > 0 ? names : known).map((name) => {
    const ofJob = byJob.get(name)
    if (!ofJob) throw new UserError('jobUnknown', { job: name, known, path: ledger })
    return { ...jobOf(name, ofJob), tables: {}, undeclared: 'warn' as const }
  })
  return { jobs, limits: [], publish: NOTHING_PUBLISHED }
}

/**
 * A job as the runs know it that count.
 *
 * @throws UserError `baselineDisputed`
 */
function jobOf(name: string, records: readonly RunRecord[]): JudgedJob {
  const counted = records.filter(mayCount)
  const runs = counted.length > 0 ? counted : records
  const [baseline = '', ...others] = new Set(runs.map((record) => record.baseline))
  if (others.length > 0)
    throw new UserError('baselineDisputed', { job: name, baselines: [baseline, ...others] })
  const names = new Set(runs.flatMap(({ trials }) => trials.map(({ engine }) => engine)))
  return {
    name,
    baseline,
    engines: Object.fromEntries([...names].toSorted().map((engine) => [engine, { name: engine, steps: [] }])),
    sizes: [],
    policy: toPolicy({}, {}, {}, runs.at(-1)?.judged === 'p95' ? 'service' : 'batch'),
  }
}

/** A name that is none of the limits would silently judge others. */
function checkLimits(job: Job, limits: readonly Limits[]): void {
  const { name, policy } = job
  const { judge: judged } = policy
  const known = placesOf(job, limits).map(describeLimits)
  if (judged.limits !== undefined && !known.includes(judged.limits))
    throw new UserError('judgedLimitsUnknown', { job: name, limits: judged.limits, known })
}
