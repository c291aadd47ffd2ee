import type { Gate, Verdict } from './verdict.ts'

/** What a failed gate means, the strongest first: a bug of the candidate and lack of time are no evidence. */
const BASES = [
  ['parity', 'fix-candidate'],
  ['failures', 'fix-candidate'],
  ['speed', 'evidence'],
  ['capacity', 'evidence'],
  ['cost', 'evidence'],
  ['window', 'undecided'],
] as const

/** All deciding gates pass, one of them fails, or neither yet. */
export function decisionOf(gates: readonly Gate[]): Pick<Verdict, 'decision' | 'basis'> {
  const deciding = gates.filter((gate) => gate.deciding)
  if (deciding.every(({ state }) => state === 'pass')) return { decision: 'retire', basis: 'evidence' }
  const failed = BASES.find(([name]) => deciding.some((gate) => gate.name === name && gate.state === 'fail'))
  return failed ? { decision: 'keep', basis: failed[1] } : { decision: 'measuring', basis: null }
}

/** Deciding gates that are not known yet. */
export const openGates = (gates: readonly Gate[]): Gate[] =>
  gates.filter(({ deciding, state }) => deciding && state === 'not yet')

/** Whether nothing is waited for but that a failure is long enough ago: the window does not end that. */
export const isWaitingForFailures = (gates: readonly Gate[]): boolean =>
  gates.length > 0 && gates.every(({ name, needs }) => name === 'failures' && needs)

/** The open gate that takes longest; nobody knows when what waits for somebody's work will be done. */
export function daysNeededOf(gates: readonly Gate[], left: number): Verdict['daysNeeded'] {
  const open = openGates(gates)
  const least = Math.max(1, ...open.map(({ needs }) => needs?.least ?? 0))
  const most = open.map(({ needs }) => needs?.most ?? null)
  return {
    least,
    most: most.includes(null) ? null : Math.max(least, ...most.map(Number)),
    left: isWaitingForFailures(open) ? Math.max(left, least) : left,
  }
}
