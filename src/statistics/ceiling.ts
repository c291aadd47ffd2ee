import { firstSize } from './bracket.ts'
import type { Growth } from './growth.ts'
import { predictGrowth } from './prediction.ts'

/** The size at which a growing amount meets a limit. */
export interface Ceiling {
  /** By the fit; null where it stays below up to the farthest size. */
  value: number | null
  /** Up to here 19 of 20 new measurements stay below, and from `upper` on above; null likewise. */
  lower: number
  upper: number | null
}

/** Why none is named. */
export type NoCeiling = 'already-above' | 'beyond'

/** No fit is believed farther than this many times the largest measured size. */
export const FARTHEST = 10

/**
 * Where the prediction's upper end, the fit and the lower end meet `limit` (inverse prediction: Draper & Smith, Applied
 * Regression Analysis, chapter 3).
 *
 * @returns `already-above` where the smallest measured size may not fit, `beyond` where ten times the largest does
 */
export function ceilingOf(growth: Growth, limit: number): Ceiling | NoCeiling {
  const { smallest, largest } = growth
  const meets = (end: 'lower' | 'value' | 'upper') =>
    firstSize(smallest, FARTHEST * largest, (size) => {
      const prediction = predictGrowth(growth, size)
      return 'why' in prediction ? false : prediction[end] > limit
    }) ?? null
  const lower = meets('upper')
  if (lower === null) return 'beyond'
  if (lower <= smallest) return 'already-above'
  return { lower, value: meets('value'), upper: meets('lower') }
}
