import { placeKey } from '../../model/record/limits.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { assembleComparisons } from './assemble.ts'
import { type Comparison, type EpochId, epochName } from './comparison.ts'
import type { Declarations } from './declarations.ts'
import { haveLimits } from './eligible.ts'
import type { Subject } from './subject.ts'

/** Comparisons of the judged codes at a job's other sizes: they feed parity, failures and capacity, never speed. */
export function atOtherSizes(
  records: readonly RunRecord[],
  subject: Subject,
  epoch: EpochId,
  declarations: Declarations,
): PlaceComparisons[] {
  const sizes = new Set(records.filter(({ job }) => job === subject.job).map(({ size }) => size))
  sizes.delete(subject.size)
  return [...sizes].map((size) => ({
    ...{ size, limits: subject.limits },
    comparisons: assembleComparisons(records, { ...subject, size }, declarations).filter(
      (each) => epochName(each.epoch) === epochName(epoch),
    ),
  }))
}

/** Comparisons at one size and limits. */
export interface PlaceComparisons extends Pick<Subject, 'size' | 'limits'> {
  comparisons: Comparison[]
}

/**
 * Comparisons of the judged codes at limits that are not judged: they feed parity, failures, and what is said of cores and
 * memory.
 *
 * @param records with trials of those codes alone
 */
export function atOtherLimits(
  records: readonly RunRecord[],
  subject: Subject,
  declarations: Declarations,
): PlaceComparisons[] {
  const others = records.filter((record) => !haveLimits(record, subject.limits))
  return [...Map.groupBy(others, placeKey).values()].flatMap(([first]) => {
    if (!first) return []
    const { size, limits } = first
    return [
      { size, limits, comparisons: assembleComparisons(others, { ...subject, size, limits }, declarations) },
    ]
  })
}
