import { lnIncompleteBeta } from './incomplete-beta.ts'

/** A quantile with its interval; null at a side where the sample is too small for one. */
export interface QuantileInterval {
  value: number
  lower: number | null
  upper: number | null
}

/**
 * A quantile by nearest rank, and an interval for that of all values from which these were drawn, whatever their distribution:
 * two order statistics, of which the binomial distribution tells how likely they lie beyond it (David & Nagaraja, Order
 * Statistics, 3rd ed. 2003, section 7.1). Each side misses in at most half of what `level` leaves.
 *
 * It assumes that values are independent: of requests that wait in the same queue it is too narrow.
 *
 * @param sorted ascending, in any unit
 * @param p above 0 and below 1
 * @throws RangeError where `sorted` is empty
 */
export function quantileInterval(sorted: ArrayLike<number>, p: number, level = 0.95): QuantileInterval {
  const n = sorted.length
  if (n === 0) throw new RangeError('a quantile needs a value')
  const half = (1 - level) / 2
  // The quantile lies below the value of a rank where fewer than so many values do, and above it where so many do.
  const isBelow = (rank: number) => Math.exp(lnIncompleteBeta(1 - p, n - rank + 1, rank)) <= half
  const isAbove = (rank: number) => Math.exp(lnIncompleteBeta(p, rank, n - rank + 1)) <= half
  const at = (rank: number): number | null => sorted[rank - 1] ?? null
  return {
    value: sorted[Math.ceil(p * n) - 1] as number,
    lower: at(firstRank(n, (rank) => !isBelow(rank)) - 1),
    upper: at(firstRank(n, isAbove)),
  }
}

/** The first of the ranks 1 to n that holds, where all after it do; n + 1 where none does. */
function firstRank(n: number, holds: (rank: number) => boolean): number {
  let [low, high] = [1, n + 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
