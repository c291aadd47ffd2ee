import { ROWS_SHOWN } from '../../model/config/defaults.ts'
import type { Job } from '../../model/config/model.ts'
import { columnLines, sampleLines, unmatchedLines } from '../../render/differences/differences.ts'
import { fixLines } from '../../render/differences/fixes.ts'
import { proposalBlocks } from '../../render/differences/proposal-text.ts'
import { firstOfEach } from '../../render/differences/shown-rows.ts'
import type { ComparedTable } from './parity.ts'

/** Why tables differ, and a few rows that show it, for the terminal of the machine they stay on. */
export function differenceLines(job: Job, differing: readonly ComparedTable[]): string[] {
  return differing.flatMap(({ finding, rows, examples }) => {
    const entry = `the table's entry under jobs.${job.name}.tables`
    const body = [
      ...columnLines(finding, examples),
      ...unmatchedLines(finding),
      ...sampleLines(finding, firstOfEach(rows, ROWS_SHOWN), { a: job.baseline, b: finding.engine }),
      ...fixLines(finding, job.baseline),
      ...proposalBlocks(finding, entry).flat(),
    ]
    return [
      `  ${finding.engine} · ${finding.table}: ${finding.outcome}`,
      ...body.map((line) => `    ${line}`),
    ]
  })
}
