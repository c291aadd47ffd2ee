import type { Job } from '../model/config/model.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { type Epoch, epochsOf, judgedEpoch } from './epochs.ts'
import { assembleComparisons } from './evidence/assemble.ts'
import type { Comparison } from './evidence/comparison.ts'
import { hangsAsFailures, type TriedRecords } from './evidence/hangs.ts'
import type { Subject } from './evidence/subject.ts'

/** A candidate's comparisons at one size and limits as they are judged, with the epochs that they belong to. */
export interface Past extends TriedRecords {
  /** Oldest first. */
  comparisons: Comparison[]
  epochs: Epoch[]
  /** Undefined where there is no comparison. */
  judged: Epoch | undefined
}

/**
 * What a subject's verdict is made of, and all that a report shows of its days.
 *
 * @param records of any jobs
 * @param asOf last UTC day whose evidence counts
 */
export function pastOf(
  records: readonly RunRecord[],
  subject: Subject,
  { tables, policy: { waivers } }: Pick<Job, 'tables' | 'policy'>,
  asOf: string,
): Past {
  const upTo = records.filter(({ when }) => when.slice(0, 10) <= asOf)
  const tried = hangsAsFailures(upTo, subject)
  const comparisons = assembleComparisons(tried.records, subject, { tables, waivers, asOf })
  const epochs = epochsOf(comparisons)
  return { ...tried, comparisons, epochs, judged: judgedEpoch(comparisons, epochs) }
}
