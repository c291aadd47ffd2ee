import type { Context } from '../../context.ts'
import { freshRunOf } from '../../report/build/fresh.ts'
import { buildReport, type Report } from '../../report/build/report.ts'
import type { FreshRun } from '../../report/model/fresh.ts'
import { toolVersion } from '../../version.ts'
import { type Evidence, type JudgeRequest, readEvidence } from '../judge/judge-ledger.ts'
import { readEntries } from '../ledger/read-entries.ts'
import { besideRecords } from './beside.ts'
import { publicInvocation } from './public-invocation.ts'

export interface LedgerReport extends Pick<Evidence, 'notes' | 'leftOut' | 'place' | 'records'> {
  report: Report
  /** Those that were asked for, in their order. */
  runs: FreshRun[]
}

/**
 * Judges a ledger, and makes of it what all media draw. The default ledger need not be there yet, nor one whose `absent` is empty.
 *
 * @param request `results`: a folder of results, whose samples are drawn, and of which logs and rows are shown as configured
 * @param paths results of runs that were just made, which need not count
 * @throws UserError those of `judge`, `recordPathMissing`, `recordsMissing`, `recordInvalid`
 */
export async function reportLedger(
  request: JudgeRequest & { results?: string },
  paths: readonly string[],
  context: Pick<Context, 'now' | 'signal'>,
): Promise<LedgerReport> {
  const { absent = request.ledger === undefined ? 'empty' : 'mistake' } = request
  const { jobs, records, asOf, leftOut, notes, place, publish } = await readEvidence(
    { ...request, absent },
    context,
  )
  const beside = await besideRecords(request.results, publish)
  const invocation = publicInvocation(request)
  const report = buildReport({ records, jobs, beside, asOf, leftOut, invocation, tool: toolVersion })
  const fresh = (await readEntries(paths, context.signal)).map(({ record }) => record)
  return {
    report,
    records,
    runs: fresh.map((record) =>
      freshRunOf(
        record,
        report,
        jobs.find(({ name }) => name === record.job),
        asOf,
      ),
    ),
    notes,
    leftOut,
    place,
  }
}
