import { z } from 'zod'
import type { Side } from '../../model/record/sides.ts'
import { CONDITIONS, type Comparison, type SideEvidence } from './comparison.ts'

const comparisons = z.int().min(1)
/** All values that each side had where they differ. */
const sides = { baseline: z.array(z.string()), candidate: z.array(z.string()) }

/** Comparisons whose sides have other values of something. */
export const apart = z.strictObject({ apart: comparisons, ...sides })
type Apart = z.infer<typeof apart>

/** How the two sides' trials were run, where that differs. */
export const conditionApart = z.strictObject({ what: z.enum(CONDITIONS), comparisons, ...sides })

/** @returns null where both sides have the same values in every comparison */
function sidesApart(
  comparisons: readonly Comparison[],
  valuesOf: (side: SideEvidence) => readonly string[],
): Apart | null {
  const apart = comparisons.filter(
    ({ baseline, candidate }) => valuesOf(baseline).join() !== valuesOf(candidate).join(),
  )
  const allOf = (side: Side) => [...new Set(apart.flatMap((each) => valuesOf(each[side])))].toSorted()
  return apart.length > 0
    ? { apart: apart.length, baseline: allOf('baseline'), candidate: allOf('candidate') }
    : null
}

/** Comparisons whose sides ran on machines of other classes. */
export const machinesApart = (comparisons: readonly Comparison[]): Apart | null =>
  sidesApart(comparisons, ({ hostClasses }) => hostClasses)

/** Conditions under which the sides of comparisons ran unlike each other. */
export const conditionsApart = (comparisons: readonly Comparison[]) =>
  CONDITIONS.flatMap((what) => {
    const found = sidesApart(comparisons, ({ conditions }) => conditions[what])
    if (!found) return []
    const { apart, ...sides } = found
    return [{ what, comparisons: apart, ...sides }]
  })

/** What an imported result has for its machine where nothing says which. */
export const UNKNOWN_CLASS = 'unknown'

/** Whether both sides of every comparison ran on machines that are known. */
export const isMachineKnown = (comparisons: readonly Comparison[]): boolean =>
  comparisons.every(({ baseline, candidate }) =>
    [...baseline.hostClasses, ...candidate.hostClasses].every((hostClass) => hostClass !== UNKNOWN_CLASS),
  )
