import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { ofSubject, type Subject } from './assemble.ts'
import type { Comparison } from './comparison.ts'
import { isCounted } from './eligible.ts'

/** Keys that have no comparison though an engine ran for them. */
export interface Unpaired {
  /** Keys that the baseline delivered for, or that the candidate was interrupted on, ascending. */
  partitions: string[]
  /** Those of them on which the candidate was interrupted. */
  interrupted: string[]
  /** All partitions of the time, those with a comparison among them. */
  of: number
}

/** A span of UTC days: from `first` on, before `end`. */
export interface Span {
  first: string
  end: string
}

/**
 * Keys of a span of which there is no comparison: the candidate never ran there, left no evidence, was interrupted, or
 * read other input.
 *
 * @param comparisons all, whatever the code
 */
export function unpairedPartitions(
  records: readonly RunRecord[],
  subject: Subject,
  comparisons: readonly Comparison[],
  { first, end }: Span,
): Unpaired {
  const lone = loneRecords(records, subject, comparisons).filter(({ when }) => isWithin(when, { first, end }))
  const keysWith = (isMeant: (trial: Trial) => boolean) => [
    ...new Set(lone.filter(({ trials }) => trials.some(isMeant)).map(({ partition }) => partition)),
  ]
  const interrupted = keysWith(
    ({ engine, outcome, warmup }) => engine === subject.candidate && outcome === 'cancelled' && !warmup,
  )
  const delivered = keysWith((trial) => isCounted(trial, subject.baseline) && trial.outcome === 'ok')
  const partitions = [...new Set([...delivered, ...interrupted])].toSorted()
  const since = new Set(comparisons.filter(({ day }) => day >= first).map(({ partition }) => partition))
  return { partitions, interrupted: interrupted.toSorted(), of: partitions.length + since.size }
}

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
