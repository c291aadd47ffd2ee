import type { RunRecord } from '../record/schema.ts'
import { ofSubject, type Subject } from './assemble.ts'
import { isCounted } from './counted.ts'

/**
 * Keys that the baseline delivered for while no trial of the candidate counts: it never ran there, or what it did left no
 * evidence. Ascending.
 *
 * @param first UTC day from which a run of the baseline counts, to `last`
 */
export function keysWithoutCandidate(
  records: readonly RunRecord[],
  subject: Subject,
  { first, last }: { first: string; last: string },
): string[] {
  const { baseline, candidate } = subject
  const candidates = ofSubject(records, subject)
  const tried = new Set(
    candidates
      .filter(({ trials }) => trials.some((trial) => isCounted(trial, candidate)))
      .map(({ key }) => key),
  )
  const alone = candidates.filter(
    ({ key, when, trials }) =>
      !tried.has(key) &&
      first <= when.slice(0, 10) &&
      when.slice(0, 10) <= last &&
      trials.some((trial) => isCounted(trial, baseline) && trial.outcome === 'ok'),
  )
  return [...new Set(alone.map(({ key }) => key))].toSorted()
}
