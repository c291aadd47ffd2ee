import { z } from 'zod'
import { type Deployment, isCluster } from '../../model/record/deployment.ts'
import { areSameLimits } from '../../model/record/limits.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import type { Side } from '../../model/record/sides.ts'
import { limits } from '../../model/record/trial-schema.ts'
import { geometricMean } from '../../statistics/sample.ts'
import { type CountTime, serialShare } from '../../statistics/serial-share.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import { isEqual } from '../evidence/parity.ts'
import type { SizedRun } from '../evidence/sized-runs.ts'
import { interval, noGrowth } from '../forms.ts'
import { type GrownTime, weakScaling, weakScalingOf } from './weak-scaling.ts'

export const LIMIT_OF = { cores: 'cpus', workers: 'workers' } as const

const count = z.int().min(0)

const side = z.strictObject({
  trials: count,
  /** Trials that did not end well, and those of them that ran out of memory. */
  failed: count,
  outOfMemory: count,
  /** Geometric mean of its good trials by the judged clock, with the least and the most; null where none has a time. */
  seconds: z.strictObject({ value: z.number(), range: interval }).nullable(),
  /** The highest; null where none was measured. */
  peakBytes: z.number().nullable(),
})

/** What both codes did at the judged size under some limits. */
const place = z.strictObject({
  limits,
  baseline: side,
  candidate: side,
  /** Its comparisons by their data; none where a side delivered nothing. */
  data: z.strictObject({ equal: count, different: count, unknown: count }),
})

/** Amdahl's serial share, or why there is none, by the number of what. */
const of = z.enum(['cores', 'workers'])
const serial = z.union([
  z.strictObject({
    of,
    value: z.strictObject({
      value: z.number(),
      lower: z.number(),
      upper: z.number(),
      oneSeconds: z.number(),
      counts: z.int().min(2),
    }),
    reason: z.null(),
  }),
  z.strictObject({
    of,
    value: z.null(),
    reason: z.union([
      noGrowth,
      z.strictObject({ why: z.literal('one-count') }),
      z.strictObject({ why: z.literal('slower-with-more') }),
      z.strictObject({ why: z.literal('faster-than-added') }),
      /** The law is of the time of a whole run. */
      z.strictObject({ why: z.literal('latency') }),
    ]),
  }),
])

export const scaling = z.strictObject({
  /** The judged limits first; one place where nothing ran at others. */
  places: z.array(place),
  /** Over the places that differ from the judged one in workers only, of a side that ran on a cluster; else in cores only. */
  serial: z.strictObject({ baseline: serial, candidate: serial }),
  /** The same over all sizes; null where the input did not grow as they did. */
  weak: z.strictObject({ baseline: weakScaling.nullable(), candidate: weakScaling.nullable() }),
})

export type Scaling = z.infer<typeof scaling>
export type Serial = z.infer<typeof serial>

/** Comparisons of both codes at some limits. */
export interface LimitedComparisons {
  limits: RunRecord['limits']
  comparisons: readonly Comparison[]
}

/**
 * @param runs of both codes at the judged size, at any limits
 * @param anywhere the same at any size
 * @param places comparisons of the judged limits, then those of others
 */
export function scalingOf(
  clock: Frame['judged'],
  ran: Record<Side, Pick<Deployment, 'place'>>,
  runs: Record<Side, readonly SizedRun[]>,
  anywhere: Record<Side, readonly SizedRun[]>,
  places: readonly [LimitedComparisons, ...LimitedComparisons[]],
): Scaling {
  const [judged, ...others] = places
  const sorted = others.toSorted((a, b) => byLimits(a.limits, b.limits))
  const axisOf = (side: Side): Serial['of'] =>
    judged.limits.workers !== undefined && isCluster(ran[side].place) ? 'workers' : 'cores'
  const serialOf = (side: Side): Serial => {
    const of = axisOf(side)
    if (clock === 'p95') return { of, value: null, reason: { why: 'latency' } }
    return serialShareOf(countTimes(runs[side], judged.limits, of, clock), of)
  }
  const weakOf = (side: Side) =>
    clock === 'p95' ? null : weakScalingOf(countTimes(anywhere[side], judged.limits, axisOf(side), clock))
  return {
    places: [judged, ...sorted].map(({ limits: at, comparisons }) => {
      const sideAt = (of: Side) =>
        sideOf(
          runs[of].filter((each) => areSameLimits(each.limits, at)),
          clock,
        )
      return {
        limits: at,
        baseline: sideAt('baseline'),
        candidate: sideAt('candidate'),
        data: dataOf(comparisons),
      }
    }),
    serial: { baseline: serialOf('baseline'), candidate: serialOf('candidate') },
    weak: { baseline: weakOf('baseline'), candidate: weakOf('candidate') },
  }
}

/** The most cores first, then the most memory. */
const byLimits = (a: RunRecord['limits'], b: RunRecord['limits']): number =>
  compared(b.cpus, a.cpus) || compared(b.memoryBytes, a.memoryBytes)

function compared(a: number | null, b: number | null): number {
  const [left, right] = [a ?? Infinity, b ?? Infinity]
  return left === right ? 0 : left - right
}

function sideOf(runs: readonly SizedRun[], clock: Frame['judged']): z.infer<typeof side> {
  const good = runs.filter(({ outcome }) => outcome === 'ok')
  const seconds = good.flatMap((each) => each.seconds[clock] ?? [])
  const peaks = good.flatMap(({ peakAnonBytes }) => peakAnonBytes ?? [])
  return {
    trials: runs.length,
    failed: runs.length - good.length,
    outOfMemory: runs.filter(({ outcome }) => outcome === 'oom').length,
    seconds:
      seconds.length > 0
        ? {
            value: geometricMean(seconds),
            range: { lower: Math.min(...seconds), upper: Math.max(...seconds) },
          }
        : null,
    peakBytes: peaks.length > 0 ? Math.max(...peaks) : null,
  }
}

function dataOf(comparisons: readonly Comparison[]): z.infer<typeof place>['data'] {
  const parities = comparisons.map(({ parity }) => parity)
  return {
    equal: parities.filter(isEqual).length,
    different: parities.filter(({ state }) => state === 'fail').length,
    unknown: parities.filter(({ state }) => state === 'unknown').length,
  }
}

/** Times with several numbers of cores, or of workers, and the judged limits else. */
function countTimes(
  runs: readonly SizedRun[],
  judged: RunRecord['limits'],
  of: Serial['of'],
  clock: Frame['judged'],
): (CountTime & GrownTime)[] {
  const key = LIMIT_OF[of]
  return runs
    .filter(({ limits: own }) => areSameLimits({ ...own, [key]: judged[key] }, judged))
    .flatMap(({ run, outcome, size, limits: { [key]: count }, seconds }) => {
      const time = seconds[clock]
      return outcome === 'ok' && count && time !== null ? [{ count, seconds: time, bytes: size, run }] : []
    })
}

function serialShareOf(times: readonly CountTime[], of: Serial['of']): Serial {
  if (new Set(times.map(({ count }) => count)).size < 2)
    return { of, value: null, reason: { why: 'one-count' } }
  const found = serialShare(times)
  return 'why' in found ? { of, value: null, reason: found } : { of, value: found, reason: null }
}
