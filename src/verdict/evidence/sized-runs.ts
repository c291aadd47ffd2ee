import { orNull } from '../../model/measures/measure.ts'
import type { RunRecord, Trial } from '../../model/record/schema.ts'
import type { SizedValue } from '../../statistics/run-means.ts'
import type { Frame } from './comparison.ts'
import { byTime, isCounted, ofJob } from './eligible.ts'

/** One trial of an engine at some size of input. */
export interface SizedRun {
  /** Id of its record: trials of one share their moment. */
  run: string
  /** UTC day. */
  day: string
  /** Bytes of input; 0 if unknown. */
  size: number
  limits: RunRecord['limits']
  outcome: Trial['outcome']
  /** What it could have had: its limit, else the machine's memory; null where nobody knows. */
  memoryBytes: number | null
  /** Anonymous and shared memory; null where it was not measured. */
  peakAnonBytes: number | null
  /** By each clock; null where it was not measured. */
  seconds: Record<Frame['judged'], number | null>
}

/**
 * The trials of one version of an engine at any size of the job. Its limits are part of its version.
 *
 * @param behaviour the engine's behaviour hash
 */
export const sizedRuns = (
  records: readonly RunRecord[],
  job: string,
  engine: string,
  behaviour: string,
): SizedRun[] =>
  sizedTrials(ofJob(records, job).toSorted(byTime), engine, (trial) => trial.behaviour === behaviour)

/** The counted trials of an engine that are wanted. */
export const sizedTrials = (
  records: readonly RunRecord[],
  engine: string,
  isWanted: (trial: Trial) => boolean = () => true,
): SizedRun[] =>
  records.flatMap(({ id, when, input, trials }) =>
    trials
      .filter((trial) => isCounted(trial, engine) && isWanted(trial))
      .map(({ outcome, limits, host, measures: { peakAnonBytes, totalMs, workMs, p95Ms } }) => ({
        run: id,
        day: when.slice(0, 10),
        size: input.bytes,
        limits,
        outcome,
        memoryBytes: limits.memoryBytes ?? host.memoryBytes,
        peakAnonBytes: orNull(peakAnonBytes),
        seconds: { total: secondsOf(totalMs), work: secondsOf(workMs), p95: secondsOf(p95Ms) },
      })),
  )

/** A clock that stood still or ran backwards measured nothing. */
function secondsOf(measured: Trial['measures'][string] | undefined): number | null {
  const ms = orNull(measured)
  return ms !== null && ms > 0 ? ms / 1000 : null
}

/** What trials that ended well had of an amount, where anything was measured. */
export const sizedValues = (
  runs: readonly SizedRun[],
  amountOf: (run: SizedRun) => number | null,
): SizedValue[] =>
  runs.flatMap((each) => {
    const value = amountOf(each)
    return each.outcome !== 'ok' || value === null || value <= 0
      ? []
      : [{ size: each.size, value, run: each.run }]
  })
