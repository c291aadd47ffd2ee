import { firstSize, sizesBetween } from './bracket.ts'
import { fitVariance, type Growth, valueAt } from './growth.ts'
import { halfWidthOf } from './prediction.ts'

/** What both engines cost at one size, in the same unit: geometric means of seconds, or of money. */
export interface CostAtSize {
  /** Bytes. */
  size: number
  baseline: number
  candidate: number
}

/** The size at which both would cost the same, between two measured ones, or why none can be named. */
export type Crossover =
  | {
      value: number
      /** Measured sizes around it. */
      between: [number, number]
      /** 95 %: where both could cost the same; an end is null where it lies beyond the measured sizes. Null of means alone. */
      interval: { lower: number | null; upper: number | null } | null
      cheaperAbove: Side
    }
  | { value: null; reason: 'one-size' | 'candidate-cheaper' | 'baseline-cheaper' | 'crosses-again' | 'equal' }

type Side = 'baseline' | 'candidate'

/**
 * Where the cheaper engine changes: only between two measured sizes, never beyond. Between these both costs are straight
 * lines of size, as in the capacity fit, so that the crossing is exact where cost = a + b·size.
 *
 * @param points sizes in any order; a size that occurs twice is a bug of the caller
 * @returns value and between in bytes; null where one engine is cheaper at all sizes, where there is a single size, or
 * where the sign changes more than once, which noise does and growth hardly
 * @throws RangeError where a size repeats or a number is not finite
 */
export function crossover(points: readonly CostAtSize[]): Crossover {
  const sorted = points.toSorted((a, b) => a.size - b.size)
  if (new Set(sorted.map(({ size }) => size)).size < sorted.length) throw new RangeError('a size repeats')
  if (!sorted.every((point) => Object.values(point).every(Number.isFinite)))
    throw new RangeError('sizes and costs are finite numbers')
  if (sorted.length < 2) return { value: null, reason: 'one-size' }
  // A tie is on neither side: it belongs to the change around it.
  const sided = sorted.filter(({ baseline, candidate }) => baseline !== candidate)
  const [first] = sided
  if (!first) return { value: null, reason: 'equal' }
  const changes = sided.slice(1).flatMap((right, i) => {
    const left = sided[i] as CostAtSize
    return excess(left) * excess(right) < 0 ? [{ left, right }] : []
  })
  const [change] = changes
  if (!change) return { value: null, reason: excess(first) < 0 ? 'candidate-cheaper' : 'baseline-cheaper' }
  if (changes.length > 1) return { value: null, reason: 'crosses-again' }
  const { left, right } = change
  const tie = sorted.find(
    ({ size, ...costs }) => size > left.size && size < right.size && excess(costs) === 0,
  )
  return {
    value: tie?.size ?? crossing(left, right),
    between: [left.size, right.size],
    interval: null,
    cheaperAbove: excess(right) < 0 ? 'candidate' : 'baseline',
  }
}

/**
 * The same by the fits of both engines, with its interval: the sizes around the crossing at which the difference of the fits
 * may be 0 (Fieller, Journal of the RSS B 16, 1954, for fits of any shape).
 */
export function crossoverOfFits(baseline: Growth, candidate: Growth): Crossover {
  const [from, to] = [
    Math.max(baseline.smallest, candidate.smallest),
    Math.min(baseline.largest, candidate.largest),
  ]
  if (from >= to) return { value: null, reason: 'one-size' }
  const excessAt = (size: number) => valueAt(candidate, size) - valueAt(baseline, size)
  const signs = sizesBetween(from, to)
    .map((size) => Math.sign(excessAt(size)))
    .filter((sign) => sign !== 0)
  const changes = signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length
  const first = signs[0] ?? 0
  if (changes === 0)
    return {
      value: null,
      reason: first === 0 ? 'equal' : first < 0 ? 'candidate-cheaper' : 'baseline-cheaper',
    }
  if (changes > 1) return { value: null, reason: 'crosses-again' }
  const value = firstSize(from, to, (size) => Math.sign(excessAt(size)) !== first) ?? to
  const isClear = (size: number) => Math.abs(excessAt(size)) > uncertainty(baseline, candidate, size)
  return {
    value,
    between: [from, to],
    interval: {
      lower: firstSize(value, from, isClear) ?? null,
      upper: firstSize(value, to, isClear) ?? null,
    },
    cheaperAbove: first > 0 ? 'candidate' : 'baseline',
  }
}

const uncertainty = (baseline: Growth, candidate: Growth, size: number): number =>
  halfWidthOf(
    [baseline, candidate].map((fit) => ({ variance: fitVariance(fit, size), degrees: fit.degrees })),
  )

const excess = ({ baseline, candidate }: Omit<CostAtSize, 'size'>) => candidate - baseline

const crossing = (left: CostAtSize, right: CostAtSize) =>
  left.size + ((right.size - left.size) * excess(left)) / (excess(left) - excess(right))
