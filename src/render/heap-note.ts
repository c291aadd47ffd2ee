import type { Heap } from '../report/summary.ts'
import { listed } from './verdict/numbers.ts'

/** Why the rows of memory have no winner, the same for all; empty where they may have one. */
export function heapNote(rows: readonly { heaps: readonly Heap[] }[]): string {
  const heaps = rows.find((row) => row.heaps.length > 0)?.heaps ?? []
  const names = (isKnown: boolean): string[] =>
    heaps.flatMap((heap) => (heap.isKnown === isKnown ? [heap.engine] : []))
  const [known, unknown] = [names(true), names(false)]
  const why = [
    ...(known.length > 0
      ? [`${listed(known)} ran on a JVM, whose memory is what its heap was allowed, not what the job needs`]
      : []),
    ...(unknown.length > 0
      ? [
          `it is not known whether ${listed(unknown)} ran Spark. Set spark: none for an engine that does not, and run again`,
        ]
      : []),
  ]
  return why.length > 0 ? `Memory has no winner: ${why.join('; ')}.` : ''
}
