import type { FreshRun, Summary } from '../../report/model/fresh.ts'
import type { Overview } from '../../report/model/overview.ts'
import { counted } from '../../text/text.ts'
import { comparisonHeadline } from '../site/comparison.ts'
import { overviewHeadline } from '../site/overview.ts'
import { linkable, plain } from './escape.ts'
import { fitting, SEPARATOR } from './parts.ts'
import { runParts } from './run.ts'
import { sentenceParts, verdictsMarkdown } from './verdicts.ts'

/** GitHub takes 65,536 characters of a comment; a summary near its limit is dropped without a message. */
const MOST_CHARACTERS = 60_000
/** For what says that something was left out, and for what folds the sentences. */
const ROOM = 250

/** Found again by who updates a comment. */
const MARKER = '<!-- etl-compare -->'

/**
 * A job summary, and the body of a comment: the runs just made, those with different data first, then where every job stands.
 * Where it would be too long, what is kept is parity and what changed, then the table of verdicts, then figures, then sentences.
 */
export function summaryMarkdown({ runs, overview, link, notes = [] }: Summary): string {
  const address = link === null ? undefined : linkable(link)
  const full = address === undefined ? [] : [`[Full report](<${address}>)`]
  const warnings = notes.map((note) => `\n> [!WARNING]\n> ${plain(note)}\n`)
  const head = [MARKER, `## ${plain(headline(runs, overview))}`, ...warnings, ...full].join('\n')
  const sorted = runs.toSorted((a, b) => Number(differs(b)) - Number(differs(a)))
  const hasVerdicts = overview.jobs.length > 0 || runs.length === 0
  const room = MOST_CHARACTERS - head.length - ROOM
  const body = fitting(
    [
      ...sorted.flatMap((run) => runParts(run, overview.asOf)),
      ...(hasVerdicts ? [{ rank: 2, text: verdictsMarkdown(overview) }] : []),
    ],
    room,
  )
  const used = body.texts.join(SEPARATOR).length
  const sentences = fitting(sentenceParts(overview), room - used)
  const left = body.left + sentences.left
  return `${[head, ...body.texts, ...folded(sentences.texts), ...leftText(left)].join(SEPARATOR)}\n`
}

const differs = ({ page }: FreshRun): boolean => page.parity.some(({ state }) => state === 'fail')

/** Where every job stands; before anything counts, what the runs showed. */
function headline(runs: readonly FreshRun[], overview: Overview): string {
  const [only, ...others] = runs
  if (overview.comparisons > 0 || !only) return overviewHeadline(overview)
  const count = runs.filter(differs).length
  return others.length === 0
    ? `${only.page.job}: ${comparisonHeadline(only.page)}`
    : `${counted(runs.length, 'run')}, ${count === 0 ? 'none' : count} with different data.`
}

const folded = (texts: readonly string[]): string[] =>
  texts.length === 0
    ? []
    : [
        `<details><summary>The verdicts in full</summary>${SEPARATOR}${texts.join(SEPARATOR)}${SEPARATOR}</details>`,
      ]

const leftText = (left: number): string[] =>
  left === 0 ? [] : [`${left} ${left === 1 ? 'part is' : 'parts are'} left out here: see the full report.`]
