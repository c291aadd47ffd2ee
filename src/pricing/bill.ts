/** What one thing costs that a platform bills: a machine, a surcharge on it, a runner's minutes. */
export interface Price {
  name: string
  /** In `currency`, an hour of one. */
  perHour: number
  /** ISO 4217 code: `USD`. */
  currency: string
  /** Time is rounded up to whole ones of it. */
  incrementSeconds: number
  /** The least that is billed of one run. */
  minimumSeconds: number
}

/** Where an engine runs in production, and what is billed there. */
export interface Platform {
  /** All of them are billed for each node; none where nobody declared any. */
  prices: Price[]
  /** Nodes that run at once. */
  nodes: number
  /** Type of a node, for people. */
  node?: string
  /** Memory of a node; undefined where it isn't declared. */
  memoryBytes?: number
  /** Billed before and after what was measured. */
  startupSeconds: number
  idleSeconds: number
}

/** What a mean of logarithms adds to a whole number of seconds begins no new increment. */
const NOISE = 1e-9

/** Seconds that are billed of a run: at least the minimum, rounded up to whole increments. */
export function billedSeconds(
  { incrementSeconds, minimumSeconds }: Pick<Price, 'incrementSeconds' | 'minimumSeconds'>,
  seconds: number,
): number {
  if (!(seconds >= 0)) throw new RangeError(`a run of ${seconds} s cannot be billed`)
  const begun = Math.ceil((seconds / incrementSeconds) * (1 - NOISE))
  return Math.max(minimumSeconds, begun * incrementSeconds)
}

/**
 * What one run costs: for each node and price, its billed time with start-up and idle time.
 *
 * @param seconds measured time of the run
 * @returns in the platform's currency
 * @throws RangeError where seconds are negative or no number
 */
export function billOf({ prices, nodes, startupSeconds, idleSeconds }: Platform, seconds: number): number {
  const rented = startupSeconds + seconds + idleSeconds
  const perNode = prices.map((price) => (price.perHour * billedSeconds(price, rented)) / 3600)
  return nodes * perNode.reduce((sum, each) => sum + each, 0)
}
