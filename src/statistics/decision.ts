import { confidenceSequence, type Interval, MIN_OBSERVATIONS } from './confidence-sequence.ts'
import { isConstant, mean } from './sample.ts'

type Outcome = 'pass' | 'fail' | 'not yet'

/** Whether a mean lies below a bound, and why that is known. */
export interface Decision {
  outcome: Outcome
  /** `value`: all observations are equal, there is no variance, and the report has to say so. */
  basis: 'interval' | 'value'
  /** The confidence sequence at this look, in natural logs. */
  interval: Interval
}

/**
 * Below, above, or not yet known: pass when the interval's upper end is below the bound, fail when its lower end is above.
 *
 * Where all observations are equal: not yet before the fifth, then by value, equal to the bound being a pass («not
 * slower») unless the clocks may have hidden more. Source of the interval: {@link confidenceSequence}.
 *
 * @param x natural logs of candidate/baseline with `bound` = ln(margin), or of candidate/limit with `bound` = 0
 * @param alpha level, already shared out ({@link levelFor}); 0 < alpha < 1
 * @param inflation 1 or more, see {@link dependenceInflation}
 * @param allowance what clocks may have added to the mean or taken from it, 0 or more, see {@link clockError}
 * @throws RangeError where a parameter is impossible
 */
export function decide(
  x: readonly number[],
  bound: number,
  alpha: number,
  inflation = 1,
  allowance = 0,
): Decision {
  if (!Number.isFinite(bound)) throw new RangeError(`a bound of ${bound} is not a number`)
  if (!(allowance >= 0)) throw new RangeError(`an allowance of ${allowance} is impossible`)
  const interval = widened(confidenceSequence(x, alpha, inflation), allowance)
  if (x.length < MIN_OBSERVATIONS) return { outcome: 'not yet', basis: 'interval', interval }
  if (isConstant(x)) {
    const only = widened({ lower: mean(x), upper: mean(x) }, allowance)
    const outcome = isConstant([only.upper, bound]) ? 'pass' : outcomeOf(only, bound)
    return { outcome, basis: 'value', interval: only }
  }
  return { outcome: outcomeOf(interval, bound), basis: 'interval', interval }
}

/**
 * Several bounds, each judged with its share of α': passes where all pass, fails where one
 * fails.
 */
export function decideAll(decisions: readonly Pick<Decision, 'outcome'>[]): Outcome {
  if (decisions.length === 0) throw new RangeError('nothing to decide')
  if (decisions.some(({ outcome }) => outcome === 'fail')) return 'fail'
  return decisions.every(({ outcome }) => outcome === 'pass') ? 'pass' : 'not yet'
}

const widened = ({ lower, upper }: Interval, by: number): Interval => ({
  lower: lower - by,
  upper: upper + by,
})

function outcomeOf({ lower, upper }: Interval, bound: number): Outcome {
  if (upper < bound) return 'pass'
  return lower > bound ? 'fail' : 'not yet'
}
