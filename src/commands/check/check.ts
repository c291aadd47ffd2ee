import type { Context, ExitCode } from '../../context.ts'
import { type Finding, lineOf } from '../../machine/finding.ts'
import { counted } from '../../text/text.ts'
import { checkRun } from '../../workflow/check/check-run.ts'
import type { CheckRequest } from '../../workflow/check/engines.ts'
import { loadConfig } from '../../workflow/plan/load-config.ts'
import { selectJobs } from '../../workflow/plan/select.ts'

export interface CheckOptions extends CheckRequest {
  jobs: string[]
}

/** Does everything but run: finds all that would stop a run, and says how to fix each. */
export async function check(options: CheckOptions, context: Context): Promise<ExitCode> {
  const { print } = context.terminal
  const loaded = await loadConfig(options.config)
  const jobs = selectJobs(loaded.config, options.jobs, options.config)
  print(`✓ ${options.config}: ${counted(jobs.length, 'job')}, no mistakes`)
  const shown: Finding[] = []
  const show = (finding: Finding) => {
    shown.push(finding)
    print(lineOf(finding))
  }
  await checkRun(jobs, { request: options, loaded, show }, context)
  const count = (mark: Finding['mark']) => shown.filter((finding) => finding.mark === mark).length
  print(conclusion(count('✕'), count('!')))
  return count('✕') === 0 ? 0 : 2
}

function conclusion(problems: number, doubts: number): string {
  if (problems > 0) return `${counted(problems, 'problem')} to fix before a run.`
  return doubts > 0 ? `${counted(doubts, 'doubt')} (!) to settle before a run.` : 'Ready to run.'
}
