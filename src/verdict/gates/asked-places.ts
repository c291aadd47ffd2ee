import { areSameLimits } from '../../model/record/limits.ts'
import type { Comparison } from '../evidence/comparison.ts'
import type { PlaceComparisons } from '../evidence/other-places.ts'
import type { Evidence } from './gate.ts'

/**
 * Where the candidate must succeed too: at the judged size under every other limits, and at smaller sizes that ran under
 * any. What fails on less input would fail on more; on more input than is judged, nothing is asked.
 */
export function placesAsked(evidence: Evidence): PlaceComparisons[] {
  const { otherLimits, otherSizes, declaredLimits, subject, epoch } = evidence
  const most = largestInput(epoch.comparisons)
  const isSmaller = ({ comparisons }: PlaceComparisons) => {
    const bytes = largestInput(comparisons)
    return bytes > 0 && bytes < most
  }
  const atJudgedSize = declaredLimits
    .filter((each) => !areSameLimits(each, subject.limits))
    .map(
      (limits) =>
        otherLimits.find((place) => place.size === subject.size && areSameLimits(limits, place.limits)) ?? {
          ...{ size: subject.size, limits, comparisons: [] },
        },
    )
  const atOtherSizes = [
    ...otherSizes,
    ...otherLimits.filter(
      (place) =>
        place.size !== subject.size && declaredLimits.some((each) => areSameLimits(each, place.limits)),
    ),
  ]
  return [...atJudgedSize, ...atOtherSizes.filter(isSmaller)]
}

/** Bytes; 0 if none is known. */
const largestInput = (comparisons: readonly Comparison[]): number =>
  Math.max(0, ...comparisons.map(({ input }) => input.bytes))
