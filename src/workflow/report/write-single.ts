import { basename, extname } from 'node:path'
import { UserError } from '../../errors.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { Report } from '../../report/build/report.ts'
import { singlePageOf } from '../../report/pages.ts'
import { loadSite, type Site, type SiteAsset } from './load-site.ts'

export interface SingleRequest {
  report: Report
  /** Name of the job whose page follows the overview; the overview's first by default. */
  job: string | undefined
  path: string
}

const SHEET = 'assets/report.css'

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

/** The sheet with what it links to in it. */
function sheetOf(assets: readonly SiteAsset[]): string {
  const sheet = assets.find(({ path }) => path === SHEET)
  if (!sheet) throw new Error(`the site has no ${SHEET}`)
  return assets.reduce(
    (text, { path, bytes }) =>
      text.replaceAll(`url(${basename(path)})`, () => `url(${dataUri(path, bytes)})`),
    new TextDecoder().decode(sheet.bytes),
  )
}

const dataUri = (path: string, bytes: Uint8Array): string =>
  `data:font/${extname(path).slice(1)};base64,${Buffer.from(bytes).toString('base64')}`
