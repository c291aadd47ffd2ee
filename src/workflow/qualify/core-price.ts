import { UserError } from '../../errors.ts'
import { own } from '../../model/config/own.ts'
import { NODE, type Prices } from '../../model/config/price.ts'
import { listedPriceOf } from '../../pricing/listed-price.ts'
import type { CorePrice } from '../../qualify/bill.ts'
import { priceBook } from '../plan/price-book.ts'

const CORE = /^v(?:cpu|core)$/i
/** An amount that the user gave: nobody says where it comes from. */
const GIVEN = {
  ...{ name: '--core-price', unit: 'core', currency: 'USD' },
  ...{ incrementSeconds: 1, minimumSeconds: 0 },
}

/**
 * A price of the price book that bills cores, with that of memory where the platform bills it apart; or an amount.
 *
 * @param text `emr-serverless-vcpu`, or `0.05`
 * @param day UTC day on which the bill is shown
 * @throws UserError `corePriceUnknown`, `corePriceSurcharge`
 */
export async function corePrice(text: string, day: string): Promise<CorePrice> {
  const name = text.trim()
  const perHour = Number(name)
  if (name !== '' && perHour > 0 && Number.isFinite(perHour))
    return { core: listedPriceOf({ ...GIVEN, perHour }, day), memory: null }
  const book = await priceBook()
  const price = own(book, name)
  if (!price || !isOfCore(price)) throw new UserError('corePriceUnknown', { name, known: usable(book) })
  if (price.with === NODE) throw new UserError('corePriceSurcharge', { name, known: usable(book) })
  const memory = price.with === undefined ? undefined : own(book, price.with)
  if (price.with !== undefined && !memory) throw new Error(`the price book has no ${price.with}`)
  return {
    core: listedPriceOf({ ...price, name }, day),
    memory: memory && price.with !== undefined ? listedPriceOf({ ...memory, name: price.with }, day) : null,
  }
}

const isOfCore = ({ unit }: Prices[string]): boolean => CORE.test(unit ?? NODE)

/** Names of prices that bill cores, and are no surcharge on a machine. */
const usable = (book: Prices): string[] =>
  Object.entries(book).flatMap(([name, price]) => (isOfCore(price) && price.with !== NODE ? [name] : []))
