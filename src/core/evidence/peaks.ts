import { isMeasured } from '../measures/measure.ts'
import type { RunRecord } from '../record/schema.ts'
import type { Subject } from './assemble.ts'

/** One trial of the candidate at some size of input. */
export interface SizedRun {
  /** Bytes of input. */
  size: number
  isGood: boolean
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
  return records
    .filter((record) => record.job === job && record.event !== 'pull_request' && record.input.bytes > 0)
    .flatMap(({ input, trials }) =>
      trials
        .filter((trial) => trial.engine === candidate && trial.behaviour === behaviour && !trial.warmup)
        .filter(({ outcome }) => outcome !== 'not-started' && outcome !== 'cancelled')
        .map(({ outcome, measures: { peakAnonBytes } }) => ({
          size: input.bytes,
          isGood: outcome === 'ok',
          peakAnonBytes: isMeasured(peakAnonBytes) ? peakAnonBytes : null,
        })),
    )
}
