import { z } from 'zod'
import { geometricMean } from '../../statistics/sample.ts'

/** Inputs a worker that differ by less than this are one. */
const APART = 1.1

/** Times with an input that grows as cores, or workers, do. */
export const weakScaling = z.strictObject({
  /** Bytes of input for each of them, the geometric mean. */
  bytesEach: z.number(),
  /** The fewest first; two or more. */
  points: z.array(z.strictObject({ count: z.int().min(1), seconds: z.number() })).min(2),
})
export type WeakScaling = z.infer<typeof weakScaling>

/** A time over so many bytes with a number of cores, or of workers. */
export interface GrownTime {
  count: number
  bytes: number
  /** Above 0. */
  seconds: number
}

/**
 * What was measured with the same input for each core, or worker (Gustafson, Communications of the ACM 31, 1988): without
 * loss, time stays what it was. Of several such inputs, the one that most numbers ran with, then the largest.
 *
 * @returns null where no two numbers ran with the same
 */
export function weakScalingOf(times: readonly GrownTime[]): WeakScaling | null {
  const each = ({ bytes, count }: GrownTime) => bytes / count
  const known = times.filter(({ bytes }) => bytes > 0)
  const choices = known.map((base) => {
    const alike = known.filter((time) => Math.max(each(time) / each(base), each(base) / each(time)) < APART)
    const byCount = Map.groupBy(alike, ({ count }) => count)
    return {
      bytesEach: geometricMean(alike.map(each)),
      points: [...byCount]
        .map(([count, own]) => ({ count, seconds: geometricMean(own.map(({ seconds }) => seconds)) }))
        .toSorted((a, b) => a.count - b.count),
    }
  })
  const [best] = choices.toSorted((a, b) => b.points.length - a.points.length || b.bytesEach - a.bytesEach)
  return best && best.points.length > 1 ? best : null
}
