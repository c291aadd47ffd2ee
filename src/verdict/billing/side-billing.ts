import type { Platform } from '../../model/config/platforms.ts'
import type { Billed } from '../../model/record/billed.ts'
import type { Side } from '../../model/record/sides.ts'
import { billOf } from '../../pricing/bill.ts'
import { mean } from '../../statistics/sample.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import { timesOfSide } from '../speed/observed.ts'

/** How the runs of one side are billed. */
export interface SideBilling {
  currency: string
  /** Whose figures the bills are; null where list prices make them of the times. */
  source: string | null
  /** Whether prices made the bills of what was billed, as of unit-hours. */
  isPriced: boolean
  /** Comparisons whose run was billed, of how many: the bills are used where all were. */
  billed: number
  of: number
  /** What a run of one comparison costs, in the currency: of several trials, the mean of their bills. */
  billOf(comparison: Comparison): number
}

/**
 * What the platform billed, where it says so of all these comparisons, else list prices.
 *
 * @param comparisons those with times on both sides
 * @returns null where neither is known, and of services, which are billed for as long as they run, whatever they are asked
 */
export function sideBilling(
  comparisons: readonly Comparison[],
  side: Side,
  platform: Platform | undefined,
  judged: Frame['judged'],
): SideBilling | null {
  if (judged === 'p95') return null
  const amounts = new Map(comparisons.map((each) => [each, amountOf(each.billed[side], platform)]))
  const known = [...amounts.values()].filter((each) => each !== null)
  const counts = { billed: known.length, of: comparisons.length }
  const [first] = known
  const isAll = first && known.length === comparisons.length
  if (isAll && known.every(({ currency }) => currency === first.currency))
    return {
      ...{ ...counts, currency: first.currency, source: sourceOf(comparisons, side) },
      isPriced: comparisons.some(({ billed }) => billed[side]?.amount === null),
      billOf: (comparison) => amounts.get(comparison)?.value ?? Number.NaN,
    }
  const [price] = platform?.prices ?? []
  if (!platform || !price) return null
  return {
    ...{ ...counts, currency: price.currency, source: null, isPriced: true },
    billOf: (each) => mean(timesOfSide(each, judged, side).map((ms) => billOf(platform, ms / 1000))),
  }
}

const sourceOf = (comparisons: readonly Comparison[], side: Side): string =>
  [...new Set(comparisons.flatMap(({ billed }) => billed[side]?.source ?? []))].join('; ')

/** The amount, or the usage at the platform's prices of those units; null where a price is missing, or nothing was billed. */
function amountOf(billed: Billed | null, platform: Platform | undefined) {
  if (!billed) return null
  if (billed.amount) return billed.amount.value > 0 ? billed.amount : null
  const used = billed.usage.filter(({ hours }) => hours > 0)
  const priced = used.flatMap(({ unit, hours }) => {
    const price = platform?.prices.find((each) => each.unit === unit)
    return price ? [{ value: hours * price.perHour, currency: price.currency }] : []
  })
  const [first] = priced
  if (!first || priced.length < used.length) return null
  return { value: priced.reduce((sum, { value }) => sum + value, 0), currency: first.currency }
}
