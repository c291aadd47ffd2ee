import { z } from 'zod'
import type { Side } from '../model/record/sides.ts'
import { type Crossover, crossover } from '../statistics/crossover.ts'
import { geometricMean } from '../statistics/sample.ts'
import type { Comparison, Frame } from './evidence/comparison.ts'
import { hasTimes, timesOfSide } from './speed/observed.ts'

/** What both took at one size of input: geometric means over its comparisons. */
export const sizeTimes = z.strictObject({
  /** Of input. */
  bytes: z.number(),
  baselineSeconds: z.number(),
  candidateSeconds: z.number(),
})

export type SizeTimes = z.infer<typeof sizeTimes>

/**
 * What both sides took at each size that both ran at, ascending.
 *
 * @param bySize comparisons, a list a size
 */
export function timesBySize(
  bySize: readonly (readonly Comparison[])[],
  judged: Frame['judged'],
): SizeTimes[] {
  const times = bySize.flatMap((all): SizeTimes[] => {
    const comparisons = all.filter((each) => each.input.bytes > 0 && hasTimes(each, judged, 'candidate'))
    const seconds = (side: Side) => comparisons.flatMap((each) => timesOfSide(each, judged, side))
    const [baseline, candidate] = [seconds('baseline'), seconds('candidate')]
    if (baseline.length === 0 || candidate.length === 0) return []
    return [
      {
        bytes: Math.round(geometricMean(comparisons.map(({ input }) => input.bytes))),
        baselineSeconds: geometricMean(baseline) / 1000,
        candidateSeconds: geometricMean(candidate) / 1000,
      },
    ]
  })
  return [...new Map(times.map((each) => [each.bytes, each])).values()].toSorted((a, b) => a.bytes - b.bytes)
}

/** Sizes less far apart than this are one: what their times differ by is noise. */
const LEAST_STEP = 1.5

/** Where, by the means, the quicker engine changes. */
export const crossoverOf = (sizes: readonly SizeTimes[]): Crossover =>
  crossover(
    apart(sizes).map(({ bytes, baselineSeconds, candidateSeconds }) => ({
      size: bytes,
      baseline: baselineSeconds,
      candidate: candidateSeconds,
    })),
  )

function apart(sizes: readonly SizeTimes[]): SizeTimes[] {
  const kept: SizeTimes[] = []
  for (const size of sizes) if (size.bytes >= LEAST_STEP * (kept.at(-1)?.bytes ?? 0)) kept.push(size)
  return kept
}
