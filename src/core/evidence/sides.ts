import type { RunRecord, Trial } from '../record/schema.ts'
import type { EpochId } from './comparison.ts'
import { isCounted } from './counted.ts'

/** Trials of both sides that belong together, of one record or of several. */
export interface Sides {
  epoch: EpochId
  baseline: Side
  candidate: Side
}

/** What one engine and one code ran, oldest first: a run each, with its counted trials. */
export type Side = readonly [Run, ...Run[]]

export interface Run {
  record: RunRecord
  trials: Trial[]
}

/**
 * Both sides of each record of a key, and of the records that ran one side alone and read the same input. In the order
 * in which they were whole.
 */
export function pairUp(
  records: readonly RunRecord[],
  { baseline, candidate }: { baseline: string; candidate: string },
): Sides[] {
  const isWhole = (record: RunRecord) =>
    [baseline, candidate].every((engine) => record.trials.some((trial) => isCounted(trial, engine)))
  const groups = [
    ...records.filter(isWhole).map((record) => [record]),
    ...byInput(records.filter((record) => !isWhole(record))),
  ]
  return groups
    .flatMap((group) => combine(sidesOf(group, baseline), sidesOf(group, candidate)))
    .toSorted((a, b) => byTime(completion(a), completion(b)))
}

/**
 * Records that read the same input. Where a key stands for an input that nobody saw, it is the one that others of the key
 * read, as long as they agree.
 */
function byInput(records: readonly RunRecord[]): RunRecord[][] {
  const seen = new Set(records.filter(isInputSeen).map(({ input }) => input.sha256))
  return seen.size < 2 ? [[...records]] : [...Map.groupBy(records, ({ input }) => input.sha256).values()]
}

export const isInputSeen = ({ input }: RunRecord): boolean => input.source !== 'key'

const combine = (baselines: Side[], candidates: Side[]): Sides[] =>
  baselines.flatMap((baseline) =>
    candidates.map((candidate) => ({
      epoch: { baseline: behaviourOf(baseline), candidate: behaviourOf(candidate) },
      baseline,
      candidate,
    })),
  )

const behaviourOf = ([{ trials }]: Side): string => trials[0]?.behaviour ?? ''

/** An engine's counted trials, by the code that ran; nobody's are those that never started. */
function sidesOf(records: readonly RunRecord[], engine: string): Side[] {
  const runs = records.toSorted(byTime).flatMap((record) =>
    [...Map.groupBy(record.trials, ({ behaviour }) => behaviour).values()].flatMap((ofCode): Run[] => {
      const trials = ofCode.filter((trial) => isCounted(trial, engine))
      return trials.length > 0 ? [{ record, trials }] : []
    }),
  )
  return [...Map.groupBy(runs, ({ trials }) => trials[0]?.behaviour).values()].flatMap(([first, ...rest]) =>
    first ? [[first, ...rest] as const] : [],
  )
}

/** The record that made a pair whole: a comparison is made when its last side is. */
export const completion = ({ baseline: [a], candidate: [b] }: Sides): RunRecord =>
  byTime(a.record, b.record) < 0 ? b.record : a.record

export const recordsOf = ({ baseline, candidate }: Sides): RunRecord[] =>
  [...baseline, ...candidate].map(({ record }) => record)

export const trialsOf = (side: Side): Trial[] => side.flatMap(({ trials }) => trials)

export const byTime = (a: { when: string; id: string }, b: { when: string; id: string }): number =>
  a.when < b.when ? -1 : a.when > b.when ? 1 : a.id < b.id ? -1 : Number(a.id > b.id)
