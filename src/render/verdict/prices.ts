import { SIDES, type Side } from '../../model/record/sides.ts'
import type { BilledPrice } from '../../verdict/billing/billed-price.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { firstFew } from './numbers.ts'

const MOST_NAMED = 2

/** What bills rest on, as it stands wherever they do: nodes that nobody measured, and when prices were found. */
export const basisText = (verdicts: readonly Judged[]): string =>
  [nodesText(verdicts), agesText(verdicts.flatMap(({ gates }) => gates.cost.prices))]
    .filter(Boolean)
    .join('; ')

/** `3 nodes of spark billed for the time measured on one machine; 1 node assumed for polars`. Empty of declared single nodes. */
export function nodesText(verdicts: readonly Judged[]): string {
  const sides = verdicts.flatMap(({ subject, gates: { cost } }) =>
    SIDES.flatMap((side) => {
      const terms = cost.conditions?.[side]
      return terms ? [{ ...terms, engine: subject[side] }] : []
    }),
  )
  const several = sides.flatMap(({ nodes, isOneMachine, engine }) =>
    nodes > 1 && isOneMachine ? [`${nodes} nodes of ${engine}`] : [],
  )
  const assumed = sides.flatMap(({ areNodesAssumed, engine }) => (areNodesAssumed ? [engine] : []))
  return [
    ...(several.length > 0
      ? [`${firstFew([...new Set(several)], MOST_NAMED)} billed for the time measured on one machine`]
      : []),
    ...(assumed.length > 0 ? [`1 node assumed for ${firstFew([...new Set(assumed)], MOST_NAMED)}`] : []),
  ].join('; ')
}

const MOST_DIGITS = 6

/** `prices of 2025-03-02 (more than a year old: ec2-m6i.xlarge)`. Empty of none. */
export function agesText(prices: readonly BilledPrice[]): string {
  const days = prices.flatMap(({ asOf }) => asOf ?? []).toSorted()
  const ends = [...new Set([days[0], days.at(-1)])].filter((day) => day !== undefined)
  const named = (which: (price: BilledPrice) => boolean, what: string) => {
    const names = [...new Set(prices.filter(which).map(({ name }) => name))]
    return names.length > 0 ? [`${what}: ${firstFew(names, MOST_NAMED)}`] : []
  }
  const doubts = [
    ...named(({ isOld }) => isOld === true, 'more than a year old'),
    ...named(({ asOf, readOn }) => asOf === null && readOn === null, 'no date'),
    ...readDays(prices).flatMap((day) => named(({ readOn }) => readOn === day, `no date, read on ${day}`)),
    ...named(({ unverified }) => unverified, 'unverified'),
  ].join('; ')
  if (prices.length === 0) return ''
  return `prices${ends.length > 0 ? ` of ${ends.join(' to ')}` : ''}${doubts && ` (${doubts})`}`
}

const readDays = (prices: readonly BilledPrice[]): string[] =>
  [...new Set(prices.flatMap(({ readOn }) => readOn ?? []))].toSorted()

/** A price with all that is known of it. */
function priceText({ name, units, unit, perHour, currency, region, ...found }: BilledPrice): string {
  const amount = `${Number(perHour.toPrecision(MOST_DIGITS))} ${currency} per ${unit} and hour`
  const { source, asOf, readOn, isOld, unverified } = found
  return [
    `${name}: ${units === 1 ? '' : `${units} ${unit} at `}${amount}`,
    ...(region === null ? [] : [`region ${region}`]),
    `${foundText(asOf, readOn)}${isOld ? ', more than a year old' : ''}`,
    source === null ? 'no source' : `source: ${source}`,
    ...(unverified ? ['unverified'] : []),
  ].join('; ')
}

function foundText(asOf: string | null, readOn: string | null): string {
  if (asOf !== null) return `as of ${asOf}`
  return readOn === null ? 'no date' : `no date, read on ${readOn}`
}

/** What each side is billed by, a line a price. */
export const priceLines = ({ subject, gates }: Judged): string[] => linesOfPrices(gates.cost.prices, subject)

export const linesOfPrices = (prices: readonly BilledPrice[], engines: Record<Side, string>): string[] =>
  prices.map((price) => `Price for ${engines[price.side]}: ${priceText(price)}.`)
