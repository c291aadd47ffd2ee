import type { Context } from '../../context.ts'
import { buildReport, type Report } from '../../report/build/report.ts'
import { toolVersion } from '../../version.ts'
import { type JudgedLedger, type JudgeRequest, judgeLedger } from '../judge/judge-ledger.ts'

export interface LedgerReport extends Pick<JudgedLedger, 'notes' | 'leftOut' | 'place'> {
  report: Report
}

/**
 * Judges a ledger, and makes of it what all media draw.
 *
 * @throws UserError those of `judge`
 */
export async function reportLedger(
  request: JudgeRequest,
  context: Pick<Context, 'now' | 'signal'>,
): Promise<LedgerReport> {
  const { jobs, records, asOf, leftOut, notes, place } = await judgeLedger(request, context)
  return { report: buildReport({ records, jobs, asOf, leftOut, tool: toolVersion }), notes, leftOut, place }
}
