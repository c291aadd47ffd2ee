import { z } from 'zod'

export const state = z.enum(['pass', 'fail', 'not yet'])
export const interval = z.strictObject({ lower: z.number(), upper: z.number() })

/** More measured days. */
export const wait = z.strictObject({
  least: z.int().min(0),
  /** Null where it may never be decided, or where that cannot be said yet. */
  most: z.int().min(0).nullable(),
})

export type State = z.infer<typeof state>
export type Interval = z.infer<typeof interval>
export type Wait = z.infer<typeof wait>
