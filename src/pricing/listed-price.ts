import { z } from 'zod'
import type { Price } from '../model/config/platforms.ts'
import { NODE } from '../model/config/price.ts'
import { isOlderThanAYear } from './age.ts'

/** A price with all that is known of it, as it is shown with what it bills. */
export const listedPrice = z.strictObject({
  name: z.string(),
  /** Of one unit. */
  perHour: z.number(),
  currency: z.string(),
  unit: z.string(),
  /** How many of them are billed: those of a node. */
  units: z.number(),
  /** Billed time is rounded up to a multiple of this, and is at least the minimum. */
  incrementSeconds: z.number(),
  minimumSeconds: z.number(),
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

export type ListedPrice = z.infer<typeof listedPrice>

/** @param day UTC day on which the bill is shown */
export function listedPriceOf(price: Price, day: string): ListedPrice {
  const { asOf = null, readOn = null } = price
  const found = asOf ?? readOn
  return {
    name: price.name,
    perHour: price.perHour,
    currency: price.currency,
    unit: price.unit ?? NODE,
    units: price.units ?? 1,
    incrementSeconds: price.incrementSeconds,
    minimumSeconds: price.minimumSeconds,
    region: price.region ?? null,
    source: price.source ?? null,
    asOf,
    readOn,
    isOld: found === null ? null : isOlderThanAYear(found, day),
    unverified: price.unverified ?? false,
  }
}
