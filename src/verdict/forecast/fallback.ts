import { z } from 'zod'
import type { Crossover } from '../../statistics/crossover.ts'

const bytes = z.number()

/** Where the candidate's peak meets the node's memory, or why that is not named. */
export const ceiling = z.union([
  z.strictObject({
    value: z.strictObject({ value: bytes.nullable(), lower: bytes, upper: bytes.nullable() }),
    reason: z.null(),
  }),
  z.strictObject({
    value: z.null(),
    reason: z.enum([
      'no-fit',
      'no-memory',
      /** The smallest measured input may not fit: the node is smaller than what ran. */
      'already-above',
      /** It fits at ten times the largest measured input. */
      'beyond',
    ]),
  }),
])
export type CeilingFigure = z.infer<typeof ceiling>

/** From which input on the baseline is still needed: there the candidate runs out of memory, or takes longer. */
export const fallback = z.strictObject({
  why: z.enum(['memory', 'time']),
  lower: bytes,
  value: bytes.nullable(),
  /** Null where no upper end lies within ten times the largest measured input. */
  upper: bytes.nullable(),
})
export type Fallback = z.infer<typeof fallback>

/**
 * The lower of two sizes: where the peak meets the memory, measured or not, and where the baseline becomes faster, if both
 * ends of its interval were measured and today's input lies below. Null where the evidence has neither.
 */
export function fallbackOf(
  { value: met }: CeilingFigure,
  crossing: Crossover,
  volumeBytes: number,
): Fallback | null {
  const byMemory: Fallback[] = met ? [{ why: 'memory', ...met }] : []
  const { lower = null, upper = null } = (crossing.value !== null && crossing.interval) || {}
  const byTime: Fallback[] =
    crossing.value !== null &&
    crossing.cheaperAbove === 'baseline' &&
    lower !== null &&
    upper !== null &&
    lower > volumeBytes
      ? [{ why: 'time', value: crossing.value, lower, upper }]
      : []
  const [first = null] = [...byMemory, ...byTime].toSorted((a, b) => a.lower - b.lower)
  return first
}
