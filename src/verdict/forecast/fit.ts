import { z } from 'zod'
import { fitGrowth, type Growth } from '../../statistics/growth.ts'
import { predictGrowth } from '../../statistics/prediction.ts'
import type { SizedValue } from '../../statistics/run-means.ts'
import { noGrowth } from '../forms.ts'

const growth = z.strictObject({
  a: z.number(),
  b: z.number(),
  k: z.number(),
  smallest: z.number(),
  largest: z.number(),
  runs: z.int(),
  degrees: z.int(),
  relativeError: z.number(),
  within: z.strictObject({ relativeError: z.number(), degrees: z.int(), perRun: z.number() }).nullable(),
  covariance: z.array(z.array(z.number())),
}) satisfies z.ZodType<Growth>

/** a + b·(size/largest)^k with all that its intervals need, or why there is none. */
export const fit = orWhy(growth)

const prediction = z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() })

/** A new measurement with its 95 % interval, or why none is predicted. */
export const predicted = orWhy(prediction)

function orWhy<Schema extends z.ZodType>(value: Schema) {
  return z.union([
    z.strictObject({ value, reason: z.null() }),
    z.strictObject({ value: z.null(), reason: noGrowth }),
  ])
}

export type Fit = z.infer<typeof fit>
export type Predicted = z.infer<typeof predicted>

/** Inputs of unknown size say nothing. */
export function fitOf(values: readonly SizedValue[]): Fit {
  const found = fitGrowth(values.filter(({ size }) => size > 0))
  return 'why' in found ? { value: null, reason: found } : { value: found, reason: null }
}

/** A time or a peak is never below 0. */
export function predictedAt({ value: growthOf, reason }: Fit, size: number): Predicted {
  if (!growthOf) return { value: null, reason }
  const found = predictGrowth(growthOf, size)
  return 'why' in found
    ? { value: null, reason: found }
    : { value: { ...found, lower: Math.max(0, found.lower) }, reason: null }
}
