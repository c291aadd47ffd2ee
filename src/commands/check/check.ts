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
  let problems = 0
  const show = (finding: Finding) => {
    if (finding.mark === '✕') problems += 1
    print(lineOf(finding))
  }
  await checkRun(jobs, { request: options, loaded, show }, context)
  print(problems === 0 ? 'Ready to run.' : `${counted(problems, 'problem')} to fix before a run.`)
  return problems === 0 ? 0 : 2
}
