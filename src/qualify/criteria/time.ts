import { isSpread } from '../job.ts'
import { between, type Criterion } from './criterion.ts'

/**
 * Spark's own tasks on the target's cores against the cluster's time. Up to 1.5 times the time, an engine may even be as
 * hungry as Spark; Polars needed a sixth of Spark's CPU at 1 GB (docs/benchmarks.md), so beyond 6 not even that suffices.
 */
const LIMITS = { for: 1.5, against: 6 }

export const timeCriterion: Criterion = {
  name: 'time',
  judge({ wallSeconds, replaySeconds }) {
    if (!isSpread(replaySeconds)) return { side: 'open', value: replaySeconds }
    if (!isSpread(wallSeconds) || wallSeconds.p95 === 0)
      return { side: 'open', value: { value: null, reason: 'no-time' } }
    return between(replaySeconds.p95 / wallSeconds.p95, LIMITS)
  },
}
