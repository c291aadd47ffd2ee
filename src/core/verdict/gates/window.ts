import type { Policy } from '../../config/policy.ts'
import { daysBetween, daysOf, type Epoch } from '../epochs.ts'
import type { Gate } from '../verdict.ts'

/**
 * Enough different days within reach of each other. It fails when time is up and another gate still is not decided,
 * which is evidence for nobody.
 *
 * @param asOf UTC day of the verdict
 * @param isOpen whether another deciding gate is not yet decided
 */
export function windowGate({ comparisons }: Epoch, { window }: Policy, asOf: string, isOpen: boolean): Gate {
  const gate = { name: 'window', deciding: true } as const
  const [first] = comparisons
  const days = daysOf(comparisons).filter((day) => daysBetween(first.day, day) < window.within).length
  const evidence = `${days} of ${window.days}–${window.most} days, since ${first.day}`
  const isOver = days >= window.most || daysBetween(first.day, asOf) >= window.within
  const isFull = days >= window.days
  if (isOver && (isOpen || !isFull))
    return { ...gate, state: 'fail', evidence: `${evidence}; time is up`, missing: null }
  if (isFull) return { ...gate, state: 'pass', evidence, missing: null }
  const lacking = window.days - days
  const needs = { least: lacking, most: lacking }
  return { ...gate, state: 'not yet', evidence, missing: `${lacking} more days`, needs }
}
