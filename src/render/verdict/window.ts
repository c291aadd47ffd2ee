import { daysBetween } from '../../model/units/day.ts'
import { counted } from '../../text/text.ts'
import { openGates } from '../../verdict/decision.ts'
import type { Gates, Judged } from '../../verdict/verdict.ts'
import { listed, moreDays } from './numbers.ts'

/** Days of a window that six observations, which an interval takes, fit into well. */
const FEW = { days: 6, most: 16 }

export function windowEvidence(verdict: Judged): string {
  const { days, asked, state } = verdict.gates.window
  const policy = isOverfull(verdict) && state === 'pass' ? `at least ${asked.days}` : askedText(verdict)
  const seen = `${counted(days, 'day')} ${spanText(verdict)} (policy: ${policy})`
  return state === 'fail' ? `time is up: ${seen}; still open: ${listed(openGates(verdict.gates))}` : seen
}

/** `14 to 28`. */
export const askedText = ({ gates: { window } }: Judged): string =>
  `${window.asked.days} to ${window.asked.most}`

/** `since 2026-11-01`; where the window ended before the day of the verdict, which calendar days it was. */
export function spanText({ gates: { window }, asOf }: Judged): string {
  const { first, asked } = window
  return daysBetween(first, asOf) < asked.within
    ? `since ${first}`
    : `in the ${counted(asked.within, 'calendar day')} from ${first}`
}

/** More days than the window takes: it is over, whatever they say. */
const isOverfull = ({ gates: { window } }: Judged): boolean => window.days > window.asked.most

/** `19 of 14–28`; of a window that is over, `28 days, window over` or `42 of at least 14`. */
export function shortDays(verdict: Judged): string {
  const { days, asked, state } = verdict.gates.window
  if (state === 'fail') return `${counted(days, 'day')}, window over`
  return `${days} of ${isOverfull(verdict) ? `at least ${asked.days}` : `${asked.days}–${asked.most}`}`
}

export function windowNeeds({ gates: { window } }: Judged): string | null {
  const { open, asked, days } = window
  if (open === 'days') return moreDays(asked.days - days)
  return open === 'pace' ? longerWindow(window) : null
}

/** What the policy would have to ask for at this pace. */
function longerWindow({ asked, pace }: Gates['window']): string {
  const within = Math.max(asked.within, Math.ceil(FEW.most / pace / 7) * 7)
  const window = `window: { days: ${Math.min(asked.days, FEW.days)}, most: ${Math.min(asked.most, FEW.most)}, within: ${within} }`
  return `a longer window, because ${counted(asked.days, 'day')} at ${paceText(pace)} do not fit into ${counted(asked.within, 'calendar day')}: set ${window} in the policy`
}

/** `1 measured day a week`. */
const paceText = (pace: number): string =>
  `${counted(Math.max(1, Math.round(7 * pace)), 'measured day')} a week`
