import { dayAfter, daysBetween } from '../../model/units/day.ts'
import { describeLimits } from '../../plan/plan.ts'
import { alignCells, hangText, printable } from '../../text/text.ts'
import { GATES } from '../../verdict/gates/registry.ts'
import type { Judged, Verdict } from '../../verdict/verdict.ts'
import { CLOCK_NAMES } from '../clock.ts'
import { DAY_SIGNS } from './day-signs.ts'
import type { Invocation } from './diff-command.ts'
import { factorRows } from './factors.ts'
import { forecastLines, projectionRows } from './forecast.ts'
import { gateRows } from './gates.ts'
import { nextSteps } from './next-steps.ts'
import { notesOf } from './notes.ts'
import { scalingRows, serialLines } from './scaling.ts'
import { sentenceOf } from './sentence.ts'
import { stepText } from './step.ts'
import { totalLines } from './total.ts'
import { WATCH_TITLE, watchItems } from './watch.ts'
import { shortDays } from './window.ts'

const NAME_WIDTH = Math.max(...Object.keys(GATES).map((name) => name.length)) + 1

/** What stands on one line, or hangs below its beginning where it is too long. */
interface Line {
  text: string
  indent: number
}

const line = (text: string, indent = 0): Line => ({ text, indent })

/** A verdict for a terminal: the sentence, the gates as a checklist, the days as a strip, what to do next. */
export function verdictText(
  verdict: Verdict,
  invocation: Invocation,
  columns = Number.POSITIVE_INFINITY,
): string {
  const { subject, asOf } = verdict
  const steps = nextSteps(verdict, invocation)
  const blocks: Line[][] = [
    [
      line(
        [
          subject.job,
          `${subject.candidate} instead of ${subject.baseline}`,
          ...(subject.size === 'own' ? [] : [subject.size]),
          describeLimits(subject.limits),
          `as of ${asOf}`,
        ].join(' · '),
      ),
    ],
    [line(sentenceOf(verdict))],
    ...(verdict.decision === 'nothing' ? [] : judgedBlocks(verdict)),
    steps.length > 0 ? [line('Next:'), ...steps.map((step) => line(`  · ${stepText(step)}`, 4))] : [],
    verdict.decision === 'nothing' ? [] : watchLines(verdict),
  ]
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(({ text, indent }) => hangText(printable(text), columns, indent)).join('\n'))
    .join('\n\n')
}

/** What all verdicts come to, for a terminal; empty where there is nothing to sum. */
export const totalsText = (verdicts: readonly Judged[], columns = Number.POSITIVE_INFINITY): string =>
  totalLines(verdicts)
    .map((text) => hangText(printable(text), columns, 0))
    .join('\n')

function judgedBlocks(verdict: Judged): Line[][] {
  return [
    gateRows(verdict).map(([sign, name, text]) => line(`  ${sign} ${name.padEnd(NAME_WIDTH)} ${text}`, 14)),
    [line(stripText(verdict), 10), ...sentenceLines(notesOf(verdict))],
    [...tableLines(projectionRows(verdict)), ...sentenceLines(forecastLines(verdict))],
    [...tableLines(scalingRows(verdict)), ...sentenceLines(serialLines(verdict))],
    factorLines(verdict),
  ]
}

const sentenceLines = (sentences: readonly string[]): Line[] =>
  sentences.map((sentence) => line(`  ${sentence}`, 4))

const tableLines = (rows: readonly (readonly string[])[]): Line[] =>
  alignCells(rows).map((text) => line(`  ${text}`, 4))

function watchLines(verdict: Judged): Line[] {
  const items = watchItems(verdict)
  return items.length > 0 ? [line(WATCH_TITLE), ...items.map((item) => line(`  ☐ ${item}`, 4))] : []
}

/** Whose evidence hangs below its beginning where it is too long. */
function factorLines(verdict: Judged): Line[] {
  const [names = [], ...rows] = factorRows(verdict)
  const [heading = '', ...lines] = alignCells([names, ...rows])
  const indent = 2 + heading.indexOf(names.at(-1) ?? '')
  return [heading, ...lines].map((text) => line(`  ${text}`, indent))
}

const MOST_DAYS = 60

/** A sign a calendar day since the epoch began, the last ones of a long time. */
function stripText(verdict: Judged): string {
  const { epoch, asOf, daysNeeded } = verdict
  const outcomes = new Map(epoch.days.map((day, index) => [day, epoch.outcomes[index]]))
  const length = Math.min(MOST_DAYS, daysBetween(epoch.firstDay, asOf) + 1)
  const signs = Array.from({ length }, (_, index) => {
    return DAY_SIGNS[outcomes.get(dayAfter(asOf, index + 1 - length)) ?? 'missing']
  })
  const left = daysNeeded ? DAY_SIGNS['to-come'].repeat(Math.min(28, daysNeeded.left)) : ''
  const { judged, averageDays, k, alpha } = epoch.frame
  const average = averageDays === 1 ? '' : `, ${averageDays} days averaged`
  const risk = `risk of a wrong verdict on speed: ${Number((100 * alpha).toPrecision(3))} %`
  const split = k === 1 ? '' : ` for all ${k} candidates together`
  return `  ${verdict.gates.window.state === 'fail' ? '' : 'day '}${shortDays(verdict)}  ${signs.join('')}${left}  epoch ${epoch.number}; judged by ${CLOCK_NAMES[judged]}${average}; ${risk}${split}`
}
