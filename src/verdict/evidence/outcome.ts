import { type Comparison, failedAlone, isComplete } from './comparison.ts'

/** What happened in a comparison, the gravest first. */
export const OUTCOMES = ['differs', 'failed', 'incomplete', 'counted'] as const

export type Outcome = (typeof OUTCOMES)[number]

/** The gravest of what happened. */
export function outcomeOf(comparison: Comparison): Outcome {
  if (comparison.parity.state === 'fail') return 'differs'
  if (failedAlone(comparison.candidate, comparison.baseline)) return 'failed'
  return isComplete(comparison) ? 'counted' : 'incomplete'
}

/** What a day of several comparisons shows; undefined of a day without any. */
export const gravest = (outcomes: readonly Outcome[]): Outcome | undefined =>
  OUTCOMES.find((outcome) => outcomes.includes(outcome))
