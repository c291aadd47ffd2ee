import type { ListedPrice } from '../../pricing/listed-price.ts'
import { firstFew } from './numbers.ts'

const MOST_NAMED = 2
const MOST_DIGITS = 6

/** `prices of 2025-03-02 (more than a year old: ec2-m6i.xlarge)`. Empty of none. */
export function agesText(prices: readonly ListedPrice[]): string {
  const days = prices.flatMap(({ asOf }) => asOf ?? []).toSorted()
  const ends = [...new Set([days[0], days.at(-1)])].filter((day) => day !== undefined)
  const named = (which: (price: ListedPrice) => boolean, what: string) => {
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

const readDays = (prices: readonly ListedPrice[]): string[] =>
  [...new Set(prices.flatMap(({ readOn }) => readOn ?? []))].toSorted()

/** A price with all that is known of it. */
export function priceText({ name, units, unit, perHour, currency, region, ...found }: ListedPrice): string {
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
