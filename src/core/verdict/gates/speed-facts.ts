import type { Comparison, Frame } from '../../evidence/comparison.ts'
import { isMeasured } from '../../measures/measure.ts'
import { lag1Autocorrelation } from '../../statistics/autocorrelation.ts'
import { comparisonDifference } from '../../statistics/difference.ts'
import { geometricMean } from '../../statistics/ratio.ts'
import { mean, standardDeviation } from '../../statistics/sample.ts'
import type { SpeedFacts } from '../verdict.ts'
import { type Bound, intervalOf, inUnit, judgedBound, type Sequence } from './bounds.ts'

/** The figures of speed: what is judged, and what is shown beside it. */
export function speedFacts(
  comparisons: readonly Comparison[],
  bounds: readonly Bound[],
  frame: Frame,
  ratio: Sequence,
): SpeedFacts {
  const { judged } = frame
  const [ratios, interval] = [ratio.x, inUnit(intervalOf(ratio))]
  const x = bounds[0]?.x ?? []
  const autocorrelation = lag1Autocorrelation(x)
  const whole = comparisons
    .flatMap(({ blocks }) => blocks[judged])
    .filter(({ baseline, candidate }) => baseline.length > 0 && candidate.length > 0)
  const times = (side: 'baseline' | 'candidate') => whole.flatMap((block) => block[side])
  const seconds = (values: number[]) => (values.length > 0 ? geometricMean(values) / 1000 : null)
  return {
    bounds: bounds.map(judgedBound),
    n: x.length,
    s: x.length > 1 ? standardDeviation(x) : null,
    autocorrelation: isMeasured(autocorrelation) ? autocorrelation : null,
    baselineSeconds: seconds(times('baseline')),
    candidateSeconds: seconds(times('candidate')),
    ratio: interval && { value: Math.exp(mean(ratios)), interval },
    extremes:
      ratios.length > 0
        ? { lower: Math.exp(Math.min(...ratios)), upper: Math.exp(Math.max(...ratios)) }
        : null,
    strata: strataOf(comparisons, judged),
  }
}

/** The class of the machines that a comparison ran on. */
function machineOf({ baseline, candidate }: Comparison): string {
  const classes = new Set([...baseline.hostClasses, ...candidate.hostClasses])
  return classes.size === 1 ? [...classes].join('') : 'different machines'
}

function strataOf(comparisons: readonly Comparison[], judged: Frame['judged']): SpeedFacts['strata'] {
  const byClass = [...Map.groupBy(comparisons, machineOf)]
  if (byClass.length < 2) return []
  return byClass.flatMap(([hostClass, each]) => {
    const ds = each.map(({ blocks }) => comparisonDifference(blocks[judged])).filter(isMeasured)
    return ds.length > 0 ? [{ hostClass, comparisons: ds.length, ratio: Math.exp(mean(ds)) }] : []
  })
}
