import type { Comparison } from '../evidence/comparison.ts'

/** Comparisons of one pair of codes, oldest first. */
export interface Epoch {
  /** Number by first appearance among the candidate's pairs, from 1. */
  number: number
  comparisons: [Comparison, ...Comparison[]]
}

/**
 * The epoch of the newest comparison. A pair that returns resumes its epoch.
 *
 * @param comparisons of one candidate, oldest first
 * @returns undefined where there is none
 */
export function judgedEpoch(comparisons: readonly Comparison[]): Epoch | undefined {
  const pairs = [...Map.groupBy(comparisons, ({ epoch }) => `${epoch.baseline} ${epoch.candidate}`)]
  const newest = comparisons.reduce<Comparison | undefined>(
    (latest, each) => (latest && latest.newest > each.newest ? latest : each),
    undefined,
  )
  const index = pairs.findIndex(([, each]) => newest !== undefined && each.includes(newest))
  const [first, ...rest] = pairs[index]?.[1] ?? []
  return first && { number: index + 1, comparisons: [first, ...rest] }
}

/** Distinct UTC days of comparisons, ascending. */
export const daysOf = (comparisons: readonly Comparison[]): string[] =>
  [...new Set(comparisons.map(({ day }) => day))].toSorted()
