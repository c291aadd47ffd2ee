import { isMeasured } from '../../model/measures/measure.ts'
import { median } from '../../statistics/sample.ts'
import { isSpread, type QualifiedJob } from '../job.ts'
import { between, type Criterion } from './criterion.ts'

/**
 * Spark's own tasks on the target's cores against the cluster's time. Up to 1.5 times as long, an engine may even be as hungry
 * as Spark. DuckDB needed a fifth and Polars a seventh of Spark's CPU at 1 GB (docs/benchmarks.md): beyond 6 times as long, not
 * even such an engine is as fast as the cluster.
 */
const LIMITS = { for: 1.5, against: 6 }

/** A replay that is further off on the cores that the runs had says nothing of other cores. */
export const MOST_ERROR = 0.25

export const timeCriterion: Criterion = {
  name: 'time',
  judge({ wallSeconds, replaySeconds, runs }) {
    if (!isSpread(replaySeconds)) return { side: 'open', value: replaySeconds }
    if (!isSpread(wallSeconds) || wallSeconds.p95 === 0)
      return { side: 'open', value: { value: null, reason: 'no-time' } }
    if (errorOf(runs) > MOST_ERROR) return { side: 'open', value: { value: null, reason: 'replay-inexact' } }
    return between(replaySeconds.p95 / wallSeconds.p95, LIMITS)
  },
}

/** Of the replays of runs, the median. */
function errorOf(runs: QualifiedJob['runs']): number {
  const errors = runs.map(({ replayError }) => replayError).filter(isMeasured)
  return errors.length > 0 ? median(errors.map(Math.abs)) : 0
}
