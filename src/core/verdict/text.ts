import { describeLimits } from '../plan/plan.ts'
import { printable } from '../text.ts'
import { dayAfter, daysBetween } from './epochs.ts'
import type { Gate, Verdict } from './verdict.ts'

const MARKS: Record<Gate['state'], string> = { pass: '✓', fail: '✕', 'not yet': '…' }

/** A verdict for a terminal: the sentence, the gates as a checklist, the days as a strip, what to do next. */
export function verdictText(verdict: Verdict): string {
  const { subject, sentence, gates, nextSteps, factors, asOf } = verdict
  const lines = [
    `${subject.job} · ${subject.candidate} instead of ${subject.baseline} · ${subject.size} · ${describeLimits(subject.limits)} · as of ${asOf}`,
    '',
    sentence,
    '',
    ...gates.filter(({ deciding }) => deciding).map(gateLine),
    ...gates
      .filter(({ deciding }) => !deciding)
      .map((gate) => `  – ${gate.name.padEnd(9)} does not decide: ${gate.evidence}`),
    ...(verdict.epoch ? ['', stripLine(verdict), ...strataLines(verdict)] : []),
    ...(factors.length > 0
      ? [
          '',
          ...factors.map(
            ({ name, favours, evidence }) => `  ${name.padEnd(24)} ${favours.padEnd(9)} ${evidence}`,
          ),
        ]
      : []),
    ...(nextSteps.length > 0 ? ['', 'Next:', ...nextSteps.map((step) => `  · ${step}`)] : []),
  ]
  return lines.map(printable).join('\n')
}

const gateLine = ({ name, state, evidence, missing }: Gate): string =>
  `  ${MARKS[state]} ${name.padEnd(9)} ${evidence}${state === 'not yet' && missing ? `; missing: ${missing}` : ''}`

/** What differs between machines, and between neighbouring days: shown, not judged. */
function strataLines({ speed }: Verdict): string[] {
  const { strata = [], autocorrelation = null } = speed ?? {}
  return [
    ...strata.map(
      ({ hostClass, comparisons, ratio }) =>
        `  on ${hostClass}: ${comparisons} comparisons, mean ratio ${ratio.toPrecision(2)}`,
    ),
    ...(autocorrelation === null
      ? []
      : [`  autocorrelation of neighbouring observations ${autocorrelation.toFixed(2)}`]),
  ]
}

/** A sign a calendar day since the epoch began: measured, or not. */
function stripLine({ epoch, asOf, daysNeeded }: Verdict): string {
  if (!epoch) return ''
  const measured = new Set(epoch.days)
  const length = Math.min(60, daysBetween(epoch.firstDay, asOf) + 1)
  const signs = Array.from({ length }, (_, day) =>
    measured.has(dayAfter(asOf, day + 1 - length)) ? '■' : '·',
  )
  const left = daysNeeded ? '□'.repeat(Math.min(28, daysNeeded.left)) : ''
  const { judged, averageDays, k, alpha } = epoch.frame
  const average = averageDays === 1 ? '' : `, ${averageDays} days averaged`
  return `  day ${epoch.days.length}  ${signs.join('')}${left}  epoch ${epoch.number}; judged by ${judged}, α ${alpha} shared by ${k} ${k === 1 ? 'candidate' : 'candidates'}${average}`
}
