import type { Policy } from '../../config/policy.ts'
import type { Comparison, Frame } from '../../evidence/comparison.ts'
import { dependenceInflation } from '../../statistics/autocorrelation.ts'
import { averageByDays, type Dated } from '../../statistics/average-days.ts'
import { type Decision, decide } from '../../statistics/decision.ts'
import { comparisonAgainstLimit, comparisonDifference } from '../../statistics/difference.ts'
import { mean } from '../../statistics/sample.ts'
import type { JudgedBound } from '../verdict.ts'

/** One bound that the candidate is held against, with its observations in natural logs. */
export interface Bound {
  what: JudgedBound['what']
  /** As declared: a ratio, or seconds. */
  asked: number
  /** ln of what x is held against. */
  ln: number
  x: number[]
  /** Its share of the level. */
  alpha: number
  /** What makes the interval wider for the dependence of neighbouring days. */
  inflation: number
  decision: Decision
}

/** The margin on candidate/baseline, «not slower» where nothing is declared, and the limit in minutes. */
export function boundsOf(
  comparisons: readonly Comparison[],
  { margins, limitMinutes }: Pick<Policy, 'margins' | 'limitMinutes'>,
  { judged, averageDays }: Frame,
  level: number,
): Bound[] {
  const observed = (measure: (comparison: Comparison) => number | { value: null }): number[] => {
    const dated = comparisons.flatMap((comparison): Dated[] => {
      const value = hasTime(comparison, judged) ? measure(comparison) : null
      return typeof value === 'number' ? [{ when: comparison.when, value }] : []
    })
    return averageByDays(dated, averageDays).x
  }
  const margin = margins[judged] ?? (limitMinutes === null ? 1 : null)
  const alpha = margin !== null && limitMinutes !== null ? level / 2 : level
  const bounds: Bound[] = []
  if (margin !== null) {
    const x = observed(({ blocks }) => comparisonDifference(blocks[judged]))
    bounds.push({ what: 'ratio', asked: margin, ...judgedAt(x, Math.log(margin), alpha) })
  }
  if (limitMinutes !== null) {
    const x = observed(({ blocks }) => comparisonAgainstLimit(blocks[judged], limitMinutes * 60_000))
    bounds.push({ what: 'limit', asked: limitMinutes * 60, ...judgedAt(x, 0, alpha) })
  }
  return bounds
}

/** Where a trial of the candidate failed, those that went well are no fair half. */
export const hasTime = ({ candidate, blocks }: Comparison, judged: Frame['judged']): boolean =>
  candidate.failures === 0 && blocks[judged].some((block) => block.candidate.length > 0)

/** Days depend on each other, which an interval for independent ones would not survive: see docs/statistics.md. */
function judgedAt(x: number[], ln: number, alpha: number): Omit<Bound, 'what' | 'asked'> {
  const inflation = dependenceInflation(x)
  return { ln, x, alpha, inflation, decision: decide(x, ln, alpha, inflation) }
}

/** A bound as it is shown: in its own unit, no interval where nothing is excluded. */
export function judgedBound({ what, asked, x, decision }: Bound): JudgedBound {
  const unit = what === 'ratio' ? 1 : asked
  const { lower, upper } = decision.interval
  const isBounded = Number.isFinite(lower) && Number.isFinite(upper)
  return {
    what,
    asked,
    n: x.length,
    value: x.length > 0 ? unit * Math.exp(mean(x)) : null,
    interval: isBounded ? { lower: unit * Math.exp(lower), upper: unit * Math.exp(upper) } : null,
    state: decision.outcome,
    byValue: decision.basis === 'value',
  }
}
