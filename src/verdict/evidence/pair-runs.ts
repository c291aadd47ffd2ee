import type { RunRecord, Trial } from '../../model/record/schema.ts'
import type { EpochId } from './comparison.ts'
import { byTime, isCounted } from './eligible.ts'

/** What one engine and one code ran of a record: its counted trials. */
export interface Run {
  record: RunRecord
  trials: [Trial, ...Trial[]]
}

/** A run of each side, over the same input. */
export interface RunPair {
  epoch: EpochId
  baseline: Run
  candidate: Run
}

/**
 * All pairs of runs of a partition: both sides of a record, and runs of different records of which at least one ran alone,
 * where they read the same input. In the order in which they were whole.
 */
export function pairUp(
  records: readonly RunRecord[],
  { baseline, candidate }: { baseline: string; candidate: string },
): RunPair[] {
  const [ofBaseline, ofCandidate] = [runsOf(records, baseline), runsOf(records, candidate)]
  const others = new Set(ofCandidate.map(({ record }) => record))
  const whole = new Set(ofBaseline.map(({ record }) => record).filter((record) => others.has(record)))
  const belong = ({ record: a }: Run, { record: b }: Run) =>
    a === b || (!(whole.has(a) && whole.has(b)) && haveSameInput(a, b))
  return ofBaseline
    .flatMap((a) =>
      ofCandidate
        .filter((b) => belong(a, b))
        .map((b) => ({
          epoch: { baseline: a.trials[0].behaviour, candidate: b.trials[0].behaviour },
          baseline: a,
          candidate: b,
        })),
    )
    .toSorted(
      (a, b) => byTime(completion(a), completion(b)) || Number(isOneRecord(b)) - Number(isOneRecord(a)),
    )
}

/** An input of unknown bytes is identified by its partition: it counts as what the other side read. */
const haveSameInput = (a: RunRecord, b: RunRecord): boolean =>
  !isInputSeen(a) || !isInputSeen(b) || a.input.sha256 === b.input.sha256

export const isInputSeen = ({ input }: RunRecord): boolean => input.source !== 'partition'

/** An engine's runs; nobody's are those that never started, or were cancelled. */
const runsOf = (records: readonly RunRecord[], engine: string): Run[] =>
  records.flatMap((record) => {
    const counted = record.trials.filter((trial) => isCounted(trial, engine))
    return [...Map.groupBy(counted, ({ behaviour }) => behaviour).values()].flatMap(
      ([first, ...rest]): Run[] => (first ? [{ record, trials: [first, ...rest] }] : []),
    )
  })

export const isOneRecord = ({ baseline, candidate }: RunPair): boolean => baseline.record === candidate.record

/** The record that made a pair whole: a comparison is made when its last side is. */
export const completion = ({ baseline: { record: a }, candidate: { record: b } }: RunPair): RunRecord =>
  byTime(a, b) < 0 ? b : a
