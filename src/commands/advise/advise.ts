import type { Context, ExitCode } from '../../context.ts'
import { coverageText } from '../../render/advice/measured.ts'
import { measureFirst } from '../../render/advice/next.ts'
import { adviceJson, adviceText, measuredText } from '../../render/advice/text.ts'
import { jsonText } from '../../text/text.ts'
import { type AdviseRequest, adviseJobs } from '../../workflow/advise/advise-jobs.ts'
import { noteLeftOut } from '../../workflow/ledger/left-out.ts'

export interface AdviseOptions extends AdviseRequest {
  json: boolean
}

/** Which engine to try before anything is measured, by what is declared; and what a ledger says of it. */
export async function adviseCommand(options: AdviseOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context
  const { advised, measured } = await adviseJobs(options, context)
  const rows = measured?.rows ?? []
  noteLeftOut(measured?.leftOut ?? [], terminal)
  const gaps = advised.flatMap(({ context: { job, volumeBytes } }) =>
    job === null || !measured ? [] : (coverageText(job, volumeBytes, rows) ?? []),
  )
  const all = advised.map(({ context: declared, advice }) => ({
    advice,
    steps: measureFirst(
      advice,
      declared,
      options,
      rows.some(({ job }) => job === advice.job),
    ),
  }))
  const place = measured?.place ?? null
  const table = measuredText(rows, place, gaps, terminal.columns)
  terminal.print(
    options.json ? jsonText(adviceJson(all, place, rows, gaps), 2) : adviceText(all, table, terminal.columns),
  )
  return 0
}
