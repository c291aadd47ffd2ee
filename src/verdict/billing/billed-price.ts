import { z } from 'zod'
import type { Price } from '../../model/config/platforms.ts'
import { NODE } from '../../model/config/price.ts'
import { SIDES } from '../../model/record/sides.ts'
import { isOlderThanAYear } from '../../pricing/age.ts'

/** A price that a side's bill is made of, with all that is known of it. */
export const billedPrice = z.strictObject({
  side: z.enum(SIDES),
  name: z.string(),
  /** Of one unit. */
  perHour: z.number(),
  currency: z.string(),
  unit: z.string(),
  /** Of a node. */
  units: z.number(),
  region: z.string().nullable(),
  source: z.string().nullable(),
  /** The source's date; null where it has none. */
  asOf: z.string().nullable(),
  /** When a source without a date was read; null of others. */
  readOn: z.string().nullable(),
  /** Found more than a year before the day of the bill; null where nobody says when. */
  isOld: z.boolean().nullable(),
  unverified: z.boolean(),
})

export type BilledPrice = z.infer<typeof billedPrice>

/** @param day UTC day on which the bill is shown */
export const billedPrices = (
  side: BilledPrice['side'],
  prices: readonly Price[],
  day: string,
): BilledPrice[] =>
  prices.map((price) => {
    const { asOf = null, readOn = null } = price
    const found = asOf ?? readOn
    return {
      side,
      name: price.name,
      perHour: price.perHour,
      currency: price.currency,
      unit: price.unit ?? NODE,
      units: price.units ?? 1,
      region: price.region ?? null,
      source: price.source ?? null,
      asOf,
      readOn,
      isOld: found === null ? null : isOlderThanAYear(found, day),
      unverified: price.unverified ?? false,
    }
  })
