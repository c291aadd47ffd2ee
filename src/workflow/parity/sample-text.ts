import type { Job } from '../../model/config/model.ts'
import { columnLines, sampleLines, unmatchedLines } from '../../render/differences/differences.ts'
import { acceptableByHand, linesToPaste } from '../../render/differences/proposals.ts'
import type { ComparedTable } from './parity.ts'

/** Why tables differ, and a few rows that show it, for the terminal of the machine they stay on. */
export function differenceLines(job: Job, differing: readonly ComparedTable[]): string[] {
  return differing.flatMap(({ finding, rows, examples }) => {
    const paste = linesToPaste(finding)
    const byHand = acceptableByHand(finding).join(', ')
    const body = [
      ...columnLines(finding, examples),
      ...unmatchedLines(finding),
      ...sampleLines(finding, rows, { a: job.baseline, b: finding.engine }),
      ...(paste.length > 0
        ? [
            `to accept these differences, merge this into the table's entry under jobs.${job.name}.tables:`,
            ...paste.map((line) => `  ${line}`),
          ]
        : []),
      ...(byHand === '' ? [] : [`not proposed (accept: would allow any difference): ${byHand}`]),
    ]
    return [
      `  ${finding.engine} · ${finding.table}: ${finding.outcome}`,
      ...body.map((line) => `    ${line}`),
    ]
  })
}
