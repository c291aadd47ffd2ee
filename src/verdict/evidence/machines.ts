import { CONDITIONS, type Comparison } from './comparison.ts'

/** Comparisons whose sides ran on machines of other classes, with the classes of all; null where there is none. */
export function machinesApart(
  comparisons: readonly Comparison[],
): { apart: number; baseline: string[]; candidate: string[] } | null {
  const apart = comparisons.filter(
    ({ baseline, candidate }) => baseline.hostClasses.join() !== candidate.hostClasses.join(),
  )
  const classesOf = (side: 'baseline' | 'candidate') =>
    [...new Set(apart.flatMap((each) => each[side].hostClasses))].toSorted()
  return apart.length > 0
    ? { apart: apart.length, baseline: classesOf('baseline'), candidate: classesOf('candidate') }
    : null
}

/** What an imported result has for its machine where nothing says which. */
export const UNKNOWN_CLASS = 'unknown'

/** Whether both sides of every comparison ran on machines that are known. */
export const isMachineKnown = (comparisons: readonly Comparison[]): boolean =>
  comparisons.every(({ baseline, candidate }) =>
    [...baseline.hostClasses, ...candidate.hostClasses].every((hostClass) => hostClass !== UNKNOWN_CLASS),
  )

/** Conditions under which the sides of comparisons ran unlike each other, with all that they had there. */
export const conditionsApart = (comparisons: readonly Comparison[]) =>
  CONDITIONS.flatMap((what) => {
    const apart = comparisons.filter(
      ({ baseline, candidate }) => baseline.conditions[what].join() !== candidate.conditions[what].join(),
    )
    const of = (side: 'baseline' | 'candidate') =>
      [...new Set(apart.flatMap((each) => each[side].conditions[what]))].toSorted()
    return apart.length > 0
      ? [{ what, comparisons: apart.length, baseline: of('baseline'), candidate: of('candidate') }]
      : []
  })
