import { z } from 'zod'
import type { NoGrowth } from '../statistics/growth.ts'

export const state = z.enum(['pass', 'fail', 'not yet'])
export const interval = z.strictObject({ lower: z.number(), upper: z.number() })
/** An arithmetic mean, or a multiple of one, with its 95 % interval. */
export const amount = z.strictObject({ value: z.number(), ...interval.shape })

/** Why nothing is fitted over sizes, or predicted. */
export const noGrowth = z.discriminatedUnion('why', [
  z.strictObject({ why: z.literal('few-runs'), count: z.int(), needed: z.int() }),
  /** The largest size over the smallest. */
  z.strictObject({ why: z.literal('close-sizes'), span: z.number(), needed: z.number() }),
  z.strictObject({ why: z.literal('no-line') }),
  z.strictObject({ why: z.literal('falls-to-zero') }),
  /** A JVM's memory is what its heap was allowed: it says nothing of larger inputs. */
  z.strictObject({ why: z.literal('heap') }),
]) satisfies z.ZodType<NoGrowth | { why: 'heap' }>

/** More measured days. */
export const wait = z.strictObject({
  least: z.int().min(0),
  /** Null where it may never be decided, or where that cannot be said yet. */
  most: z.int().min(0).nullable(),
})

export type State = z.infer<typeof state>
export type Interval = z.infer<typeof interval>
export type Wait = z.infer<typeof wait>
export type Amount = z.infer<typeof amount>
