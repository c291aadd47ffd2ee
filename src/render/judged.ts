import type { CandidateStanding, JobStanding } from '../report/model/overview.ts'
import { alignCells, counted, hangText, printable } from '../text/text.ts'
import type { Measured } from '../verdict/measured.ts'
import { judgedOnes } from '../verdict/verdict.ts'
import { unsaidRows } from './advice/measured.ts'
import { measuredText } from './advice/text.ts'
import { intervalText, possessive, properName } from './site/figures.ts'
import { baselineOf, overviewHeadline, overviewLead } from './site/overview.ts'
import { candidateTitle, GROUP_SIGNS } from './site/titles.ts'
import { givenOptions, type Invocation } from './verdict/diff-command.ts'
import { timesText } from './verdict/numbers.ts'
import { smallerStepText } from './verdict/smaller-step.ts'
import { totalsText, verdictText } from './verdict/terminal.ts'
import { shortDays } from './verdict/window.ts'

const GAP = '\n\n\n'
/** More verdicts than these are a list, unless their jobs were named. */
const MOST_IN_FULL = 4

export interface Judged {
  /** In their order. */
  jobs: readonly JobStanding[]
  /** Whether jobs were named: whoever names some wants to know all about them. */
  areNamed: boolean
  /** What was measured of them, and where; counted only where it is shown. */
  toMeasured: () => readonly Measured[]
  place: string
  invocation: Invocation
  /** Of the terminal. */
  columns: number
}

/** What a ledger says of its jobs: where they stand, a line a candidate, then each verdict in full, and when to use which. */
export function judgedText({ jobs, areNamed, toMeasured, place, invocation, columns }: Judged): string {
  const verdicts = jobs.flatMap(({ candidates }) => candidates.map(({ verdict }) => verdict))
  const areInFull = areNamed || verdicts.length <= MOST_IN_FULL
  const full = areInFull ? verdicts.map((verdict) => verdictText(verdict, invocation, columns)) : []
  const totals = totalsText(judgedOnes(verdicts), columns)
  const measured = areInFull ? unsaidRows(toMeasured(), jobs) : []
  const details = [
    ...full,
    ...(totals === '' ? [] : [totals]),
    ...(measured.length > 0 ? [measuredText(measured, place, [], columns)] : []),
  ]
  if (verdicts.length === 1) return details.join(GAP)
  const { config, ledger } = invocation
  const one = ['etl-compare judge JOB', ...givenOptions({ config, ledger })].join(' ')
  const overview = [
    [overviewHeadline({ jobs }), overviewLead({ jobs })]
      .filter(Boolean)
      .map((text) => hangText(printable(text), columns, 0))
      .join('\n'),
    candidateLines(jobs)
      .map((text) => hangText(text, columns, 4))
      .join('\n'),
    ...stepLines(jobs).map((text) => hangText(printable(text), columns, 4)),
    ...(areInFull ? [] : [`The gates and reasons of a job: ${one}`]),
  ].join('\n\n')
  return [overview, ...details].join(GAP)
}

/** A line a candidate, the jobs first of which something can be done. */
function candidateLines(jobs: readonly JobStanding[]): string[] {
  const rows = jobs.flatMap(({ name, baseline, candidates }) =>
    candidates.map((row) =>
      [
        `${GROUP_SIGNS[row.group]} ${candidateTitle(row, properName(baseline.name))}`,
        name,
        row.engine.name,
        ratioCell(row),
        daysCell(row),
      ].map(printable),
    ),
  )
  return alignCells([
    ['verdict', 'job', 'candidate', `× ${possessive(baselineOf(jobs))} time`, 'days'],
    ...rows,
  ])
}

/** Of jobs that have the choice between a smaller step and a port. */
const stepLines = (jobs: readonly JobStanding[]): string[] =>
  jobs.flatMap(({ name, candidates }) => smallerStepText(candidates).map((text) => `${name}: ${text}`))

function ratioCell({ ratio }: CandidateStanding): string {
  if (!ratio) return 'no time yet'
  const { value, interval, n, isVoid } = ratio
  const range = interval ? intervalText(interval) : counted(n, 'day')
  return `${timesText(value)} (${range})${isVoid ? ', does not count' : ''}`
}

const daysCell = ({ verdict }: CandidateStanding): string =>
  verdict.decision === 'nothing' ? 'no comparison' : shortDays(verdict)
