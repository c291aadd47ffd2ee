import type { Qualification } from '../../qualify/result.ts'
import type { DiffPage } from '../../report/model/diff.ts'
import { toolVersion } from '../../version.ts'
import { loadSite } from './load-site.ts'
import { sheetOf } from './whole-sheet.ts'

/** What a page shows that belongs to no ledger. */
export type PageAlone = { kind: 'diff'; model: DiffPage } | { kind: 'qualify'; model: Qualification }

/**
 * One HTML file that needs no other: it can be mailed.
 *
 * @throws UserError `siteNotBuilt`, `siteBuildFailed`
 */
export async function drawAlone(page: PageAlone): Promise<string> {
  const site = await loadSite()
  const frame = { asOf: null, tool: toolVersion, base: null, invocation: {}, simulated: [] }
  return site.render({ ...page, frame, sheet: sheetOf(site.assets) })
}
