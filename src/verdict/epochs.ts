import { SIDES, type Side } from '../model/record/sides.ts'
import { type Comparison, epochName, type Frame } from './evidence/comparison.ts'

/** Comparisons of one pair of codes, oldest first. */
export interface Epoch {
  /** Number by first appearance among the candidate's pairs, from 1. */
  number: number
  /** Comparisons of other epochs. */
  others: number
  /** Whose code is another than in the comparison before its first; empty in the first epoch. */
  changed: Side[]
  comparisons: [Comparison, ...Comparison[]]
}

/**
 * A candidate's epochs, by first appearance. A pair that returns resumes its epoch.
 *
 * @param comparisons of one candidate, oldest first
 */
export function epochsOf(comparisons: readonly Comparison[]): Epoch[] {
  const pairs = [...Map.groupBy(comparisons, ({ epoch }) => epochName(epoch)).values()]
  return pairs.flatMap(([first, ...rest], index): Epoch[] => {
    if (!first) return []
    const before = comparisons[comparisons.indexOf(first) - 1]
    return [
      {
        number: index + 1,
        others: comparisons.length - rest.length - 1,
        changed: before ? SIDES.filter((side) => before.epoch[side] !== first.epoch[side]) : [],
        comparisons: [first, ...rest],
      },
    ]
  })
}

/** The epoch of the newest comparison, by when it was first made: a repeat of an old partition changes nothing. */
export function judgedEpoch(comparisons: readonly Comparison[], epochs: readonly Epoch[]): Epoch | undefined {
  const newest = comparisons.at(-1)
  return epochs.find((epoch) => newest !== undefined && epoch.comparisons.includes(newest))
}

/** What was in force when the first run of an epoch was written down. */
export const frameOf = ({ comparisons }: Epoch): Frame =>
  comparisons.reduce((first, each) => (each.framedAt < first.framedAt ? each : first)).frame

/** Distinct UTC days of comparisons, ascending. */
export const daysOf = (comparisons: readonly Comparison[]): string[] =>
  [...new Set(comparisons.map(({ day }) => day))].toSorted()
