import type { Policy } from '../../config/policy.ts'
import { type Comparison, type Frame, failedAlone } from '../../evidence/comparison.ts'
import { isMeasured } from '../../measures/measure.ts'
import { dependenceInflation, lag1Autocorrelation } from '../../statistics/autocorrelation.ts'
import { averageByDays, type Dated } from '../../statistics/average-days.ts'
import { confidenceSequence, MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { type Decision, decide, decideAll } from '../../statistics/decision.ts'
import { comparisonAgainstLimit, comparisonDifference } from '../../statistics/difference.ts'
import { outlook } from '../../statistics/outlook.ts'
import { geometricMean } from '../../statistics/ratio.ts'
import { mean, standardDeviation } from '../../statistics/sample.ts'
import { formatDuration } from '../../units/duration.ts'
import type { Epoch } from '../epochs.ts'
import type { DaysNeeded, Gate, SpeedFacts } from '../verdict.ts'

/** Above this part of comparisons without a time of the candidate, those that have one are a choice of the best. */
const MOST_WITHOUT = 0.1

/** One bound that the candidate is held against, with its observations. */
interface Bound {
  words: string
  /** ln of the bound. */
  ln: number
  x: number[]
  /** Its share of the level. */
  alpha: number
  /** What makes the interval wider for the dependence of neighbouring days. */
  inflation: number
  decision: Decision
}

export interface JudgedSpeed {
  gate: Gate
  facts: SpeedFacts
  /** Measured days until it is decided; undefined before five observations. */
  needed: Omit<DaysNeeded, 'left'> | undefined
}

/** The judged clock of the candidate against the baseline's, against the limit in minutes, or both. */
export function judgeSpeed({ comparisons }: Epoch, policy: Policy, frame: Frame, level: number): JudgedSpeed {
  const { ratios, bounds } = boundsOf(comparisons, policy, frame, level)
  const facts = factsOf(comparisons, ratios, frame, level)
  const without = comparisons.filter(({ candidate, baseline }) => failedAlone(candidate, baseline)).length
  const gate = { name: 'speed', deciding: true, evidence: evidenceOf(facts, bounds) } as const
  const needed = facts.n < MIN_OBSERVATIONS ? undefined : neededDays(bounds, frame)
  if (without > MOST_WITHOUT * comparisons.length) {
    const missing = `a time of the candidate in 9 of 10 comparisons; it failed in ${without} of ${comparisons.length}`
    return { gate: { ...gate, state: 'not yet', missing }, facts, needed }
  }
  const state = decideAll(bounds.map(({ decision }) => decision))
  const missing = state === 'not yet' ? missingOf(facts) : null
  return {
    gate: { ...gate, state, missing, ...(missing !== null && { awaits: 'days' as const }) },
    facts,
    needed,
  }
}

function boundsOf(
  comparisons: readonly Comparison[],
  { margin, limitMinutes }: Policy,
  { judged, averageDays }: Frame,
  level: number,
): { ratios: number[]; bounds: Bound[] } {
  const observed = (measure: (comparison: Comparison) => number | { value: null }): number[] => {
    const dated = comparisons.flatMap((comparison): Dated[] => {
      const value = measure(comparison)
      return typeof value === 'number' ? [{ when: comparison.when, value }] : []
    })
    return averageByDays(dated, averageDays).x
  }
  const ratios = observed(({ blocks }) => comparisonDifference(blocks[judged]))
  const share = margin !== null && limitMinutes !== null ? level / 2 : level
  const bounds: Bound[] = []
  if (margin !== null) {
    const ln = Math.log(margin)
    bounds.push({
      words: `at most ${margin} × the baseline`,
      ln,
      x: ratios,
      ...judgedAt(ratios, ln, share),
    })
  }
  if (limitMinutes !== null) {
    const x = observed(({ blocks }) => comparisonAgainstLimit(blocks[judged], limitMinutes * 60_000))
    bounds.push({
      words: `within ${limitMinutes} minutes`,
      ln: 0,
      x,
      ...judgedAt(x, 0, share),
    })
  }
  return { ratios, bounds }
}

/** Days depend on each other, which an interval for independent ones would not survive: see docs/statistics.md. */
function judgedAt(x: number[], ln: number, alpha: number): Pick<Bound, 'alpha' | 'inflation' | 'decision'> {
  const inflation = dependenceInflation(x)
  return { alpha, inflation, decision: decide(x, ln, alpha, inflation) }
}

function factsOf(
  comparisons: readonly Comparison[],
  x: number[],
  { judged }: Frame,
  level: number,
): SpeedFacts {
  const interval = x.length < MIN_OBSERVATIONS ? null : confidenceSequence(x, level, dependenceInflation(x))
  const autocorrelation = lag1Autocorrelation(x)
  const times = (side: 'baseline' | 'candidate') =>
    comparisons.flatMap(({ blocks }) => blocks[judged].flatMap((block) => block[side]))
  const seconds = (values: number[]) => (values.length > 0 ? geometricMean(values) / 1000 : null)
  return {
    n: x.length,
    ratio: x.length > 0 ? Math.exp(mean(x)) : null,
    interval: interval && { lower: Math.exp(interval.lower), upper: Math.exp(interval.upper) },
    s: x.length > 1 ? standardDeviation(x) : null,
    autocorrelation: isMeasured(autocorrelation) ? autocorrelation : null,
    baselineSeconds: seconds(times('baseline')),
    candidateSeconds: seconds(times('candidate')),
    strata: strataOf(comparisons, judged),
  }
}

function strataOf(comparisons: readonly Comparison[], judged: Frame['judged']): SpeedFacts['strata'] {
  const byClass = [...Map.groupBy(comparisons, ({ hostClass }) => hostClass ?? 'mixed machines')]
  if (byClass.length < 2) return []
  return byClass.flatMap(([hostClass, each]) => {
    const ds = each.map(({ blocks }) => comparisonDifference(blocks[judged])).filter(isMeasured)
    return ds.length > 0 ? [{ hostClass, comparisons: ds.length, ratio: Math.exp(mean(ds)) }] : []
  })
}

/** The slower of the bounds decides how long it takes. */
function neededDays(bounds: readonly Bound[], { averageDays }: Frame): JudgedSpeed['needed'] {
  const all = bounds.map(({ x, ln, alpha, inflation }) => outlook(x, ln, alpha, inflation))
  const known = all.filter((each) => 'fewest' in each)
  if (known.length < bounds.length) return undefined
  return {
    least: averageDays * Math.max(...known.map(({ fewest }) => fewest)),
    most: known.every(({ most }) => isMeasured(most))
      ? averageDays * Math.max(...known.map(({ most }) => (isMeasured(most) ? most : 0)))
      : null,
  }
}

function evidenceOf(
  { n, ratio, interval, s, baselineSeconds, candidateSeconds }: SpeedFacts,
  bounds: readonly Bound[],
): string {
  const asked = bounds.map(({ words }) => words).join(' and ')
  if (ratio === null) return `no times yet; asked is ${asked}`
  const times = `${formatDuration(candidateSeconds ?? 0)} against ${formatDuration(baselineSeconds ?? 0)}`
  const range = interval
    ? ` (${bounded(interval.lower)} to ${bounded(interval.upper)})`
    : ', no interval before 5 observations'
  const spread = s === null ? '' : `, s ${s.toFixed(2)}`
  const byValue = bounds.some(({ decision }) => decision.basis === 'value')
  return `${ratio.toPrecision(2)} × the baseline${range}, ${times}, n ${n}${spread}; asked is ${asked}${byValue ? '; all observations are equal, so it is decided by their value' : ''}`
}

const bounded = (ratio: number): string =>
  ratio === Infinity ? 'anything' : ratio === 0 ? 'nothing' : `${ratio.toPrecision(2)}`

const missingOf = ({ n }: SpeedFacts): string =>
  n < MIN_OBSERVATIONS
    ? `${MIN_OBSERVATIONS - n} more observations before there is an interval`
    : 'more days, until the interval leaves the margin on one side'
