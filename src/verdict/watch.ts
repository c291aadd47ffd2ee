import { z } from 'zod'
import { platformOf } from '../model/config/platforms.ts'
import { takesHeap } from '../model/record/deployment.ts'
import { nearestRank } from '../statistics/sample.ts'
import type { Evidence } from './gates/gate.ts'
import { timesOfSide } from './speed/observed.ts'

/** Of the runs that were measured: 19 of 20 took no longer. */
const P95 = 0.95

/** What to watch once the baseline has been switched off, and when to switch it on again: all of it from the evidence. */
export const watch = z.strictObject({
  /** How long the baseline must stay able to run: as many days as both were measured on. */
  days: z.int().min(1),
  time: z
    .strictObject({
      p95Seconds: z.number(),
      runs: z.int().min(1),
      /** A p95 above it: what the speed gate would not have passed. */
      rollBackSeconds: z.number(),
      /** What that is: the declared limit, or the baseline's mean time at the margin. */
      by: z.enum(['limit', 'baseline']),
    })
    .nullable(),
  memory: z
    .strictObject({
      /** The highest that was measured. */
      peakBytes: z.number(),
      /** The node's, as declared, else what runs were limited to; null where nobody knows. */
      rollBackBytes: z.number().nullable(),
      /** A JVM comes near what its heap is allowed whatever it needs: only a kill says that memory ran out. */
      ofHeap: z.boolean(),
    })
    .nullable(),
  /** The largest input measured: beyond it nothing is known. Null where its size is not known. */
  inputBytes: z.number().nullable(),
  /** Of the candidate in 14 days, as the policy allows. */
  failures: z.int().min(0),
})

export type Watch = z.infer<typeof watch>

/** What to watch after a retirement. */
export function watchOf({ epoch, frame, move, policy, subject, speed, runs }: Evidence, days: number): Watch {
  const { comparisons } = epoch
  const good = runs.candidate.filter(({ outcome }) => outcome === 'ok')
  const inputs = good.map(({ size }) => size).filter((bytes) => bytes > 0)
  const peaks = good.flatMap(({ peakAnonBytes }) => peakAnonBytes ?? [])
  const seconds = comparisons.flatMap((each) => timesOfSide(each, frame.judged, 'candidate')).map(inSeconds)
  const { memoryBytes = subject.limits.memoryBytes } = platformOf(policy, subject.candidate) ?? {}
  return {
    days,
    time: timeOf(seconds, speed.facts.bounds, speed.facts.baselineSeconds),
    memory:
      peaks.length > 0
        ? {
            peakBytes: Math.max(...peaks),
            rollBackBytes: memoryBytes,
            ofHeap: takesHeap(move.ran.candidate) === true,
          }
        : null,
    inputBytes: inputs.length > 0 ? Math.max(...inputs) : null,
    failures: policy.maxFailures,
  }
}

const inSeconds = (milliseconds: number): number => milliseconds / 1000

function timeOf(
  seconds: readonly number[],
  bounds: Evidence['speed']['facts']['bounds'],
  baselineSeconds: number | null,
): Watch['time'] {
  if (seconds.length === 0) return null
  const limit = bounds.find(({ what }) => what === 'limit')
  const ratio = bounds.find(({ what }) => what === 'ratio')
  const common = { p95Seconds: nearestRank(seconds, P95), runs: seconds.length }
  if (limit) return { ...common, rollBackSeconds: limit.asked, by: 'limit' }
  if (!ratio || baselineSeconds === null) return null
  return { ...common, rollBackSeconds: ratio.asked * baselineSeconds, by: 'baseline' }
}
