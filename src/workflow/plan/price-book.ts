import { readFile } from 'node:fs/promises'
import type { Prices } from '../../model/config/price.ts'

const BOOK = new URL('../../model/config/price-book.yml', import.meta.url)

/** Prices that a configuration may name without declaring them, by name. Without platforms it names none. */
export const priceBookFor = async (text: string): Promise<Prices> =>
  text.includes('platforms') ? priceBook() : {}

/** All prices of the book, by name. */
export async function priceBook(): Promise<Prices> {
  const { priceGroups, pricesOf } = await import('../../model/config/price-book.ts')
  return pricesOf(priceGroups(await readFile(BOOK, 'utf8')))
}
