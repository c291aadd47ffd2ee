import { diffJson } from '../../render/differences/diff-json.ts'
import { type ComparedPair, partsTexts, toDiffPage, withinText } from '../../render/differences/diff-page.ts'
import { diffText } from '../../render/differences/diff-text.ts'
import type { SideNames } from '../../render/differences/differences.ts'
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
  if (format === 'html')
    return (await import('../report/page-alone.ts')).drawAlone({ kind: 'diff', model: page })
  return (await import('../../render/markdown/diff.ts')).diffMarkdown(page)
}

/** Which parts were compared, and why it passes though rows differ. */
export const notesOf = ({ outcome: { within }, parts }: Presented): string[] => [
  ...partsTexts({ ...parts }),
  ...(within === null ? [] : [withinText(within)]),
]
