import type { Context, ExitCode } from '../../context.ts'
import { reportJson } from '../../render/report-json.ts'
import type { JudgeRequest } from '../../workflow/judge/judge-ledger.ts'
import { noteLeftOut } from '../../workflow/ledger/left-out.ts'
import { reportLedger } from '../../workflow/report/report-ledger.ts'

export interface ReportOptions extends JudgeRequest {
  json: boolean
}

/** Draws what the ledger holds. */
export async function reportCommand(options: ReportOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context
  const { report, leftOut, notes } = await reportLedger(options, [], context)
  noteLeftOut(leftOut, terminal)
  for (const note of notes) terminal.note(note)
  if (options.json) terminal.print(reportJson(report))
  return 0
}
