import { readFile } from 'node:fs/promises'
import type { Prices } from '../../model/config/price.ts'

const BOOK = new URL('../../model/config/price-book.yml', import.meta.url)

/** Prices that configurations may name without declaring them, by name. */
export async function readPriceBook(): Promise<Prices> {
  const { priceGroups, pricesOf } = await import('../../model/config/price-book.ts')
  return pricesOf(priceGroups(await readFile(BOOK, 'utf8')))
}
