import type { CandidateRow, Cell, JobRow, Overview } from '../../report/model/overview.ts'
import { counted } from '../../text/text.ts'
import { withMode } from '../deployment.ts'
import { longDay } from '../site/dates.ts'
import { intervalText, possessive, properName, shortName } from '../site/figures.ts'
import { modesOf } from '../site/modes.ts'
import { savingsText } from '../site/money.ts'
import { baselineOf, firstSteps, judgedWordsOf, overviewLead } from '../site/overview.ts'
import { VOID } from '../site/tip.ts'
import { candidateTitle, GROUP_SIGNS, groupTitle } from '../site/titles.ts'
import { DAY_SIGNS } from '../verdict/day-signs.ts'
import { fallbackText } from '../verdict/forecast.ts'
import { timesText } from '../verdict/numbers.ts'
import { smallerStepText } from '../verdict/smaller-step.ts'
import { shortDays } from '../verdict/window.ts'
import { plain, table } from './escape.ts'
import { SEPARATOR, withinRoom } from './parts.ts'

const MOST_OF_NAME = 60

/** Where every job stands, a row a candidate; jobs that can be decided come first. */
export function verdictsMarkdown(overview: Overview): string {
  const { jobs, asOf } = overview
  if (jobs.length === 0)
    return 'Nothing has been measured yet. Run etl-compare run, then etl-compare ledger add results.'
  const candidates = jobs.flatMap((job) => job.candidates)
  const all = jobs.flatMap((job) =>
    job.candidates.length > 0 ? job.candidates.map((candidate) => rowOf(job, candidate)) : [aloneRow(job)],
  )
  const rows = withinRoom(all)
  const header = [
    'Verdict',
    'Job',
    'Candidate',
    plain(`× ${possessive(shortName(baselineOf(jobs), MOST_OF_NAME))} ${judgedWordsOf(jobs)}`),
    `Days up to ${longDay(asOf)}`,
  ]
  return [
    '### Verdicts',
    plain(overviewLead(overview)),
    firstCommands(overview).join('<br>'),
    table(header, rows),
    ...moneyParts(jobs),
    ...fallbackParts(jobs),
    ...stepParts(jobs),
    `<sub>${[legend(candidates), ...moreText(all.length - rows.length)].join(' ')}</sub>`,
  ]
    .filter(Boolean)
    .join(SEPARATOR)
}

/** What an only job without a comparison needs. */
const firstCommands = ({ jobs: [only, ...others], invocation }: Overview): string[] =>
  only === undefined || others.length > 0
    ? []
    : firstSteps(only, invocation).map(({ text, command }, index) =>
        [
          ...(index === 0 ? ['**Next:**'] : []),
          plain(text),
          ...(command === undefined ? [] : [`<code>${plain(command)}</code>`]),
        ].join(' '),
      )

/** Nothing where no job has a bill. */
function moneyParts(jobs: readonly JobRow[]): string[] {
  const { text, known } = savingsText(jobs)
  return known > 0 ? [plain(text)] : []
}

/** Jobs of which as much is said below the table. */
const MOST_SAID = 3

/** From which input on a baseline is still needed, by what was measured. */
function fallbackParts(jobs: readonly JobRow[]): string[] {
  const texts = jobs.flatMap(({ name, candidates }) =>
    candidates.flatMap(({ engine, verdict }) =>
      verdict.decision === 'nothing'
        ? []
        : fallbackText(verdict).map(
            (text) => `**${nameCell(name)}, ${nameCell(engine.name)}:** ${plain(text)}`,
          ),
    ),
  )
  return texts.slice(0, MOST_SAID)
}

/** Which candidate is the smaller step, of jobs that have the choice. */
const stepParts = (jobs: readonly JobRow[]): string[] =>
  jobs
    .flatMap(({ name, candidates }) =>
      smallerStepText(candidates).map((text) => `**${nameCell(name)}:** ${plain(text)}`),
    )
    .slice(0, MOST_SAID)

const moreText = (count: number): string[] =>
  count > 0 ? [`${counted(count, 'more candidate')} in the full report.`] : []

const nameCell = (name: string): string => plain(shortName(name, MOST_OF_NAME))

function rowOf(job: JobRow, candidate: CandidateRow): string[] {
  const modes = modesOf(job)
  const ofBaseline = modes.has(job.baseline.name) ? [plain(withMode(job.baseline.name, modes))] : []
  return [
    `${GROUP_SIGNS[candidate.group]} ${plain(candidateTitle(candidate, properName(job.baseline.name)))}`,
    [nameCell(job.name), ...ofBaseline].join('<br>'),
    [nameCell(candidate.engine.name), plain(modes.get(candidate.engine.name) ?? '')]
      .filter(Boolean)
      .join('<br>'),
    ratioCell(candidate),
    [trend(candidate.strip), daysCell(candidate)].filter(Boolean).join('<br>'),
  ]
}

/** Of a job that only its baseline ran of. */
const aloneRow = ({ name, group, baseline, runs }: JobRow): string[] => [
  `${GROUP_SIGNS[group]} ${plain(groupTitle(group, properName(baseline.name)))}`,
  nameCell(name),
  'none yet',
  '',
  plain(`${counted(runs, 'run')} of ${shortName(baseline.name)} alone`),
]

function ratioCell({ ratio }: CandidateRow): string {
  if (!ratio) return 'no time yet'
  const { value, interval, isVoid } = ratio
  const text = `${timesText(value)}${interval ? `\u00a0(${intervalText(interval)})` : ''}`
  return isVoid ? text : `**${timesText(value)}**${text.slice(timesText(value).length)}`
}

function daysCell({ verdict }: CandidateRow): string {
  if (verdict.decision === 'nothing') return 'no comparison'
  return shortDays(verdict)
}

const DAY_WORDS: Record<Exclude<Cell['state'], 'to-come'>, string> = {
  counted: 'counts',
  failed: 'failed',
  differs: 'different data',
  incomplete: 'incomplete',
  missing: 'no run',
}
/** The newest days: more would squeeze the other columns of a comment. */
const MOST_CELLS = 14

const past = (strip: readonly Cell[]) =>
  strip.flatMap(({ state }) => (state === 'to-come' ? [] : [state])).slice(-MOST_CELLS)

/** The last days as characters: it needs no script and no picture. */
const trend = (strip: readonly Cell[]): string =>
  past(strip)
    .map((state) => DAY_SIGNS[state])
    .join('')

/** What the characters of these trends mean, and the figures beside them. */
function legend(candidates: readonly CandidateRow[]): string {
  const seen = new Set(candidates.flatMap(({ strip }) => past(strip)))
  const cells = (Object.keys(DAY_WORDS) as (keyof typeof DAY_WORDS)[]).flatMap((state) =>
    seen.has(state) ? [`${DAY_SIGNS[state]} ${DAY_WORDS[state]}`] : [],
  )
  const days = cells.length > 0 ? [`A character a day: ${cells.join(', ')}.`] : []
  const ratios = candidates.flatMap(({ ratio }) => ratio ?? [])
  const notes = [
    ...(ratios.length === 0 ? ['No ratio yet.'] : []),
    ...(ratios.some(({ interval }) => interval) ? ['In brackets: the interval of the mean.'] : []),
    ...(ratios.some(({ isVoid }) => isVoid) ? [`Not bold: ${VOID}.`] : []),
  ]
  return [...days, ...notes].join(' ')
}
