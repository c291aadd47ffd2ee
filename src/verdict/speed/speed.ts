import type { Policy } from '../../model/config/policy.ts'
import { SIDES } from '../../model/record/sides.ts'
import { lag1Autocorrelation } from '../../statistics/autocorrelation.ts'
import { comparisonDifference } from '../../statistics/difference.ts'
import { clockUnits } from '../../statistics/resolution.ts'
import { geometricMean, mean, standardDeviation } from '../../statistics/sample.ts'
import { type Comparison, type Frame, isComplete, neitherDelivered } from '../evidence/comparison.ts'
import { APART_HOURS, daysOfSide, hoursApart } from '../evidence/observations.ts'
import { type Bound, boundsOf, intervalOf, inUnit, judgedBound, ratioOf, type Sequence } from './bounds.ts'
import type { SpeedFacts } from './facts.ts'
import { hasTimes, isSideBySide, machineOf, type Observation, timesOfSide } from './observed.ts'

/** The judged clock of the candidate against the baseline's, against the limit in minutes, or both. */
export interface Speed {
  bounds: Bound[]
  facts: SpeedFacts
}

/** @param comparisons of one epoch, oldest first */
export function measureSpeed(
  comparisons: readonly Comparison[],
  policy: Policy,
  frame: Frame,
  level: number,
): Speed {
  const ratio = ratioOf(comparisons, policy, frame, level)
  const bounds = boundsOf(comparisons, policy, frame, level, ratio)
  return { bounds, facts: factsOf(comparisons, bounds, frame, ratio) }
}

function factsOf(
  comparisons: readonly Comparison[],
  bounds: readonly Bound[],
  frame: Frame,
  ratio: Sequence,
): SpeedFacts {
  const { judged } = frame
  const [ratios, interval] = [ratio.x, inUnit(intervalOf(ratio))]
  const x = bounds[0]?.x ?? []
  const sideBySide = comparisons.filter(isSideBySide)
  const sides = SIDES.map((side) =>
    ratio.observations.flatMap(({ comparison }) => timesOfSide(comparison, judged, side)),
  )
  const [baselineSeconds = null, candidateSeconds = null] = sides.map((times) =>
    times.length > 0 ? geometricMean(times) / 1000 : null,
  )
  const [baselineMs = 0, candidateMs = 0] = clockUnits(sides)
  return {
    bounds: bounds.map(judgedBound),
    n: x.length,
    s: x.length > 1 ? standardDeviation(x) : null,
    autocorrelation: lag1Autocorrelation(x),
    baselineSeconds,
    candidateSeconds,
    ratio: interval && { value: Math.exp(mean(ratios)), interval },
    extremes: rangeOf(ratios.map(Math.exp)),
    trials: trialsOf(sideBySide, judged),
    series: ratio.observations.map(({ comparison, value }) => ({
      partition: comparison.partition,
      day: comparison.day,
      ratio: Math.exp(value),
      hostClass: machineOf(comparison),
    })),
    every: everyOf(sideBySide, judged),
    classes: classesOf(ratio.observations),
    without: withoutTimes(comparisons, judged),
    days: { baseline: daysOfSide(comparisons, 'baseline'), candidate: daysOfSide(comparisons, 'candidate') },
    apart: apartOf(comparisons),
    disturbed: disturbedOf(comparisons),
    clocks: { baselineMs, candidateMs, widening: ratio.allowance },
  }
}

const rangeOf = (values: readonly number[]): SpeedFacts['extremes'] =>
  values.length > 0 ? { lower: Math.min(...values), upper: Math.max(...values) } : null

/** Within each comparison, every trial against every trial. */
function trialsOf(comparisons: readonly Comparison[], judged: Frame['judged']): SpeedFacts['trials'] {
  const ratios = comparisons.flatMap((comparison) => {
    const [baseline, candidate] = SIDES.map((side) => timesOfSide(comparison, judged, side))
    if (!baseline?.length || !candidate?.length) return []
    return [Math.min(...candidate) / Math.max(...baseline), Math.max(...candidate) / Math.min(...baseline)]
  })
  return rangeOf(ratios)
}

/** Also of those that share a day with an observation. */
function everyOf(comparisons: readonly Comparison[], judged: Frame['judged']): SpeedFacts['every'] {
  const values = comparisons
    .map(({ blocks }) => comparisonDifference(blocks[judged]))
    .filter((value) => value !== null)
  return values.length > 0 ? { comparisons: values.length, ratio: Math.exp(mean(values)) } : null
}

function classesOf(observations: readonly Observation[]): SpeedFacts['classes'] {
  const byClass = [...Map.groupBy(observations, ({ comparison }) => machineOf(comparison))]
  return byClass
    .map(([hostClass, each]) => ({
      hostClass,
      observations: each.length,
      ratio: Math.exp(mean(each.map(({ value }) => value))),
    }))
    .toSorted((a, b) => b.observations - a.observations)
}

function withoutTimes(comparisons: readonly Comparison[], judged: Frame['judged']): SpeedFacts['without'] {
  const none = { failed: 0, both: 0, apart: 0, unlike: 0, unmeasured: 0, baseline: 0 }
  const without = { ...none, of: comparisons.length }
  for (const comparison of comparisons) {
    const why = whyWithout(comparison, judged)
    if (why !== null) without[why] += 1
  }
  return without
}

function whyWithout(
  comparison: Comparison,
  judged: Frame['judged'],
): Exclude<keyof SpeedFacts['without'], 'of'> | null {
  if (hasTimes(comparison, judged, 'candidate')) {
    if (!isSideBySide(comparison)) return 'apart'
    return isComplete(comparison) && !hasTimes(comparison, judged, 'baseline') ? 'baseline' : null
  }
  if (neitherDelivered(comparison)) return 'both'
  if (comparison.candidate.failed.includes(true)) return 'failed'
  return hasTimes(comparison, 'total', 'candidate') ? 'unlike' : 'unmeasured'
}

function disturbedOf(comparisons: readonly Comparison[]): SpeedFacts['disturbed'] {
  const disturbed = comparisons.flatMap(({ baseline, candidate }) => {
    const sides = [baseline.disturbed, candidate.disturbed].filter((each) => each !== null)
    return sides.length > 0 ? [Math.max(...sides.map(({ busyPercent }) => busyPercent ?? 0))] : []
  })
  if (disturbed.length === 0) return null
  return { comparisons: disturbed.length, busyPercent: Math.max(...disturbed) || null }
}

function apartOf(comparisons: readonly Comparison[]): SpeedFacts['apart'] {
  const hours = comparisons
    .filter(isComplete)
    .map(hoursApart)
    .filter((each) => each > APART_HOURS)
  return hours.length > 0 ? { comparisons: hours.length, hours: Math.max(...hours) } : null
}
