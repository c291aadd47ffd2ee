import type { Context, ExitCode } from '../../context.ts'
import { type Finding, lineOf } from '../../machine/finding.ts'
import { counted } from '../../text/text.ts'
import { checkJobs } from '../../workflow/check/check-run.ts'
import type { CheckRequest } from '../../workflow/check/engines.ts'

/** Does everything but run: finds all that would stop a run, and says how to fix each. */
export async function check(options: CheckRequest, context: Context): Promise<ExitCode> {
  const { print } = context.terminal
  const shown: Finding[] = []
  const show = (finding: Finding) => {
    shown.push(finding)
    print(lineOf(finding))
  }
  await checkJobs(options, show, context)
  const count = (mark: Finding['mark']) => shown.filter((finding) => finding.mark === mark).length
  print(conclusion(count('✕'), count('!')))
  return count('✕') === 0 ? 0 : 2
}

function conclusion(problems: number, doubts: number): string {
  if (problems > 0) return `${counted(problems, 'problem')} to fix before a run.`
  return doubts > 0 ? `${counted(doubts, 'doubt')} (!) to settle before a run.` : 'Ready to run.'
}
