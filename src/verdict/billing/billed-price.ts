import { z } from 'zod'
import type { Price } from '../../model/config/platforms.ts'
import { SIDES } from '../../model/record/sides.ts'
import { listedPrice, listedPriceOf } from '../../pricing/listed-price.ts'

/** A price that a side's bill is made of. */
export const billedPrice = z.strictObject({ side: z.enum(SIDES), ...listedPrice.shape })

export type BilledPrice = z.infer<typeof billedPrice>

/** @param day UTC day on which the bill is shown */
export const billedPrices = (
  side: BilledPrice['side'],
  prices: readonly Price[],
  day: string,
): BilledPrice[] => prices.map((price) => ({ side, ...listedPriceOf(price, day) }))
