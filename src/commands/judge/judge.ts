import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { sentenceOf } from '../../render/verdict/sentence.ts'
import { verdictText } from '../../render/verdict/terminal.ts'
import { jsonText } from '../../text/text.ts'
import { isRun } from '../../verdict/evidence/eligible.ts'
import { judge } from '../../verdict/judge.ts'
import { policyDoubts } from '../../verdict/policy-doubts.ts'
import { subjectsOf } from '../../verdict/subjects.ts'
import { VERDICT_VERSION, type Verdicts } from '../../verdict/verdict.ts'
import { noteLeftOut } from '../../workflow/ledger/left-out.ts'
import { readLedger } from '../../workflow/ledger/read-ledger.ts'
import { jobsToJudge } from './jobs.ts'

export interface JudgeOptions {
  jobs: string[]
  /** Configuration that says what the policy, jobs, engines and tables are. */
  policy?: string
  ledger?: string
  asOf?: string
  json: boolean
}

/** Judges every candidate of the jobs on what the ledger holds. */
export async function judgeCommand(
  options: JudgeOptions,
  { terminal, now, signal }: Context,
): Promise<ExitCode> {
  const asOf = options.asOf ?? now().toISOString().slice(0, 10)
  checkDay(asOf)
  const { records: all, leftOut, place } = await readLedger(options.ledger, signal)
  const records = all.filter(({ when }) => when.slice(0, 10) <= asOf)
  const { jobs, limits } = await jobsToJudge(options, records, place)
  noteLeftOut(leftOut, terminal)
  const runs = all.filter(isRun)
  const later = runs.length - records.filter(isRun).length
  if (later > 0) terminal.note(`Not counted: ${later} of ${runs.length} runs, which are later than ${asOf}.`)
  for (const job of jobs)
    for (const doubt of policyDoubts(job, asOf)) terminal.note(`${job.name}: policy: ${doubt}`)
  const verdicts = jobs.flatMap((job) => {
    const subjects = subjectsOf(job, limits, records)
    if (subjects.length === 0)
      terminal.note(
        `${job.name}: only ${job.baseline} has run. Run or record a candidate for the same partitions, then there is something to judge.`,
      )
    return subjects.map((subject) => judge(records, subject, job, asOf))
  })
  const file: Verdicts = {
    version: VERDICT_VERSION,
    verdicts: verdicts.map((verdict) => ({ ...verdict, sentence: sentenceOf(verdict) })),
    leftOut,
  }
  const invocation = { config: options.policy, ledger: options.ledger }
  if (options.json) terminal.print(jsonText(file, 2))
  else if (jobs.length === 0) terminal.print(`Nothing to judge: ${place} has no run up to ${asOf}.`)
  else if (verdicts.length > 0)
    terminal.print(
      verdicts.map((verdict) => verdictText(verdict, invocation, terminal.columns)).join('\n\n\n'),
    )
  return 0
}

/** @throws UserError `optionInvalid` */
function checkDay(day: string): void {
  const time = Date.parse(`${day}T00:00:00Z`)
  const isDay =
    /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
  if (!isDay)
    throw new UserError('optionInvalid', {
      option: '--as-of',
      value: day,
      expected: 'a UTC day such as 2026-11-20',
    })
}
