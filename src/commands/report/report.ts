import { join } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { invalidOption } from '../../errors.ts'
import { reportJson } from '../../render/report-json.ts'
import type { JudgeRequest } from '../../workflow/judge/judge-ledger.ts'
import { noteLeftOut } from '../../workflow/ledger/left-out.ts'
import { requirePageFile } from '../../workflow/out-file.ts'
import { openInBrowser } from '../../workflow/report/open-in-browser.ts'
import { reportLedger } from '../../workflow/report/report-ledger.ts'
import { writeSingle } from '../../workflow/report/write-single.ts'
import { writeSite } from '../../workflow/report/write-site.ts'

export interface ReportOptions extends Omit<JudgeRequest, 'absent'> {
  out: string
  results?: string
  base?: string
  single?: string
  job?: string
  open: boolean
  json: boolean
}

const BASE = /^\/(?:[\w.~-]+\/)*$/

/** Draws what the ledger holds, as a static site or one file. */
export async function reportCommand(options: ReportOptions, context: Context): Promise<ExitCode> {
  const { out, base = null, single, job, open, json, ...request } = options
  if (base !== null && !BASE.test(base))
    throw invalidOption('--base', base, 'a path with / at both ends, such as /reports/')
  await requirePageFile('--single', single, 'report.html')
  if (job !== undefined && single === undefined) throw invalidOption('--job', job, 'used with --single FILE')
  const { terminal } = context
  const { report, records, leftOut, notes } = await reportLedger(request, [], context)
  noteLeftOut(leftOut, terminal)
  for (const note of notes) terminal.note(note)
  if (json) {
    terminal.print(reportJson(report))
    return 0
  }
  if (single === undefined) await writeSite({ report, records, out, base }, context)
  else await writeSingle({ report, job, path: single })
  const first = single ?? join(out, 'index.html')
  terminal.print(first)
  if (open) await openInBrowser(first, terminal)
  return 0
}
