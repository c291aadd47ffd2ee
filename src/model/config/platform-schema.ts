import { z } from 'zod'
import { parseDuration } from '../units/duration.ts'
import { duration, memory, text } from './values.ts'

export const DEFAULT_CURRENCY = 'USD'

const priceName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "must be letters, digits, '.', '_' or '-', such as m6i.xlarge")

const price = z
  .strictObject({
    perHour: z
      .number({ error: 'must be a price such as 0.192' })
      .gt(0)
      .max(1_000_000, 'must be at most 1000000')
      .describe('Price of an hour of one.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a code such as EUR')
      .optional()
      .describe('Default: USD.'),
    increment: duration
      .refine((value) => parseDuration(value) !== 0, 'must be more than 0s')
      .optional()
      .describe('Time is rounded up to whole ones of it. Default: 1s.'),
    minimum: duration.optional().describe('The least time that is billed of a run. Default: 0s.'),
    source: text('where the price was found').optional().describe('Where it was found, for who checks it.'),
    asOf: z.iso.date('must be a date such as 2026-11-20').optional().describe('Day on which it was found.'),
  })
  .meta({ id: 'price', description: 'What one thing costs that a platform bills, and by which rule.' })

export const prices = z.record(priceName, price)

export const platform = z
  .strictObject({
    price: z
      .union([priceName, z.array(priceName).min(1)], {
        error: 'must name an entry of prices:, or a list of them',
      })
      .optional()
      .describe('Entry of prices: that bills a node; several, such as machine and surcharge, are added up.'),
    nodes: z.int().min(1).max(100_000).optional().describe('Nodes that run at once. Default: 1.'),
    node: z.string().optional().describe('Type of a node, shown with its memory.'),
    memory: memory
      .optional()
      .describe('Memory of a node, which capacity is judged by. Default: the limits it was measured with.'),
    startup: duration.optional().describe('Time that is billed before the work begins, such as 90s.'),
    idle: duration.optional().describe('Time that is billed after the work has ended, such as 10min.'),
  })
  .meta({ id: 'platform', description: 'Where the engine runs in production, for its cost and capacity.' })

type Prices = z.infer<typeof prices>
type RawPlatform = z.infer<typeof platform>

interface JobWithPlatforms {
  engines: object
  policy?: { platforms?: Record<string, RawPlatform> | undefined } | undefined
}

interface Problem {
  path: string[]
  message: string
}

/** Platforms of no engine, prices that are nowhere declared, and currencies that can't be divided by each other. */
export function platformProblems(known: Prices, jobs: Readonly<Record<string, JobWithPlatforms>>): Problem[] {
  return Object.entries(jobs).flatMap(([job, { engines, policy }]) => {
    const platforms = Object.entries(policy?.platforms ?? {})
    const at = ['jobs', job, 'policy', 'platforms']
    return [
      ...platforms.flatMap(([engine]) => unknownEngine([...at, engine], engine, engines)),
      ...platforms.flatMap(([engine, each]) => unknownPrices([...at, engine, 'price'], each, known)),
      ...severalCurrencies(
        at,
        platforms.map(([, each]) => each),
        known,
      ),
    ]
  })
}

const unknownEngine = (path: string[], engine: string, engines: object): Problem[] =>
  Object.hasOwn(engines, engine)
    ? []
    : [{ path, message: `names no engine of the job (it has ${Object.keys(engines).join(', ')})` }]

const unknownPrices = (path: string[], { price: named = [] }: RawPlatform, known: Prices): Problem[] =>
  [named]
    .flat()
    .filter((each) => !Object.hasOwn(known, each))
    .map((each) => ({
      path,
      message: `names no price '${each}' (prices: has ${Object.keys(known).join(', ') || 'none'})`,
    }))

function severalCurrencies(path: string[], platforms: RawPlatform[], known: Prices): Problem[] {
  const named = new Set(platforms.flatMap(({ price: names = [] }) => names))
  const priced = Object.entries(known).filter(([each]) => named.has(each))
  const currencies = [...new Set(priced.map(([, { currency = DEFAULT_CURRENCY }]) => currency))]
  const message = `is in several currencies (${currencies.join(', ')}): the bills of a job need one`
  return currencies.length > 1 ? [{ path, message }] : []
}
