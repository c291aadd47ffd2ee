import { z } from 'zod'

/** More for one run is a slip of units, not a bill. */
export const [MOST_AMOUNT, MOST_UNIT_HOURS] = [1_000_000, 1e8]

/** Units that a platform bills by the hour, as the price book names them. */
export const BILLED_UNITS = ['vCPU', 'GB', 'GB of disk', 'DBU'] as const

/** What a platform says that it billed for a run: money, or usage that prices by the hour make money of. */
export const billed = z.strictObject({
  /** Whose figures they are, in words. */
  source: z.string().min(1).max(200),
  amount: z
    .strictObject({ value: z.number().min(0).max(MOST_AMOUNT), currency: z.string().regex(/^[A-Z]{3}$/) })
    .nullable(),
  /** Unit-hours; none where only an amount is known. */
  usage: z.array(
    z.strictObject({ unit: z.enum(BILLED_UNITS), hours: z.number().min(0).max(MOST_UNIT_HOURS) }),
  ),
})

export type Billed = z.infer<typeof billed>
