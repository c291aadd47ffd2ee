import { describeLimits } from '../plan/plan.ts'
import { alignCells, counted, hangText, printable } from '../text.ts'
import { dayAfter, daysBetween } from './epochs.ts'
import type { Gate, Verdict } from './verdict.ts'

const MARKS: Record<Gate['state'], string> = { pass: '✓', fail: '✕', 'not yet': '…' }

const HEADING = ['factor', 'favours', 'evidence'] as const

/** A verdict for a terminal: the sentence, the gates as a checklist, the days as a strip, what to do next. */
export function verdictText(verdict: Verdict, columns = Number.POSITIVE_INFINITY): string {
  const { subject, sentence, gates, notes, nextSteps, asOf } = verdict
  const [deciding, others] = [true, false].map((kind) => gates.filter((gate) => gate.deciding === kind))
  const blocks: Line[][] = [
    [
      line(
        `${subject.job} · ${subject.candidate} instead of ${subject.baseline} · ${subject.size} · ${describeLimits(subject.limits)} · as of ${asOf}`,
      ),
    ],
    [line(sentence)],
    [...(deciding ?? []).map(gateLine), ...(others ?? []).map(otherGateLine)],
    verdict.epoch ? [line(stripText(verdict), 10), ...notes.map((note) => line(`  ${note}`, 4))] : [],
    factorLines(verdict),
    nextSteps.length > 0 ? [line('Next:'), ...nextSteps.map((step) => line(`  · ${step}`, 4))] : [],
  ]
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(({ text, indent }) => hangText(printable(text), columns, indent)).join('\n'))
    .join('\n\n')
}

/** What stands on one line, or hangs below its beginning where it is too long. */
interface Line {
  text: string
  indent: number
}

const line = (text: string, indent = 0): Line => ({ text, indent })

const gateLine = ({ name, state, evidence, missing }: Gate): Line =>
  line(
    `  ${MARKS[state]} ${name.padEnd(9)} ${evidence}${state === 'not yet' && missing ? `; missing: ${missing}` : ''}`,
    14,
  )

const otherGateLine = ({ name, evidence, missing }: Gate): Line =>
  line(`  – ${name.padEnd(9)} does not decide: ${evidence}${missing ? `; missing: ${missing}` : ''}`, 14)

/** The five factors as a table, with engines by their names. */
function factorLines({ factors, subject: { baseline, candidate } }: Verdict): Line[] {
  if (factors.length === 0) return []
  const sides = { baseline, candidate, neither: 'neither', unknown: 'unknown' }
  const rows = factors.map(({ name, favours, evidence }) => [name, sides[favours], evidence])
  const [heading = '', ...lines] = alignCells([HEADING, ...rows])
  const indent = 2 + heading.indexOf(HEADING[2])
  return [heading, ...lines].map((text) => line(`  ${text}`, indent))
}

const MOST_DAYS = 60

/** A sign a calendar day since the epoch began, the last ones of a long time: both delivered, one did not, or there is no comparison. */
function stripText({ epoch, asOf, daysNeeded }: Verdict): string {
  if (!epoch) return ''
  const [measured, complete] = [new Set(epoch.days), new Set(epoch.completeDays)]
  const length = Math.min(MOST_DAYS, daysBetween(epoch.firstDay, asOf) + 1)
  const signs = Array.from({ length }, (_, index) => {
    const day = dayAfter(asOf, index + 1 - length)
    return complete.has(day) ? '■' : measured.has(day) ? '×' : '·'
  })
  const left = daysNeeded ? '□'.repeat(Math.min(28, daysNeeded.left)) : ''
  const { days, most } = epoch.window
  const { judged, averageDays, k, alpha } = epoch.frame
  const average = averageDays === 1 ? '' : `, ${averageDays} days averaged`
  return `  day ${epoch.windowDays} of ${days}–${most}  ${signs.join('')}${left}  epoch ${epoch.number}; judged by ${judged}, α ${alpha} shared by ${counted(k, 'candidate')}${average}`
}
