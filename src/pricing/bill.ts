import type { Platform, Price } from '../model/config/platforms.ts'

/** What a mean of logarithms adds to a whole number of seconds begins no new increment. */
const NOISE = 1e-9

/** Seconds that are billed of a run: at least the minimum, rounded up to whole increments. */
function billedSeconds(
  { incrementSeconds, minimumSeconds }: Pick<Price, 'incrementSeconds' | 'minimumSeconds'>,
  seconds: number,
): number {
  if (!(seconds >= 0)) throw new RangeError(`a run of ${seconds} s cannot be billed`)
  const begun = Math.ceil((seconds / incrementSeconds) * (1 - NOISE))
  return Math.max(minimumSeconds, begun * incrementSeconds)
}

/**
 * What one run costs: for each node and price, its billed time with start-up and idle time, times the node's units.
 *
 * @param seconds measured time of the run
 * @returns in the platform's currency
 * @throws RangeError where seconds are negative or no number
 */
export function billOf({ prices, nodes, startupSeconds, idleSeconds }: Platform, seconds: number): number {
  const rented = startupSeconds + seconds + idleSeconds
  const perNode = prices.map(
    ({ units = 1, ...price }) => (units * price.perHour * billedSeconds(price, rented)) / 3600,
  )
  return nodes * perNode.reduce((sum, each) => sum + each, 0)
}
