import type { RunRecord } from '../../model/record/schema.ts'
import { type Epoch, epochsOf } from '../../verdict/epochs.ts'
import { assembleComparisons } from '../../verdict/evidence/assemble.ts'
import type { Comparison } from '../../verdict/evidence/comparison.ts'
import { hangsAsFailures } from '../../verdict/evidence/hangs.ts'
import type { Subject } from '../../verdict/evidence/subject.ts'
import type { DeclaredJob } from '../../verdict/judge.ts'

/** A candidate's comparisons at one size and limits as they are judged, with the epochs that they belong to. */
export interface Past {
  /** Oldest first. */
  comparisons: Comparison[]
  epochs: Epoch[]
  /** All of the job, by their ids. */
  records: ReadonlyMap<string, RunRecord>
}

export function pastOf(
  records: readonly RunRecord[],
  subject: Subject,
  { tables, policy: { waivers } }: DeclaredJob,
  asOf: string,
): Past {
  const { records: tried } = hangsAsFailures(records, subject)
  const comparisons = assembleComparisons(tried, subject, { tables, waivers, asOf })
  return {
    comparisons,
    epochs: epochsOf(comparisons),
    records: new Map(tried.map((record) => [record.id, record])),
  }
}
