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
  const newest = newestOf(comparisons)
  const index = pairs.findIndex(([, each]) => newest !== undefined && each.includes(newest))
  const [first, ...rest] = pairs[index]?.[1] ?? []
  return first && { number: index + 1, comparisons: [first, ...rest] }
}

const DAY_MS = 86_400_000

/** Calendar days from one UTC day to a later one: `2026-11-20` to `2026-11-21` is 1. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** The UTC day so many calendar days after another. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The comparison whose newest record was made last. */
export const newestOf = (comparisons: readonly Comparison[]): Comparison | undefined =>
  comparisons.reduce<Comparison | undefined>(
    (latest, each) => (latest && latest.newest > each.newest ? latest : each),
    undefined,
  )

/** Distinct UTC days of comparisons, ascending. */
export const daysOf = (comparisons: readonly Comparison[]): string[] =>
  [...new Set(comparisons.map(({ day }) => day))].toSorted()
