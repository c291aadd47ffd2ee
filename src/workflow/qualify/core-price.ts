import { UserError } from '../../errors.ts'
import { priceBook } from '../plan/price-book.ts'

const CORE = /vcpu|vcore/i

/** What an hour of one core costs. */
export interface CorePrice {
  name: string
  perHour: number
  currency: string
}

/**
 * A price of the price book that bills cores, or an amount.
 *
 * @param text `emr-serverless-vcpu`, or `0.05`
 * @throws UserError `corePriceUnknown`
 */
export async function corePrice(text: string): Promise<CorePrice> {
  const amount = Number(text)
  if (text.trim() !== '' && amount > 0 && Number.isFinite(amount))
    return { name: text.trim(), perHour: amount, currency: 'USD' }
  const prices = Object.entries(await priceBook()).filter(([, { unit }]) => CORE.test(unit ?? ''))
  const [name, price] = prices.find(([each]) => each === text) ?? []
  if (!name || !price)
    throw new UserError('corePriceUnknown', { name: text, known: prices.map(([each]) => each) })
  return { name, perHour: price.perHour, currency: price.currency }
}
