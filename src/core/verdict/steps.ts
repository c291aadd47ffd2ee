import type { Policy } from '../config/policy.ts'
import type { Verdict, VerdictFacts } from './verdict.ts'
import { listed } from './words.ts'

/** What to do next, by what is missing. */
export function nextSteps(
  { decision, basis, gates, subject, speed, epoch, daysNeeded }: VerdictFacts,
  policy: Policy,
): string[] {
  if (decision === 'retire')
    return [
      `let ${subject.candidate} deliver, and keep ${subject.baseline}'s job ready for as long as a mistake would take to show`,
    ]
  const open = gates.filter(({ deciding, state }) => deciding && state !== 'pass')
  const waiting = open.filter(({ state, needs }) => state === 'not yet' && needs)
  const steps = [
    ...open
      .filter(({ missing, needs }) => missing !== null && !needs)
      .map(({ name, missing }) => `${name}: ${missing}`),
    ...(waiting.length > 0 && basis !== 'undecided'
      ? [
          `measure on: ${listed(waiting.map(({ name }) => name))} ${waiting.length === 1 ? 'waits' : 'wait'} for days`,
        ]
      : []),
    ...averaging(speed, policy),
  ]
  const isLate = basis === 'undecided' || (daysNeeded !== null && daysNeeded.least > daysNeeded.left)
  const longer =
    basis === 'undecided' ? ['to measure on, ask for more days: window: { most, within } in the policy'] : []
  return isLate ? [...wider(speed, epoch), ...longer, ...steps] : steps
}

/** Another margin is no further test: the same interval answers it. */
function wider(speed: Verdict['speed'], epoch: Verdict['epoch']): string[] {
  const ratio = speed?.bounds.find(({ what, state }) => what === 'ratio' && state === 'not yet')
  if (!ratio?.interval || !epoch) return []
  const accepted = Math.ceil(100 * ratio.interval.upper) / 100
  return [
    `if up to ${accepted} times as long is acceptable, say so: margins: { ${epoch.frame.judged}: ${accepted} } in the policy passes speed today`,
  ]
}

/** Averaging neighbours mends most of their dependence, from the next epoch on: this one keeps what it began with. */
function averaging(speed: Verdict['speed'], { averageDays }: Policy): string[] {
  const { n = 0, autocorrelation = null } = speed ?? {}
  const isSeen = autocorrelation !== null && autocorrelation + 1 / n > 2 / Math.sqrt(n)
  if (!isSeen || averageDays !== 1) return []
  return [
    `days resemble their neighbours (autocorrelation ${autocorrelation.toFixed(2)}), which widens the interval: averageDays: 2 in the policy, from the next epoch on, needs fewer days`,
  ]
}
