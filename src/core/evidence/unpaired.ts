import type { RunRecord } from '../record/schema.ts'
import { ofSubject, type Subject } from './assemble.ts'
import type { Comparison } from './comparison.ts'
import { isCounted } from './counted.ts'

/** Keys of the baseline. */
export interface Unpaired {
  /** Those without a comparison, ascending. */
  keys: string[]
  /** All of them. */
  of: number
}

/**
 * Keys that the baseline delivered for, of which there is no comparison: the candidate never ran there, left no evidence,
 * or read other input.
 *
 * @param comparisons all, whatever the code
 * @param first UTC day from which a run of the baseline counts; it has to be before `end`
 */
export function unpairedKeys(
  records: readonly RunRecord[],
  subject: Subject,
  comparisons: readonly Comparison[],
  { first, end }: { first: string; end: string },
): Unpaired {
  const compared = new Set(comparisons.map(({ key }) => key))
  const alone = ofSubject(records, subject).filter(
    ({ key, when, trials }) =>
      !compared.has(key) &&
      first <= when.slice(0, 10) &&
      when.slice(0, 10) < end &&
      trials.some((trial) => isCounted(trial, subject.baseline) && trial.outcome === 'ok'),
  )
  const keys = [...new Set(alone.map(({ key }) => key))].toSorted()
  const since = new Set(comparisons.filter(({ day }) => day >= first).map(({ key }) => key))
  return { keys, of: keys.length + since.size }
}
