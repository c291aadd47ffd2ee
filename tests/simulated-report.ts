import { toPolicy } from '../src/model/config/policy.ts'
import type { RunRecord } from '../src/model/record/schema.ts'
import { NOTHING_BESIDE } from '../src/report/build/beside.ts'
import { buildReport, type ReportedJob } from '../src/report/build/report.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { BASELINE, type Scenario } from '../src/simulate/scenario.ts'
import { type JudgedJob, subjectsOf } from '../src/verdict/subjects.ts'

/** A simulated job under the default policy. */
export function simulatedJob(
  { job: name, candidates }: Scenario,
  records: readonly RunRecord[],
): ReportedJob {
  const names = [BASELINE, ...candidates.map((each) => each.name)]
  const engines: JudgedJob['engines'] = Object.fromEntries(
    names.map((engine) => [engine, { name: engine, steps: [] }]),
  )
  const job = {
    name,
    baseline: BASELINE,
    engines,
    sizes: [],
    policy: toPolicy(),
    tables: {},
    undeclared: 'warn' as const,
  }
  return { ...job, subjects: subjectsOf(job, [], records) }
}

/** The report of simulated jobs, each with noise of its own; `change`: what else their records hold. */
export function simulatedReport(
  scenarios: readonly Scenario[],
  asOf = '2026-11-28',
  change = (record: RunRecord) => record,
) {
  const all = scenarios.flatMap((scenario) => simulateRecords(scenario, `seed ${scenario.job}`)).map(change)
  const records = all.filter(({ when }) => when.slice(0, 10) <= asOf)
  const jobs = scenarios.map((scenario) => simulatedJob(scenario, records))
  return {
    records,
    jobs,
    report: buildReport({ records, jobs, asOf, beside: NOTHING_BESIDE, leftOut: [], tool: '0.0.0' }),
  }
}
