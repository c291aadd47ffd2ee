import { loadConfig } from '../../adapters/config.ts'
import type { Context, ExitCode } from '../../context.ts'
import type { Job, Limits } from '../../core/config/model.ts'
import { describeLimits } from '../../core/plan/plan.ts'
import { judge } from '../../core/verdict/judge.ts'
import { subjectsOf } from '../../core/verdict/subjects.ts'
import { verdictText } from '../../core/verdict/text.ts'
import { VERDICT_VERSION, type Verdicts } from '../../core/verdict/verdict.ts'
import { UserError } from '../../errors.ts'
import { noteLeftOut } from '../ledger/left-out.ts'
import { readLedger } from '../ledger/read.ts'
import { selectJobs } from '../run/select.ts'

export interface JudgeOptions {
  jobs: string[]
  /** File that holds the policy, and what jobs, engines and tables there are. */
  policy: string
  ledger?: string
  asOf?: string
  json: boolean
}

/** Judges every candidate of the jobs on what the ledger holds. */
export async function judgeCommand(
  options: JudgeOptions,
  { terminal, now, signal }: Context,
): Promise<ExitCode> {
  const { config, path } = await loadConfig(options.policy)
  const jobs = selectJobs(config, options.jobs, path)
  const asOf = options.asOf ?? now().toISOString().slice(0, 10)
  checkDay(asOf)
  for (const job of jobs) checkLimits(job, config.limits)
  const { records: all, leftOut } = await readLedger(options.ledger, signal)
  const records = all.filter(({ when }) => when.slice(0, 10) <= asOf)
  noteLeftOut(leftOut, terminal)
  const verdicts = jobs.flatMap((job) =>
    subjectsOf(job, config.limits, records).map((subject) =>
      judge(records, subject, job.policy, job.tables, asOf),
    ),
  )
  const file: Verdicts = { version: VERDICT_VERSION, verdicts, leftOut }
  terminal.print(
    options.json
      ? JSON.stringify(file, null, 2)
      : verdicts.map((verdict) => verdictText(verdict, terminal.columns)).join('\n\n\n'),
  )
  return 0
}

/**
 * A name that is none of the limits would silently judge others.
 *
 * @throws UserError `judgedLimitsUnknown`
 */
function checkLimits({ name, policy: { judge: judged } }: Job, limits: readonly Limits[]): void {
  const known = limits.map(describeLimits)
  if (judged.limits !== undefined && !known.includes(judged.limits))
    throw new UserError('judgedLimitsUnknown', { job: name, limits: judged.limits, known })
}

/** @throws UserError `optionInvalid` */
function checkDay(day: string): void {
  const time = Date.parse(`${day}T00:00:00Z`)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && new Date(time).toISOString().startsWith(day)
  if (!isDay)
    throw new UserError('optionInvalid', {
      option: '--as-of',
      value: day,
      expected: 'a UTC day such as 2026-11-20',
    })
}
