import { BASES } from './gates/gate.ts'
import { GATES } from './gates/registry.ts'
import type { GateName, Gates, Judged } from './verdict.ts'

const namesOf = (gates: Gates): GateName[] => Object.keys(gates) as GateName[]

/**
 * All deciding gates pass, one of them fails, or neither yet. Evidence for the baseline waits for as many days as
 * evidence against it.
 */
export function decisionOf(gates: Gates): Pick<Judged, 'decision' | 'basis' | 'decisive'> {
  if (namesOf(gates).every((name) => !gates[name].deciding || gates[name].state === 'pass'))
    return { decision: 'retire', basis: null, decisive: null }
  const isFull = gates.window.days >= gates.window.asked.days
  const failed = BASES.filter((basis) => basis !== 'evidence' || isFull).flatMap((basis) =>
    namesOf(gates).filter(
      (name) => GATES[name].basis === basis && gates[name].deciding && gates[name].state === 'fail',
    ),
  )
  const [decisive] = failed
  return decisive === undefined
    ? { decision: 'measuring', basis: null, decisive: null }
    : { decision: 'keep', basis: GATES[decisive].basis, decisive }
}

/** Deciding gates that are not known yet. */
export const openGates = (gates: Gates): GateName[] =>
  namesOf(gates).filter((name) => gates[name].deciding && gates[name].state === 'not yet')

/**
 * Whether nothing is waited for but that a failure is long enough ago: the window does not end that. Partitions without a
 * comparison it does, since nobody knows that there will be fewer.
 */
export function isWaitingForFailures(gates: Gates): boolean {
  const open = openGates(gates).filter((name) => name !== 'window')
  return open.length > 0 && open.every((name) => name === 'failures' && gates[name].open === 'recent')
}

/** The open gate that takes longest; nobody knows when what waits for somebody's work will be done. */
export function daysNeededOf(gates: Gates, left: number): NonNullable<Judged['daysNeeded']> {
  const open = openGates(gates)
  const least = Math.max(1, ...open.map((name) => gates[name].needs?.least ?? 0))
  const most = open.map((name) => gates[name].needs?.most ?? null)
  return {
    least,
    most: most.includes(null) ? null : Math.max(least, ...most.map(Number)),
    left: isWaitingForFailures(gates) ? Math.max(left, least) : left,
  }
}
