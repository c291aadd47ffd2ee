import type { Policy } from '../../model/config/policy.ts'
import { CLOCKS } from '../../model/measures/clock.ts'
import { dependenceInflation } from '../../statistics/autocorrelation.ts'
import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { type Decision, decide } from '../../statistics/decision.ts'
import { type Block, comparisonAgainstLimit, comparisonDifference } from '../../statistics/difference.ts'
import { clockError } from '../../statistics/resolution.ts'
import { mean } from '../../statistics/sample.ts'
import type { Comparison, Frame } from '../evidence/comparison.ts'
import type { Interval } from '../forms.ts'
import type { JudgedBound } from './facts.ts'
import { averaged, isSideBySide, type Observation, observe, timesOfSide } from './observed.ts'

/** Observations in natural logs, and what their interval is made with. */
export interface Sequence extends Look {
  /** Oldest first. */
  observations: Observation[]
}

/** What an interval is made with. */
export interface Look {
  /** Natural logs, of days averaged, oldest first. */
  x: number[]
  /** Its share of the level. */
  alpha: number
  /** What makes the interval wider for the dependence of neighbouring days. */
  inflation: number
  /** What clocks may have added to the mean or taken from it. */
  allowance: number
}

/** One bound that the candidate is held against. */
export interface Bound extends Sequence {
  what: JudgedBound['what']
  /** As declared: a ratio, or seconds. */
  asked: number
  /** ln of what x is held against. */
  ln: number
  decision: Decision
}

type Asked = Pick<Policy, 'margins' | 'limitSeconds'>

/**
 * The margin on candidate/baseline, «not slower» where nothing is declared, and the limit.
 *
 * @param ratio candidate/baseline, whether it is asked or not
 */
export function boundsOf(
  comparisons: readonly Comparison[],
  policy: Asked,
  frame: Frame,
  level: number,
  ratio: Sequence,
): Bound[] {
  const { limitSeconds } = policy
  const margin = marginOf(policy, frame)
  const bounds: Bound[] = []
  if (margin !== null) bounds.push(heldAgainst(ratio, 'ratio', margin, Math.log(margin)))
  if (limitSeconds !== null) {
    const measure = (blocks: Block[]) => comparisonAgainstLimit(blocks, 1000 * limitSeconds)
    const limit = sequenceOf(comparisons, frame, shareOf(policy, frame, level), measure, ['candidate'])
    bounds.push(heldAgainst(limit, 'limit', limitSeconds, 0))
  }
  return bounds
}

/** The candidate's time over the baseline's, whatever else is judged; of comparisons whose sides ran side by side. */
export const ratioOf = (
  comparisons: readonly Comparison[],
  policy: Asked,
  frame: Frame,
  level: number,
): Sequence =>
  sequenceOf(
    comparisons.filter(isSideBySide),
    frame,
    shareOf(policy, frame, level),
    comparisonDifference,
    RATIO_SIDES,
  )

function sequenceOf(
  comparisons: readonly Comparison[],
  frame: Frame,
  alpha: number,
  measure: (blocks: Block[]) => number | null,
  sides: readonly (keyof Block)[],
): Sequence {
  const observations = observe(comparisons, frame, measure)
  const times = sides.map((side) =>
    observations.flatMap(({ comparison }) => timesOfSide(comparison, frame.judged, side)),
  )
  return { observations, ...lookAt(averaged(observations, frame), alpha, times) }
}

const RATIO_SIDES = ['baseline', 'candidate'] as const

/**
 * What a look at so many observations knows. Days depend on each other, which an interval for independent ones would not
 * survive: see docs/statistics.md.
 *
 * @param times milliseconds of the observations' trials, a list a side
 */
const lookAt = (x: number[], alpha: number, times: readonly (readonly number[])[]): Look => ({
  x,
  alpha,
  inflation: dependenceInflation(x),
  allowance: clockError(times),
})

/** A sequence of ratios as it was known at the end of a UTC day: what came later is left off. */
export function ratiosAsOf(
  { observations, x, alpha }: Sequence,
  { judged, averageDays }: Frame,
): (day: string) => Look {
  const days = new Set<string>()
  const daysAt = observations.map(({ comparison: { day } }) => days.add(day).size)
  const sides = RATIO_SIDES.map((side) => {
    const times: number[] = []
    const ends = observations.map(({ comparison }) => times.push(...timesOfSide(comparison, judged, side)))
    return { times, ends }
  })
  return (day) => {
    const last = observations.findLastIndex(({ comparison }) => comparison.day <= day)
    const whole = Math.floor((daysAt[last] ?? 0) / averageDays)
    return lookAt(
      x.slice(0, whole),
      alpha,
      sides.map(({ times, ends }) => times.slice(0, ends[last] ?? 0)),
    )
  }
}

const decideOn = ({ x, alpha, inflation, allowance }: Look, ln: number): Decision =>
  decide(x, ln, alpha, inflation, allowance)

const heldAgainst = (sequence: Sequence, what: Bound['what'], asked: number, ln: number): Bound => ({
  ...sequence,
  what,
  asked,
  ln,
  decision: decideOn(sequence, ln),
})

/** The interval that a look is judged by, in natural logs: no bound moves it. */
export const intervalOf = (look: Look): Interval => decideOn(look, 0).interval

/** Candidate/baseline that passes; null where only a limit is asked. */
export const marginOf = (
  { margins, limitSeconds }: Asked,
  { judged }: Pick<Frame, 'judged'>,
): number | null => margins[judged] ?? (limitSeconds === null ? 1 : null)

/** The clock in force has no margin while another has one: what is meant cannot be guessed. */
export const lacksMargin = ({ margins }: Asked, { judged }: Frame): boolean =>
  margins[judged] === undefined && CLOCKS.some((clock) => margins[clock] !== undefined)

/** Where both a ratio, of times or of bills, and a limit decide, each of both intervals has half of the level. */
export function shareOf({ margins, limitSeconds }: Asked, { judged }: Frame, level: number): number {
  const hasRatio = margins[judged] !== undefined || margins.cost !== undefined
  return limitSeconds !== null && hasRatio ? level / 2 : level
}

/** Observations: a decision of longer ago is no news. */
const LOOKED_BACK = 28

/** The last look at fewer observations that decided. */
function decidedBefore({ x, ln, alpha, allowance }: Bound): JudgedBound['before'] {
  const first = Math.max(MIN_OBSERVATIONS, x.length - LOOKED_BACK)
  for (let n = x.length - 1; n >= first; n -= 1) {
    const then = x.slice(0, n)
    const { outcome } = decideOn({ x: then, alpha, inflation: dependenceInflation(then), allowance }, ln)
    if (outcome !== 'not yet') return { n, state: outcome }
  }
  return null
}

/** An interval of natural logs in a unit; null where nothing is excluded. */
export function inUnit(ln: Interval, unit = 1): Interval | null {
  const [lower, upper] = [unit * Math.exp(ln.lower), unit * Math.exp(ln.upper)]
  return Number.isFinite(upper) && Number.isFinite(ln.lower) ? { lower, upper } : null
}

/** A bound as it is shown: in its own unit, no interval where nothing is excluded. */
export function judgedBound(bound: Bound): JudgedBound {
  const { what, asked, x, decision } = bound
  const unit = what === 'ratio' ? 1 : asked
  return {
    what,
    asked,
    n: x.length,
    value: x.length > 0 ? unit * Math.exp(mean(x)) : null,
    interval: inUnit(decision.interval, unit),
    state: decision.outcome,
    byValue: decision.basis === 'value',
    before: decision.outcome === 'not yet' ? decidedBefore(bound) : null,
  }
}
