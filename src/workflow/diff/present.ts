import { invalidOption } from '../../errors.ts'
import { statIfThere } from '../../files/disk.ts'
import { diffJson } from '../../render/differences/diff-json.ts'
import { type ComparedPair, partsTexts, toDiffPage, withinText } from '../../render/differences/diff-page.ts'
import { diffText } from '../../render/differences/diff-text.ts'
import type { SideNames } from '../../render/differences/differences.ts'
import type { DiffPage } from '../../report/model/diff.ts'
import { toolVersion } from '../../version.ts'
import type { DiffFormat } from './formats.ts'
import type { DiffOutcome } from './outcome.ts'

/** What was found, and what holds for all of it. */
export interface Presented {
  compared: readonly ComparedPair[]
  names: SideNames
  outcome: DiffOutcome
  /** What of the tables was left out on purpose. */
  parts: object | null
}

/** What was found, as text of a format. Markdown and HTML have the notes in them. */
export async function present(found: Presented, format: DiffFormat): Promise<string> {
  const { compared, names, outcome, parts } = found
  if (format === 'json') return diffJson(compared, outcome, parts)
  if (format === 'text') return diffText(toDiffPage(compared, names))
  const page = toDiffPage(compared, names, notesOf(found))
  if (format === 'html') return diffHtml(page)
  return (await import('../../render/markdown/diff.ts')).diffMarkdown(page)
}

/** @throws UserError `optionInvalid` where nothing could be written in the end */
export async function requireOut(out: string | undefined): Promise<void> {
  if (out === undefined) return
  const found = out === '' ? undefined : await statIfThere(out)
  if (out === '' || found?.isDirectory()) throw invalidOption('--out', out, 'a file such as diff.html')
}

/** Which parts were compared, and why it passes though rows differ. */
export const notesOf = ({ outcome: { within }, parts }: Presented): string[] => [
  ...partsTexts({ ...parts }),
  ...(within === null ? [] : [withinText(within)]),
]

/** One file that needs no other: it can be mailed. */
async function diffHtml(model: DiffPage): Promise<string> {
  const [{ loadSite }, { sheetOf }] = await Promise.all([
    import('../report/load-site.ts'),
    import('../report/whole-sheet.ts'),
  ])
  const site = await loadSite()
  const frame = { asOf: null, tool: toolVersion, base: null, invocation: {}, simulated: [] }
  return site.render({ kind: 'diff', frame, model, sheet: sheetOf(site.assets) })
}
