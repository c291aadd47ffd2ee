import { isMeasured } from '../../model/measures/measure.ts'
import type { Trial } from '../../model/record/schema.ts'
import { median } from '../../statistics/sample.ts'
import type { JobPage } from '../model/job.ts'
import type { Piece } from './pieces.ts'

/** The judged clock, by the name of its measure. */
export type Clock = `${JobPage['judged']}Ms`

/** Milliseconds of trials that ended well. */
export const timesOf = (trials: readonly Trial[], clock: Clock): number[] =>
  trials.flatMap(({ outcome, measures }) => {
    const value = measures[clock]
    return outcome === 'ok' && isMeasured(value) && value > 0 ? [value] : []
  })

/** How far apart the baseline's own repeats typically lie in one comparison. */
export function noiseOf(pieces: readonly Piece[], baseline: string, clock: Clock): number | null {
  const ratios = pieces.flatMap(({ records }) =>
    records.flatMap(({ trials }) => {
      const own = trials.filter(({ engine, warmup }) => engine === baseline && !warmup)
      const times = timesOf(own, clock)
      return times.length > 1 ? [Math.max(...times) / Math.min(...times)] : []
    }),
  )
  return ratios.length > 0 ? median(ratios) : null
}
