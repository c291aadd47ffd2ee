import type { RunRecord, Trial } from '../../model/record/schema.ts'
import type { Side } from '../../model/record/sides.ts'
import type { Comparison } from './comparison.ts'
import { isCounted, partitionsWith } from './eligible.ts'
import { ofSubject, type Subject } from './subject.ts'

/** Partitions that have no comparison though an engine ran for them. */
export interface Unpaired {
  /** Partitions that the baseline delivered for, or that either was interrupted on, ascending. */
  partitions: string[]
  /** Those of them on which each was interrupted. */
  interrupted: Record<Side, string[]>
  /** All partitions of the time, those with a comparison among them. */
  of: number
  /** Partitions that have a comparison, and on which a run of either was interrupted besides. */
  again: string[]
  /** Partitions that the candidate delivered for, and the baseline never ran. */
  candidateOnly: string[]
}

/** A span of UTC days: from `first` on, before `end`. */
export interface Span {
  first: string
  end: string
}

/**
 * Partitions of a span of which there is no comparison: the candidate never ran there, left no evidence, or read other input, or
 * one of them was interrupted. Whoever could interrupt the baseline where the candidate was slow would choose the days.
 *
 * @param comparisons all, whatever the code
 */
export function unpairedPartitions(
  records: readonly RunRecord[],
  subject: Subject,
  comparisons: readonly Comparison[],
  { first, end }: Span,
): Unpaired {
  const isMeant = ({ when }: RunRecord) => isWithin(when, { first, end })
  const lone = loneRecords(records, subject, comparisons).filter(isMeant)
  const interruptedOn = (side: string) => partitionsWith(lone, isInterrupted(side))
  const deliveredFor = (side: string) => partitionsWith(lone, isDelivery(side))
  const [ofBaseline, ofCandidate] = [interruptedOn(subject.baseline), interruptedOn(subject.candidate)]
  const [delivered, alone] = [deliveredFor(subject.baseline), deliveredFor(subject.candidate)]
  const partitions = [...delivered.union(ofBaseline).union(ofCandidate)].toSorted()
  const since = new Set(comparisons.filter(({ day }) => day >= first).map(({ partition }) => partition))
  const all = ofSubject(records, subject).filter(isMeant)
  const stopped = partitionsWith(all, (trial) =>
    [subject.baseline, subject.candidate].some((side) => isInterrupted(side)(trial)),
  )
  return {
    partitions,
    interrupted: { baseline: [...ofBaseline].toSorted(), candidate: [...ofCandidate].toSorted() },
    of: partitions.length + since.size,
    again: [...stopped.intersection(since)].toSorted(),
    candidateOnly: [...alone.difference(new Set(partitions))].toSorted(),
  }
}

const isInterrupted =
  (wanted: string) =>
  ({ engine, outcome, warmup }: Trial): boolean =>
    engine === wanted && outcome === 'cancelled' && !warmup

const isDelivery =
  (wanted: string) =>
  (trial: Trial): boolean =>
    isCounted(trial, wanted) && trial.outcome === 'ok'

/** A partition on which a candidate failed, its UTC day, and its run record. */
export interface LoneFailure {
  partition: string
  day: string
  id: string
}

/**
 * Failures of one version of the candidate on partitions that have no comparison, since the baseline did not run there, or was
 * interrupted. Oldest first, one a partition.
 */
export function loneFailures(
  records: readonly RunRecord[],
  subject: Subject,
  comparisons: readonly Comparison[],
  behaviour: string,
): LoneFailure[] {
  const failed = loneRecords(records, subject, comparisons).filter(({ trials }) => {
    const own = trials.filter((trial) => isCounted(trial, subject.candidate) && trial.behaviour === behaviour)
    return own.length > 0 && own.every(({ outcome }) => outcome !== 'ok')
  })
  const byPartition = new Map(
    failed
      .toReversed()
      .map(({ partition, when, id }) => [partition, { partition, day: when.slice(0, 10), id }]),
  )
  return [...byPartition.values()].toReversed()
}

const loneRecords = (
  records: readonly RunRecord[],
  subject: Subject,
  comparisons: readonly Comparison[],
): RunRecord[] => {
  const compared = new Set(comparisons.map(({ partition }) => partition))
  return ofSubject(records, subject).filter(({ partition }) => !compared.has(partition))
}

const isWithin = (when: string, { first, end }: Span): boolean =>
  first <= when.slice(0, 10) && when.slice(0, 10) < end
