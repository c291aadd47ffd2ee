import type { Platform, Price } from '../../pricing/bill.ts'
import { parseBytes } from '../units/bytes.ts'
import { parseDuration } from '../units/duration.ts'
import { DEFAULT_CURRENCY } from './platform-schema.ts'
import type { RawConfig, RawJob } from './schema.ts'

type RawPlatforms = NonNullable<NonNullable<RawJob['policy']>['platforms']>
type RawPrices = NonNullable<RawConfig['prices']>

/** Where each engine of a job runs in production, by engine, with the prices that are billed there. */
export const toPlatforms = (platforms: RawPlatforms = {}, prices: RawPrices = {}): Record<string, Platform> =>
  Object.fromEntries(
    Object.entries(platforms).map(([engine, { price = [], nodes = 1, node, memory, startup, idle }]) => {
      const memoryBytes = memory === undefined ? undefined : parseBytes(memory)
      const platform: Platform = {
        prices: [price].flat().flatMap((name) => toPrice(name, prices[name])),
        nodes,
        ...(node !== undefined && { node }),
        ...(memoryBytes !== undefined && { memoryBytes }),
        startupSeconds: seconds(startup, 0),
        idleSeconds: seconds(idle, 0),
      }
      return [engine, platform]
    }),
  )

/** Where an engine runs in production, as far as that is declared. */
export const platformOf = (
  { platforms }: { platforms: Record<string, Platform> },
  engine: string,
): Platform | undefined => (Object.hasOwn(platforms, engine) ? platforms[engine] : undefined)

const toPrice = (name: string, raw: RawPrices[string] | undefined): Price[] =>
  raw === undefined
    ? []
    : [
        {
          name,
          perHour: raw.perHour,
          currency: raw.currency ?? DEFAULT_CURRENCY,
          incrementSeconds: seconds(raw.increment, 1),
          minimumSeconds: seconds(raw.minimum, 0),
        },
      ]

const seconds = (text: string | undefined, otherwise: number): number =>
  (text === undefined ? undefined : parseDuration(text)) ?? otherwise
