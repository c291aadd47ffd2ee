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

/** The failed gate that a decision rests on. */
export function failedGate(gates: readonly Gate[]): Gate | undefined {
  const failed = gates.filter(({ deciding, state }) => deciding && state === 'fail')
  return BASES.flatMap(([name]) => failed.filter((gate) => gate.name === name))[0]
}

/** All deciding gates pass, one of them fails, or neither yet. */
export function decisionOf(gates: readonly Gate[]): Pick<Verdict, 'decision' | 'basis'> {
  if (gates.every(({ deciding, state }) => !deciding || state === 'pass'))
    return { decision: 'retire', basis: 'evidence' }
  const failed = failedGate(gates)
  const basis = BASES.find(([name]) => name === failed?.name)?.[1] ?? null
  return basis === null ? { decision: 'measuring', basis } : { decision: 'keep', basis }
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
