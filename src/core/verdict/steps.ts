import type { Verdict } from './verdict.ts'

/** What to do next, by what is missing. */
export function nextSteps({
  decision,
  basis,
  gates,
  subject,
}: Pick<Verdict, 'decision' | 'basis' | 'gates' | 'subject'>): string[] {
  if (decision === 'retire')
    return [
      `let ${subject.candidate} deliver, and keep ${subject.baseline}'s job ready for as long as a mistake would take to show`,
    ]
  const open = gates.filter(
    ({ deciding, state, missing }) => deciding && state !== 'pass' && missing !== null,
  )
  const steps = open.map(({ name, missing }) => `${name}: ${missing}`)
  if (basis === 'undecided')
    return [
      `widen the margin or the window in the policy, if you can accept it: judge tells at once`,
      ...steps,
    ]
  return steps
}
