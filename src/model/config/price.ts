import { z } from 'zod'
import { duration, text } from './values.ts'

export const priceName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "must be letters, digits, '.', '_' or '-', such as m6i.xlarge")

const PERIODS = ['perHour', 'perMinute', 'perSecond'] as const

/** What a node has exactly one of, if nothing else is said. */
export const NODE = 'node'

/** Region of a price that is the same in all of them. */
export const EVERYWHERE = 'global'

const amount = z
  .number({ error: 'must be a price such as 0.192' })
  .gt(0)
  .max(1_000_000, 'must be at most 1000000')

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a code such as EUR')
  .default('USD')
  .describe('Default: USD.')

/** What a price has besides its amount, here and in the price book. */
export const terms = z.strictObject({
  unit: text('what is billed, such as vCPU')
    .exactOptional()
    .describe('What is billed, such as vCPU, GB or DPU. Default: a node.'),
  leastUnits: z.number().gt(0).exactOptional().describe('Fewest units that the platform sells at a time.'),
  with: text(`the name of another price, or ${NODE}`)
    .exactOptional()
    .describe(
      `Price that has to stand beside it, because the platform never bills this one alone: its name, or ${NODE} for the price of any machine, as of a surcharge.`,
    ),
  region: text('a region such as us-east-1')
    .exactOptional()
    .describe('Region in which the price applies, or global. Default: global.'),
  currency,
  increment: duration
    .refine((seconds) => seconds !== 0, 'must be more than 0s')
    .prefault('1s')
    .describe('Billed time is rounded up to a multiple of this. Default: 1s.'),
  minimum: duration.prefault('0s').describe('Shortest billed time per run. Default: 0s.'),
  source: text('where the price was found')
    .exactOptional()
    .describe('Where the price was found; shown with the bill.'),
  asOf: z.iso
    .date('must be a date such as 2026-11-20')
    .exactOptional()
    .describe('Day on which the price was found; shown with the bill. A price older than a year is marked.'),
  readOn: z.iso
    .date('must be a date such as 2026-11-20')
    .exactOptional()
    .describe('Day on which a source without a date was read, in place of asOf; shown with the bill.'),
  unverified: z
    .boolean()
    .exactOptional()
    .describe('Whether nobody has checked the price; shown with the bill. Default: false.'),
})

const price = terms
  .extend({
    perHour: amount.exactOptional().describe('Price of one unit per hour.'),
    perMinute: amount.exactOptional().describe('Price of one unit per minute, in place of perHour.'),
    perSecond: amount.exactOptional().describe('Price of one unit per second, in place of perHour.'),
  })
  .refine(
    (written) => PERIODS.filter((period) => written[period] !== undefined).length === 1,
    'must have one of perHour, perMinute and perSecond',
  )
  .refine(
    ({ asOf, readOn }) => asOf === undefined || readOn === undefined,
    'must have one of asOf and readOn: the date of the source, or the day on which one without a date was read',
  )
  .transform(({ perHour, perMinute, perSecond, increment, minimum, ...rest }) => ({
    ...rest,
    perHour: perHour ?? 60 * (perMinute ?? 60 * (perSecond ?? 0)),
    incrementSeconds: increment,
    minimumSeconds: minimum,
  }))
  .meta({ id: 'price', description: 'A price that a platform bills, with its billing rule.' })

export const prices = z.record(priceName, price)

/** Prices by name, with their defaults filled in. */
export type Prices = z.output<typeof prices>
