import type { Policy } from '../../config/policy.ts'
import type { Comparison, Frame } from '../../evidence/comparison.ts'
import { isMeasured } from '../../measures/measure.ts'
import { lag1Autocorrelation } from '../../statistics/autocorrelation.ts'
import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { decideAll } from '../../statistics/decision.ts'
import { comparisonDifference } from '../../statistics/difference.ts'
import { outlook } from '../../statistics/outlook.ts'
import { geometricMean } from '../../statistics/ratio.ts'
import { mean, standardDeviation } from '../../statistics/sample.ts'
import { daysOf, type Epoch } from '../epochs.ts'
import type { Gate, SpeedFacts, Wait } from '../verdict.ts'
import { boundText } from '../words.ts'
import { type Bound, boundsOf, hasTime, judgedBound } from './bounds.ts'

/** Above this part of comparisons without a time of the candidate, those that have one are a choice of the best. */
const MOST_WITHOUT = 0.1

export interface JudgedSpeed {
  gate: Gate
  facts: SpeedFacts
}

/** The judged clock of the candidate against the baseline's, against the limit in minutes, or both. */
export function judgeSpeed({ comparisons }: Epoch, policy: Policy, frame: Frame, level: number): JudgedSpeed {
  const bounds = boundsOf(comparisons, policy, frame, level)
  const facts = factsOf(comparisons, bounds, frame)
  const evidence = `${facts.bounds.map(boundText).join('; ')}; ${facts.n} ${facts.n === 1 ? 'observation' : 'observations'}${facts.s === null ? '' : `, spread s ${facts.s.toFixed(2)}`}`
  const gate = { name: 'speed', deciding: true, evidence } as const
  const without = comparisons.filter((comparison) => !hasTime(comparison, frame.judged)).length
  if (without > MOST_WITHOUT * comparisons.length) {
    const missing = `a time of the candidate in 9 of 10 comparisons; ${without} of ${comparisons.length} have none`
    return { gate: { ...gate, state: 'not yet', missing }, facts }
  }
  const state = decideAll(bounds.map(({ decision }) => decision))
  if (state !== 'not yet') return { gate: { ...gate, state, missing: null }, facts }
  const isTooEarly = bounds.some(({ x }) => x.length < MIN_OBSERVATIONS)
  const needs = isTooEarly ? fewestDays(comparisons, frame) : outlookOf(bounds, frame)
  return { gate: { ...gate, state, missing: missingOf(facts), needs }, facts }
}

function factsOf(
  comparisons: readonly Comparison[],
  bounds: readonly Bound[],
  { judged }: Frame,
): SpeedFacts {
  const x = bounds[0]?.x ?? []
  const autocorrelation = lag1Autocorrelation(x)
  const times = (side: 'baseline' | 'candidate') =>
    comparisons.flatMap(({ blocks }) => blocks[judged].flatMap((block) => block[side]))
  const seconds = (values: number[]) => (values.length > 0 ? geometricMean(values) / 1000 : null)
  return {
    bounds: bounds.map(judgedBound),
    n: x.length,
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

/** Before the fifth observation there is no interval, and nobody knows how wide it will be. */
export const fewestDays = (comparisons: readonly Comparison[], { averageDays }: Frame): Wait => ({
  least: Math.max(1, averageDays * MIN_OBSERVATIONS - daysOf(comparisons).length),
  most: null,
})

/** The slower of the bounds decides how long it takes. */
function outlookOf(bounds: readonly Bound[], { averageDays }: Frame): Wait {
  const all = bounds.map(({ x, ln, alpha, inflation }) => outlook(x, ln, alpha, inflation))
  const known = all.filter((each) => 'fewest' in each)
  const most = known.map((each) => each.most)
  return {
    least: averageDays * Math.max(...known.map(({ fewest }) => fewest)),
    most: most.every(isMeasured) ? averageDays * Math.max(...most) : null,
  }
}

const missingOf = ({ n }: SpeedFacts): string =>
  n < MIN_OBSERVATIONS
    ? `${MIN_OBSERVATIONS - n} more observations before there is an interval`
    : 'more days, until the interval leaves the bound on one side'
