import { z } from 'zod'
import { carbon } from './carbon.ts'
import { own } from './own.ts'
import { type Prices, priceName } from './price.ts'
import { duration, mapEntries, memory, text } from './values.ts'

const priceReference = z.union([
  priceName,
  z.strictObject({
    name: priceName.describe('Name of the price.'),
    units: z.number().gt(0).max(100_000).describe('Units that a node has, such as 4 vCPU or 0.76 DBU.'),
  }),
])

export const platform = z
  .strictObject({
    price: z
      .union([priceReference, z.array(priceReference).min(1)], {
        error:
          'must name a price, as m6i.xlarge or { name: fargate-x86-vcpu, units: 4 }, or be a list of them',
      })
      .exactOptional()
      .describe(
        'Price that bills a node, of prices: or of the price book; several, such as machine and surcharge, are added up.',
      ),
    region: text('a region such as us-east-1')
      .exactOptional()
      .describe('Region that it runs in. Prices of another region are a mistake.'),
    nodes: z
      .int()
      .min(1)
      .max(100_000)
      .exactOptional()
      .describe('Nodes that run at once. Default: 1, shown as assumed.'),
    driverNodes: z
      .number()
      .gt(0)
      .max(1000)
      .exactOptional()
      .describe(
        'Nodes that the driver of a cluster is billed as: 2 where it has twice the cores and memory of a worker. Default: 1.',
      ),
    node: z.string().exactOptional().describe('Type of a node, shown with its memory.'),
    memory: memory
      .exactOptional()
      .describe('Memory of a node, for the capacity gate. Default: the memory limit of the measured runs.'),
    carbon: carbon.exactOptional(),
    startup: duration
      .exactOptional()
      .describe('Time that is billed before the work begins, such as 90s. Default: 0s.'),
    idle: duration.prefault('0s').describe('Time that is billed after the work has ended, such as 10min.'),
  })
  .refine(
    ({ nodes, driverNodes }) => nodes === undefined || driverNodes === undefined,
    'has nodes: and driverNodes:. Keep one: nodes: counts the driver too',
  )
  .transform(({ nodes, memory, startup, idle, ...rest }) => ({
    ...rest,
    nodes: nodes ?? 1,
    ...(nodes === undefined && { areNodesAssumed: true as const }),
    ...(memory !== undefined && { memoryBytes: memory }),
    startupSeconds: startup ?? 0,
    ...(startup !== undefined && { isStartupDeclared: true as const }),
    idleSeconds: idle,
  }))
  .meta({ id: 'platform', description: 'Where the engine runs in production, for its cost and capacity.' })

type WrittenPlatform = z.output<typeof platform>

/** What one thing costs that a platform bills: a machine, a surcharge on it, a runner's minutes. */
export type Price = Prices[string] & {
  name: string
  /** Of which a node has so many; absent: one. */
  units?: number
}

/** Where an engine runs in production, with all prices that are billed for each node: none where none is declared. */
export type Platform = Omit<WrittenPlatform, 'price'> & { prices: Price[] }

/** The prices that a platform names, with the units where they are written. */
export const referencesOf = ({
  price = [],
}: Pick<WrittenPlatform, 'price'>): { name: string; units?: number }[] =>
  [price].flat().map((each) => (typeof each === 'string' ? { name: each } : each))

/** Platforms by engine, with the prices that they name. */
export const withPrices = (
  platforms: Record<string, WrittenPlatform>,
  known: Prices,
): Record<string, Platform> =>
  mapEntries(platforms, (_, { price = [], ...platform }) => ({
    ...platform,
    prices: referencesOf({ price }).flatMap((each) => {
      const found = own(known, each.name)
      return found ? [{ ...found, ...each }] : []
    }),
  }))

/** Where an engine runs in production, as far as that is declared. */
export const platformOf = (
  { platforms }: { platforms: Record<string, Platform> },
  engine: string,
): Platform | undefined => own(platforms, engine)
