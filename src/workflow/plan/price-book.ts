import { readFile } from 'node:fs/promises'
import type { Prices } from '../../model/config/price.ts'

const BOOK = new URL('../../model/config/price-book.yml', import.meta.url)

/** Prices that a configuration may name without declaring them, by name. Without platforms it names none. */
export async function priceBookFor(text: string): Promise<Prices> {
  if (!text.includes('platforms')) return {}
  const { priceGroups, pricesOf } = await import('../../model/config/price-book.ts')
  return pricesOf(priceGroups(await readFile(BOOK, 'utf8')))
}
