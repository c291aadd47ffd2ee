import type { FreshRun, Summary } from '../../report/model/fresh.ts'
import type { Overview } from '../../report/model/overview.ts'
import { counted } from '../../text/text.ts'
import { comparisonHeadline, severity } from '../site/comparison.ts'
import { overviewHeadline } from '../site/overview.ts'
import { simulatedText } from '../site/simulated.ts'
import { detailParts } from './details.ts'
import { linkable, plain } from './escape.ts'
import { fitting, SEPARATOR } from './parts.ts'
import { runParts } from './run.ts'
import { verdictsMarkdown } from './verdicts.ts'

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
  const simulated = simulatedText([
    ...new Set([
      ...runs.filter(({ page }) => page.isSimulated).map(({ page }) => page.job),
      ...overview.jobs.filter((job) => job.isSimulated).map(({ name }) => name),
    ]),
  ])
  const warning = simulated === undefined ? [] : ['', `**${plain(simulated)}**`]
  const warnings = notes.map((note) => `\n> [!WARNING]\n> ${plain(note)}\n`)
  const head = [MARKER, `## ${plain(headline(runs, overview))}`, ...warnings, ...full, ...warning].join('\n')
  const sorted = runs.toSorted((a, b) => severity(b.page) - severity(a.page))
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
  const details = fitting(detailParts(overview), room - used)
  const left = body.left + details.left
  return `${[head, ...body.texts, ...folded(details.texts), ...leftText(left)].join(SEPARATOR)}\n`
}

/** Where every job stands. A run just made that went wrong comes before it, and so does any before something counts. */
function headline(runs: readonly FreshRun[], overview: Overview): string {
  if (runs.length === 0) return overviewHeadline(overview)
  const isWrong = runs.some(({ page }) => severity(page) > 0)
  if (overview.comparisons === 0) return runsHeadline(runs)
  return isWrong
    ? `${runsHeadline(runs)} Verdict so far: ${overviewHeadline(overview)}`
    : overviewHeadline(overview)
}

/** What the only run showed, or `3 runs: 1 with different data, 1 with failed trials.` */
function runsHeadline(runs: readonly FreshRun[]): string {
  const [only, ...others] = runs
  if (only && others.length === 0) return `${only.page.job}: ${comparisonHeadline(only.page)}`
  const parts = WRONG.flatMap(([least, what]) => {
    const count = runs.filter(({ page }) => severity(page) === least).length
    return count > 0 ? [`${count} ${what}`] : []
  })
  return `${counted(runs.length, 'run')}: ${parts.length > 0 ? parts.join(', ') : 'none with different data'}.`
}

const WRONG = [
  [3, 'with different data'],
  [2, 'with failed trials'],
  [1, 'not compared'],
] as const

const folded = (texts: readonly string[]): string[] =>
  texts.length === 0
    ? []
    : [
        `<details><summary>The verdicts in full</summary>${SEPARATOR}${texts.join(SEPARATOR)}${SEPARATOR}</details>`,
      ]

const leftText = (left: number): string[] =>
  left === 0 ? [] : [`${left} ${left === 1 ? 'part is' : 'parts are'} left out here: see the full report.`]
