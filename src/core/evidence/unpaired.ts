import type { RunRecord } from '../record/schema.ts'
import { ofSubject, type Subject } from './assemble.ts'
import { isCounted } from './counted.ts'

/**
 * Keys that the baseline delivered for, of which there is no comparison: the candidate never ran there, left no evidence,
 * or read other input. Ascending.
 *
 * @param compared keys of all comparisons, whatever the code
 * @param first UTC day from which a run of the baseline counts; it has to be before `end`
 */
export function keysWithoutCandidate(
  records: readonly RunRecord[],
  subject: Subject,
  compared: ReadonlySet<string>,
  { first, end }: { first: string; end: string },
): string[] {
  const alone = ofSubject(records, subject).filter(
    ({ key, when, trials }) =>
      !compared.has(key) &&
      first <= when.slice(0, 10) &&
      when.slice(0, 10) < end &&
      trials.some((trial) => isCounted(trial, subject.baseline) && trial.outcome === 'ok'),
  )
  return [...new Set(alone.map(({ key }) => key))].toSorted()
}
