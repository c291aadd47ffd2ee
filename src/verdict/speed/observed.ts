import { averageByDays } from '../../statistics/average-days.ts'
import type { Block } from '../../statistics/difference.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import { hoursApart, independentOnes, MOST_HOURS_APART } from '../evidence/observations.ts'

/** One comparison as an observation. */
export interface Observation {
  comparison: Comparison
  /** Natural log. */
  value: number
}

/**
 * Comparisons that are observations of their own and have a value, oldest first.
 *
 * @param measure a comparison's blocks → its natural log
 */
export const observe = (
  comparisons: readonly Comparison[],
  { judged }: Pick<Frame, 'judged'>,
  measure: (blocks: Block[]) => number | null,
): Observation[] =>
  independentOnes(comparisons).flatMap((comparison) => {
    const value = measure(comparison.blocks[judged])
    return value === null ? [] : [{ comparison, value }]
  })

/** What n, x̄ and s are made of: days averaged. */
export const averaged = (
  observations: readonly Observation[],
  { averageDays }: Pick<Frame, 'averageDays'>,
): number[] =>
  averageByDays(
    observations.map(({ comparison: { when }, value }) => ({ when, value })),
    averageDays,
  )

/** Milliseconds of a side's trials by the judged clock. */
export function timesOfSide(
  { blocks }: Pick<Comparison, 'blocks'>,
  judged: Frame['judged'],
  side: keyof Block,
): number[] {
  const times: number[] = []
  for (const block of blocks[judged]) times.push(...block[side])
  return times
}

/** Whether a side has any. */
export const hasTimes = (
  { blocks }: Pick<Comparison, 'blocks'>,
  judged: Frame['judged'],
  side: keyof Block,
): boolean => blocks[judged].some((each) => each[side].length > 0)

/** Whether both sides met the same machine in about the same state: else their ratio is one of states. */
export const isSideBySide = (comparison: Comparison): boolean => hoursApart(comparison) <= MOST_HOURS_APART

/** The class of the machines that a comparison ran on. */
export function machineOf({ baseline, candidate }: Comparison): string {
  const classes = new Set([...baseline.hostClasses, ...candidate.hostClasses])
  return classes.size === 1 ? [...classes].join('') : 'different machines'
}
