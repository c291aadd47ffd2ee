import type { z } from 'zod'
import { didYouMean, nearestFew } from '../../text/nearest.ts'
import { dayAfter } from '../units/day.ts'
import type { job } from './job-schema.ts'
import { own } from './own.ts'
import { type platform, referencesOf } from './platforms.ts'
import { EVERYWHERE, NODE, type Prices } from './price.ts'

type WrittenJob = z.output<typeof job>
type WrittenPlatform = z.output<typeof platform>
type Reference = ReturnType<typeof referencesOf>[number]

/** What is wrong at a key. */
export interface Problem {
  path: string[]
  message: string
}

/** Platforms and days of no engine, prices that nobody knows or that don't fit, and currencies that can't be divided by each other. */
export function platformProblems(
  at: string[],
  { engines, policy }: Pick<WrittenJob, 'engines' | 'policy'>,
  known: Prices,
): Problem[] {
  const platforms = Object.entries(policy.platforms ?? {})
  const path = [...at, 'platforms']
  return [
    ...unknownEngines(path, policy.platforms ?? {}, engines),
    ...unknownEngines([...at, 'migration', 'daysTo'], policy.migration?.daysTo ?? {}, engines),
    ...platforms.flatMap(([engine, each]) => {
      const references = referencesOf(each)
      const ofEach = references.flatMap((reference) => referenceProblems(reference, each, known))
      const ofAll = [...sumProblems(references, known), ...incompleteBills(references, known)]
      return [...ofEach, ...ofAll].map((message) => ({
        path: [...path, engine, 'price'],
        message,
      }))
    }),
    ...currencyProblems(at, policy, known),
  ]
}

function unknownEngines(path: string[], byEngine: object, engines: object): Problem[] {
  const known = Object.keys(engines)
  return Object.keys(byEngine)
    .filter((engine) => !known.includes(engine))
    .map((engine) => ({
      path: [...path, engine],
      message: `is not an engine of the job${didYouMean(engine, known)}. It has ${known.join(', ')}`,
    }))
}

/** Prices found on a day that has begun nowhere yet: east of Greenwich, it is tomorrow already. */
export const dateProblems = (prices: Prices, today: string): Problem[] =>
  Object.entries(prices).flatMap(([name, price]) =>
    (['asOf', 'readOn'] as const).flatMap((key) => {
      const day = price[key]
      return day === undefined || day <= dayAfter(today, 1)
        ? []
        : [
            {
              path: ['prices', name, key],
              message: `is ${day}, a day to come. Write the day on which the price was found`,
            },
          ]
    }),
  )

const MOST_NEAR = 3

/** What keeps a price from billing a node of a platform. */
function referenceProblems(
  { name, units }: Reference,
  { region, nodes }: Pick<WrittenPlatform, 'region' | 'nodes'>,
  known: Prices,
): string[] {
  const found = own(known, name)
  if (!found) return [unknownPrice(name, Object.keys(known))]
  const { unit = NODE, leastUnits = 0, ...price } = found
  const problems: string[] = []
  if (units === undefined && unit !== NODE)
    problems.push(
      `names '${name}', which is billed by ${unit}. Say how many a node has: { name: ${name}, units: 4 }`,
    )
  if (units !== undefined && units > 0 && units * nodes < leastUnits)
    problems.push(
      `has ${units * nodes} ${unit} of '${name}', which sells at least ${leastUnits}. Set units: of a node, or nodes:, to make up ${leastUnits} or more`,
    )
  if (region !== undefined && ![undefined, EVERYWHERE, region].includes(price.region))
    problems.push(
      `names '${name}', a price of region ${price.region}, for region ${region}. Declare the price of ${region} in prices:`,
    )
  return problems
}

/** What keeps prices from adding up to one node's. */
function sumProblems(references: readonly Reference[], known: Prices): string[] {
  const names = references.map(({ name }) => name)
  const twice = new Set(names.filter((name, index) => names.indexOf(name) < index))
  const regions = new Set(names.flatMap((name) => own(known, name)?.region ?? []))
  regions.delete(EVERYWHERE)
  return [
    ...[...twice].map((name) => `names '${name}' twice. Name it once; units: says how many a node has`),
    ...(regions.size > 1
      ? [
          `adds up prices of several regions (${[...regions].join(', ')}), but a node is in one. Use prices of one region`,
        ]
      : []),
  ]
}

/** Prices that are never billed alone, such as a surcharge or vCPUs, without what they are billed beside. */
function incompleteBills(references: readonly Reference[], known: Prices): string[] {
  const named = references.flatMap(({ name }) => {
    const price = own(known, name)
    return price ? [{ name, price }] : []
  })
  return named.flatMap(({ name, price: { with: beside, region } }) => {
    if (beside === undefined) return []
    if (beside !== NODE)
      return named.some((each) => each.name === beside)
        ? []
        : [`names '${name}', which is never billed alone, without '${beside}'. Add it`]
    if (named.some(({ price }) => isMachine(price))) return []
    const machines = Object.entries(known).filter(
      ([, each]) => isMachine(each) && (region === undefined || each.region === region),
    )
    const [nearest] = nearestFew(
      name,
      machines.map(([machine]) => machine),
      1,
    )
    const example = nearest === undefined ? '' : `, such as '${nearest}'`
    return [`names '${name}', a surcharge on a machine, without the machine's price${example}. Add it`]
  })
}

/** What a whole node is billed by, and not what comes on top of it. */
const isMachine = ({ unit = NODE, with: beside }: Prices[string]): boolean =>
  unit === NODE && beside === undefined

function unknownPrice(name: string, known: readonly string[]): string {
  const near = nearestFew(name, known, MOST_NEAR)
  const hint = near.length > 0 ? `Nearest: ${near.join(', ')}. ` : ''
  return `names the unknown price '${name}'. ${hint}Declare it in prices:, or use one of docs/prices.md`
}

/** Amounts that are divided by or subtracted from each other. */
function currencyProblems(
  at: string[],
  { platforms = {}, migration }: WrittenJob['policy'],
  known: Prices,
): Problem[] {
  const named = Object.values(platforms)
    .flatMap(referencesOf)
    .flatMap(({ name }) => own(known, name) ?? [])
  const currencies = [...new Set(named.map(({ currency }) => currency))]
  const list = currencies.join(', ')
  if (currencies.length > 1)
    return [
      {
        path: [...at, 'platforms'],
        message: `mixes currencies (${list}). Use one for all bills of a job: nothing is converted`,
      },
    ]
  return migration === undefined || currencies.length === 0 || currencies.includes(migration.currency)
    ? []
    : [
        {
          path: [...at, 'migration'],
          message: `is in ${migration.currency}, but prices are in ${list}. Set migration: { currency: ${list} }, or use other prices: nothing is converted`,
        },
      ]
}
