import type { Context, ExitCode } from '../../context.ts'
import { invalidOption } from '../../errors.ts'
import { linkable } from '../../render/markdown/escape.ts'
import { summaryMarkdown } from '../../render/markdown/summary.ts'
import type { JudgeRequest } from '../../workflow/judge/judge-ledger.ts'
import { noteLeftOut } from '../../workflow/ledger/left-out.ts'
import { reportLedger } from '../../workflow/report/report-ledger.ts'

export interface SummaryOptions extends Omit<JudgeRequest, 'jobs' | 'absent'> {
  results: string[]
  link?: string
}

/** Prints the runs just made, and where every job stands, as Markdown. */
export async function summaryCommand(options: SummaryOptions, context: Context): Promise<ExitCode> {
  const { results, link = null, ...request } = options
  if (link !== null && linkable(link) === undefined)
    throw invalidOption('--link', link, 'an address such as https://acme.github.io/jobs/')
  const { terminal } = context
  const { report, runs, leftOut, notes } = await reportLedger({ ...request, jobs: [] }, results, context)
  noteLeftOut(leftOut, terminal)
  for (const note of notes) terminal.note(note)
  terminal.print(summaryMarkdown({ runs, overview: report.overview, link }).trimEnd())
  return 0
}
