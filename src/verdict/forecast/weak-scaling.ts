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
  const alike = mostCounts(times.filter(({ bytes }) => bytes > 0).toSorted((a, b) => each(a) - each(b)))
  const points = [...Map.groupBy(alike, ({ count }) => count)]
    .map(([count, own]) => ({ count, seconds: geometricMean(own.map(({ seconds }) => seconds)) }))
    .toSorted((a, b) => a.count - b.count)
  return points.length > 1 ? { bytesEach: geometricMean(alike.map(each)), points } : null
}

/** Of the runs around each input, those with the most numbers; the last, and so the largest, where several have as many. */
function mostCounts(sorted: readonly GrownTime[]): readonly GrownTime[] {
  const runs = new Map<number, number>()
  const add = ({ count }: GrownTime, more: 1 | -1) => {
    const left = (runs.get(count) ?? 0) + more
    if (left > 0) runs.set(count, left)
    else runs.delete(count)
  }
  let [from, to, most] = [0, 0, 0]
  let best: readonly [number, number] = [0, 0]
  for (const base of sorted) {
    for (let next = sorted[to]; next && each(next) / each(base) < APART; next = sorted[++to]) add(next, 1)
    for (let last = sorted[from]; last && each(base) / each(last) >= APART; last = sorted[++from])
      add(last, -1)
    if (runs.size < most) continue
    most = runs.size
    best = [from, to]
  }
  return sorted.slice(...best)
}

const each = ({ bytes, count }: GrownTime): number => bytes / count
