import type { Verdict, VerdictFacts } from './verdict.ts'

/** What to do next, by what is missing. */
export function nextSteps({ decision, basis, gates, subject, speed, epoch }: VerdictFacts): string[] {
  if (decision === 'retire')
    return [
      `let ${subject.candidate} deliver, and keep ${subject.baseline}'s job ready for as long as a mistake would take to show`,
    ]
  const open = gates.filter(
    ({ deciding, state, missing }) => deciding && state !== 'pass' && missing !== null,
  )
  const steps = [...open.map(({ name, missing }) => `${name}: ${missing}`), ...averaging(speed, epoch)]
  if (basis === 'undecided')
    return [
      `widen the margin or the window in the policy, if you can accept it: judge tells at once`,
      ...steps,
    ]
  return steps
}

/** Averaging neighbours mends most of their dependence, from the next epoch on: this one keeps what it began with. */
function averaging(speed: Verdict['speed'], epoch: Verdict['epoch']): string[] {
  const { n = 0, autocorrelation = null } = speed ?? {}
  const isSeen = autocorrelation !== null && autocorrelation + 1 / n > 2 / Math.sqrt(n)
  if (!isSeen || epoch?.frame.averageDays !== 1) return []
  return [
    `days resemble their neighbours (autocorrelation ${autocorrelation.toFixed(2)}), which widens the interval: averageDays: 2 in the policy, from the next epoch on, needs fewer days`,
  ]
}
