import { z } from 'zod'
import { own } from './own.ts'
import { duration, mapEntries, memory, text } from './values.ts'

const priceName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "must be letters, digits, '.', '_' or '-', such as m6i.xlarge")

const price = z
  .strictObject({
    perHour: z
      .number({ error: 'must be a price such as 0.192' })
      .gt(0)
      .max(1_000_000, 'must be at most 1000000')
      .describe('Price of one unit per hour.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a code such as EUR')
      .default('USD')
      .describe('Default: USD.'),
    increment: duration
      .refine((seconds) => seconds !== 0, 'must be more than 0s')
      .prefault('1s')
      .describe('Billed time is rounded up to a multiple of this. Default: 1s.'),
    minimum: duration.prefault('0s').describe('Shortest billed time per run. Default: 0s.'),
    source: text('where the price was found')
      .exactOptional()
      .describe('Where the price was found, for reviewers.'),
    asOf: z.iso
      .date('must be a date such as 2026-11-20')
      .exactOptional()
      .describe('Day on which the price was found.'),
  })
  .transform(({ perHour, currency, increment, minimum }) => ({
    perHour,
    currency,
    incrementSeconds: increment,
    minimumSeconds: minimum,
  }))
  .meta({ id: 'price', description: 'A price that a platform bills, with its billing rule.' })

export const prices = z.record(priceName, price)

export const platform = z
  .strictObject({
    price: z
      .union([priceName, z.array(priceName).min(1)], {
        error: 'must name an entry of prices:, or a list of them',
      })
      .exactOptional()
      .describe('Entry of prices: that bills a node; several, such as machine and surcharge, are added up.'),
    nodes: z.int().min(1).max(100_000).default(1).describe('Nodes that run at once. Default: 1.'),
    node: z.string().exactOptional().describe('Type of a node, shown with its memory.'),
    memory: memory
      .exactOptional()
      .describe('Memory of a node, for the capacity gate. Default: the memory limit of the measured runs.'),
    startup: duration.prefault('0s').describe('Time that is billed before the work begins, such as 90s.'),
    idle: duration.prefault('0s').describe('Time that is billed after the work has ended, such as 10min.'),
  })
  .transform(({ memory, startup, idle, ...rest }) => ({
    ...rest,
    ...(memory !== undefined && { memoryBytes: memory }),
    startupSeconds: startup,
    idleSeconds: idle,
  }))
  .meta({ id: 'platform', description: 'Where the engine runs in production, for its cost and capacity.' })

type Prices = z.output<typeof prices>
type WrittenPlatform = z.output<typeof platform>

/** What one thing costs that a platform bills: a machine, a surcharge on it, a runner's minutes. */
export type Price = Prices[string] & { name: string }

/** Where an engine runs in production, with all prices that are billed for each node: none where none is declared. */
export type Platform = Omit<WrittenPlatform, 'price'> & { prices: Price[] }

/** Platforms by engine, with the prices that they name. */
export const withPrices = (
  platforms: Record<string, WrittenPlatform>,
  known: Prices,
): Record<string, Platform> =>
  mapEntries(platforms, (_, { price: named = [], ...platform }) => ({
    ...platform,
    prices: [named].flat().flatMap((name) => (known[name] ? [{ name, ...known[name] }] : [])),
  }))

/** Where an engine runs in production, as far as that is declared. */
export const platformOf = (
  { platforms }: { platforms: Record<string, Platform> },
  engine: string,
): Platform | undefined => own(platforms, engine)
