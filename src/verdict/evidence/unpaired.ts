import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { ofSubject, type Subject } from './assemble.ts'
import type { Comparison } from './comparison.ts'
import { isCounted } from './eligible.ts'

/** Keys that have no comparison though an engine ran for them. */
export interface Unpaired {
  /** Keys that the baseline delivered for, or that the candidate was interrupted on, ascending. */
  keys: string[]
  /** Those of them on which the candidate was interrupted. */
  interrupted: string[]
  /** All keys of the time, those with a comparison among them. */
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
export function unpairedKeys(
  records: readonly RunRecord[],
  subject: Subject,
  comparisons: readonly Comparison[],
  { first, end }: Span,
): Unpaired {
  const lone = loneRecords(records, subject, comparisons).filter(({ when }) => isWithin(when, { first, end }))
  const keysWith = (isMeant: (trial: Trial) => boolean) => [
    ...new Set(lone.filter(({ trials }) => trials.some(isMeant)).map(({ key }) => key)),
  ]
  const interrupted = keysWith(
    ({ engine, outcome, warmup }) => engine === subject.candidate && outcome === 'cancelled' && !warmup,
  )
  const delivered = keysWith((trial) => isCounted(trial, subject.baseline) && trial.outcome === 'ok')
  const keys = [...new Set([...delivered, ...interrupted])].toSorted()
  const since = new Set(comparisons.filter(({ day }) => day >= first).map(({ key }) => key))
  return { keys, interrupted: interrupted.toSorted(), of: keys.length + since.size }
}

/** A key on which a candidate failed, its UTC day, and its run record. */
export interface LoneFailure {
  key: string
  day: string
  id: string
}

/**
 * Failures of one version of the candidate on keys that have no comparison, since the baseline did not run there, or was
 * interrupted. Oldest first, one a key.
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
  const byKey = new Map(
    failed.toReversed().map(({ key, when, id }) => [key, { key, day: when.slice(0, 10), id }]),
  )
  return [...byKey.values()].toReversed()
}

const loneRecords = (
  records: readonly RunRecord[],
  subject: Subject,
  comparisons: readonly Comparison[],
): RunRecord[] => {
  const compared = new Set(comparisons.map(({ key }) => key))
  return ofSubject(records, subject).filter(({ key }) => !compared.has(key))
}

const isWithin = (when: string, { first, end }: Span): boolean =>
  first <= when.slice(0, 10) && when.slice(0, 10) < end
