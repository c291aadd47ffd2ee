import type { Summary } from '../../report/model/fresh.ts'
import { overviewHeadline } from '../site/overview.ts'
import { linkable, plain } from './escape.ts'
import { runMarkdown } from './run.ts'
import { sentencesMarkdown, verdictsMarkdown } from './verdicts.ts'

/** GitHub takes 65,536 characters of a comment; a summary near its limit is dropped without a message. */
const MOST_CHARACTERS = 60_000

/** Found again by who updates a comment. */
const MARKER = '<!-- etl-compare -->'

/**
 * A job summary, and the body of a comment: the runs just made, then where every job stands. What is too much is left out
 * from the end, and says so.
 */
export function summaryMarkdown({ runs, overview, link }: Summary): string {
  const address = link === null ? undefined : linkable(link)
  const full = address === undefined ? '' : `[Full report](<${address}>)`
  const head = [MARKER, `## ${plain(overviewHeadline(overview))}`, ...(full === '' ? [] : [full])].join('\n')
  const parts = [
    ...runs.map(runMarkdown),
    ...(overview.jobs.length > 0 || runs.length === 0
      ? [`### Verdicts\n\n${verdictsMarkdown(overview)}`]
      : []),
    ...sentencesMarkdown(overview),
  ]
  return `${fitParts(head, parts)}\n`
}

/** As many parts as have room, in their order; the first that has none is left out, and smaller ones after it may stay. */
function fitParts(head: string, parts: readonly string[]): string {
  const kept = [head]
  let [length, left] = [head.length + ROOM, 0]
  for (const part of parts) {
    if (length + part.length + 2 > MOST_CHARACTERS) left += 1
    else {
      kept.push(part)
      length += part.length + 2
    }
  }
  if (left > 0)
    kept.push(`${left} ${left === 1 ? 'part is' : 'parts are'} left out here: see the full report.`)
  return kept.join('\n\n')
}

/** For what says that something was left out. */
const ROOM = 100
