import { SIDES, type Side } from '../../model/record/sides.ts'
import { formatDuration } from '../../model/units/duration.ts'
import type { BilledPrice } from '../../verdict/billing/billed-price.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { agesText, priceText } from './listed-prices.ts'
import { firstFew } from './numbers.ts'

const MOST_NAMED = 2

const INCREMENTS = new Map([
  [1, 'the second'],
  [60, 'the minute'],
  [3600, 'the hour'],
])

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

/** What each side is billed by, a line a price. */
export const priceLines = ({ subject, gates }: Judged): string[] => linesOfPrices(gates.cost.prices, subject)

export const linesOfPrices = (prices: readonly BilledPrice[], engines: Record<Side, string>): string[] =>
  prices.map((price) => `Price for ${engines[price.side]}: ${priceText(price)}; ${ruleText(price)}.`)

/** `billed by the second, at least 1 min`: what is needed to work a bill out again. */
function ruleText({
  incrementSeconds,
  minimumSeconds,
}: Pick<BilledPrice, 'incrementSeconds' | 'minimumSeconds'>): string {
  const rule = `billed by ${INCREMENTS.get(incrementSeconds) ?? formatDuration(incrementSeconds)}`
  return minimumSeconds > incrementSeconds ? `${rule}, at least ${formatDuration(minimumSeconds)}` : rule
}
