import { counted } from '../../text/text.ts'
import type { Gates, Judged } from '../../verdict/verdict.ts'
import { moreDays } from './numbers.ts'

/** Days of a window that six observations, which an interval takes, fit into well. */
const FEW = { days: 6, most: 16 }

export function windowEvidence({ gates: { window } }: Judged): string {
  const { first, days, asked, state } = window
  const over = state === 'fail' ? '; time is up' : ''
  return `${counted(days, 'day')} since ${first} (policy: ${asked.days} to ${asked.most})${over}`
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
