import { orNull } from '../../model/measures/measure.ts'
import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { isCounted, ofJob } from './eligible.ts'
import type { Subject } from './subject.ts'

/** One trial of the candidate at some size of input. */
export interface SizedRun {
  /** Bytes of input; 0 where nobody saw it. */
  size: number
  outcome: Trial['outcome']
  /** What it could have had: its limit, else the machine's memory; null where nobody knows. */
  memoryBytes: number | null
  /** Anonymous and shared memory; null where it was not measured. */
  peakAnonBytes: number | null
}

/**
 * The trials of one version of the candidate at any size of the job. Its limits are part of its version.
 *
 * @param behaviour the candidate's behaviour hash
 */
export function sizedRuns(
  records: readonly RunRecord[],
  { job, candidate }: Subject,
  behaviour: string,
): SizedRun[] {
  return ofJob(records, job).flatMap(({ input, trials }) =>
    trials
      .filter((trial) => isCounted(trial, candidate) && trial.behaviour === behaviour)
      .map(({ outcome, limits, host, measures: { peakAnonBytes } }) => ({
        size: input.bytes,
        outcome,
        memoryBytes: limits.memoryBytes ?? host.memoryBytes,
        peakAnonBytes: orNull(peakAnonBytes),
      })),
  )
}
