import type { Judged } from '../../verdict/verdict.ts'

/** That both engines failed last, as a clause; undefined where one delivered. */
export function bothFailedText({ epoch: { bothFailed } }: Judged): string | undefined {
  if (!bothFailed) return undefined
  const { comparisons, partition } = bothFailed
  return comparisons === 1
    ? `both engines failed in the last comparison (partition ${partition})`
    : `both engines failed in the last ${comparisons} comparisons (up to partition ${partition})`
}
