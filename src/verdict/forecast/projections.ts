import { z } from 'zod'
import type { Side } from '../../model/record/sides.ts'
import type { Interval } from '../forms.ts'
import { HEADROOM } from '../headroom.ts'
import { type Fit, predicted, predictedAt } from './fit.ts'

const YEARS = [1, 2, 3] as const

const amounts = z.strictObject({ seconds: predicted, memoryBytes: predicted })
const fits = z.enum(['fits', 'exceeds', 'unsure'])

/** What a run will take at an input to come. */
export const projection = z.strictObject({
  when: z.enum(['today', 'twice', 'year 1', 'year 2', 'year 3']),
  bytes: z.number(),
  /** Times the largest input behind the candidate's fits; null where there is none. */
  ofLargest: z.number().nullable(),
  baseline: amounts,
  candidate: amounts,
  /** Of the candidate: its peak in the node's memory, its time in the time allowed; null where either is unknown. */
  inMemory: fits.nullable(),
  inTime: fits.nullable(),
})

export type Projection = z.infer<typeof projection>
export type SideFits = Record<'seconds' | 'memoryBytes', Fit>

/** What a run may need. */
export interface Allowed {
  memoryBytes: number | null
  seconds: number | null
}

/** Today, at twice that, and after each of three years at the declared growth. */
export function projectionsOf(
  volumeBytes: number,
  growth: number | undefined,
  sides: Record<Side, SideFits>,
  allowed: Allowed,
): Projection[] {
  const inputs = [
    { when: 'today' as const, bytes: volumeBytes },
    { when: 'twice' as const, bytes: HEADROOM * volumeBytes },
    ...(growth === undefined
      ? []
      : YEARS.map((year) => ({
          when: `year ${year}` as const,
          bytes: volumeBytes * (1 + growth) ** year,
        }))),
  ]
  const largest = Math.max(0, ...Object.values(sides.candidate).map((each) => each.value?.largest ?? 0))
  return inputs.map(({ when, bytes }) => {
    const [baseline, candidate] = [sides.baseline, sides.candidate].map((side) => ({
      seconds: predictedAt(side.seconds, bytes),
      memoryBytes: predictedAt(side.memoryBytes, bytes),
    })) as [Projection['baseline'], Projection['candidate']]
    return {
      when,
      bytes,
      ofLargest: largest > 0 ? bytes / largest : null,
      baseline,
      candidate,
      inMemory: fitsIn(candidate.memoryBytes.value, allowed.memoryBytes),
      inTime: fitsIn(candidate.seconds.value, allowed.seconds),
    }
  })
}

function fitsIn(amount: Interval | null, limit: number | null): Projection['inMemory'] {
  if (!amount || limit === null) return null
  if (amount.upper <= limit) return 'fits'
  return amount.lower > limit ? 'exceeds' : 'unsure'
}
