import { parse } from 'yaml'
import { z } from 'zod'
import { type Prices, priceName, prices, terms } from './price.ts'

const PER = { hour: 'perHour', minute: 'perMinute', second: 'perSecond' } as const

const group = terms
  .extend({
    title: z.string(),
    region: z.string(),
    unit: z.string(),
    source: z.string(),
    increment: z.string().exactOptional(),
    minimum: z.string().exactOptional(),
    per: z.enum(['hour', 'minute', 'second']),
    note: z.string().exactOptional(),
    prices: z.record(priceName, z.number()),
  })
  .refine(({ asOf, readOn }) => (asOf ?? readOn) !== undefined, 'must have asOf or readOn')
  .transform(({ title, note = '', per, prices: amounts, ...shared }) => ({
    title,
    note,
    per,
    amounts,
    prices: prices.parse(mapAmounts(amounts, (amount) => ({ ...shared, [PER[per]]: amount }))),
  }))

const mapAmounts = (amounts: Record<string, number>, make: (amount: number) => object) =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, make(amount)]))

/** Prices of one thing that is sold: what they have in common, their amounts as written, and all of it by name. */
export type PriceGroup = z.output<typeof group>

/**
 * Reads the text of `price-book.yml`.
 *
 * @throws ZodError where the book is wrong: a mistake of ours
 */
export const priceGroups = (text: string): PriceGroup[] => z.array(group).parse(parse(text))

/** All prices of the book, by name. */
export const pricesOf = (groups: readonly PriceGroup[]): Prices =>
  Object.assign({}, ...groups.map((each) => each.prices))
