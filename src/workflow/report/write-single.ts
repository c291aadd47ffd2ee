import { UserError } from '../../errors.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { Report } from '../../report/build/report.ts'
import { singlePageOf } from '../../report/pages.ts'
import { loadSite, type Site } from './load-site.ts'
import { sheetOf } from './whole-sheet.ts'

export interface SingleRequest {
  report: Report
  /** Name of the job whose page follows the overview; the overview's first by default. */
  job: string | undefined
  path: string
}

/**
 * Writes the overview, one job and the method into one HTML file that needs no other.
 *
 * @throws UserError `jobNotShown`, `siteNotBuilt`, `diskFull`
 */
export async function writeSingle({ report, job, path }: SingleRequest, built?: Site): Promise<void> {
  const { jobs } = report.overview
  const row = jobs.find(({ name }) => name === job)
  if (job !== undefined && !row)
    throw new UserError('jobNotShown', { job, shown: jobs.map(({ name }) => name) })
  const site = built ?? (await loadSite())
  await writeAtomically(path, await site.render(singlePageOf(report, row?.slug, sheetOf(site.assets))))
}
