import type { Policy } from '../../config/policy.ts'
import type { Comparison, Frame } from '../../evidence/comparison.ts'
import { isMeasured } from '../../measures/measure.ts'
import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { decideAll } from '../../statistics/decision.ts'
import { outlook } from '../../statistics/outlook.ts'
import { mean } from '../../statistics/sample.ts'
import { counted } from '../../text.ts'
import { daysOf, type Epoch } from '../epochs.ts'
import type { Gate, SpeedFacts, Wait } from '../verdict.ts'
import { boundText, ratioText } from '../words.ts'
import { type Bound, boundsOf, hasTime, lacksMargin, ratioOf } from './bounds.ts'
import { speedFacts } from './speed-facts.ts'

/** Above this part of comparisons without a time of the candidate, those that have one are a choice of the best. */
const MOST_WITHOUT = 0.1

export interface JudgedSpeed {
  gate: Gate
  facts: SpeedFacts
}

/** The judged clock of the candidate against the baseline's, against the limit in minutes, or both. */
export function judgeSpeed({ comparisons }: Epoch, policy: Policy, frame: Frame, level: number): JudgedSpeed {
  const ratio = ratioOf(comparisons, policy, frame, level)
  const bounds = boundsOf(comparisons, policy, frame, level, ratio)
  const facts = speedFacts(comparisons, bounds, frame, ratio)
  const evidence = `${facts.bounds.map(boundText).join('; ')}; ${counted(facts.n, 'observation')}${spreadText(facts)}`
  const gate = { name: 'speed', deciding: true, evidence } as const
  const without = comparisons.filter((comparison) => !hasTime(comparison, frame.judged)).length
  if (lacksMargin(policy, frame)) {
    const missing = `margins: ${frame.judged} in the policy: this epoch is judged by that clock, and only the other has a margin`
    return { gate: { ...gate, state: 'not yet', missing }, facts }
  }
  if (without > MOST_WITHOUT * comparisons.length) {
    const missing = `a time of the candidate in 9 of 10 comparisons; ${without} of ${comparisons.length} have none`
    const least = Math.max(1, Math.ceil(without / MOST_WITHOUT) - comparisons.length)
    return { gate: { ...gate, state: 'not yet', missing, needs: { least, most: null } }, facts }
  }
  const state = decideAll(bounds.map(({ decision }) => decision))
  if (state !== 'not yet') return { gate: { ...gate, state, missing: null }, facts }
  const fewest = Math.min(...bounds.map(({ x }) => x.length))
  if (fewest < MIN_OBSERVATIONS) {
    const missing = `at least ${counted(MIN_OBSERVATIONS - fewest, 'more observation')} before there can be an interval`
    return { gate: { ...gate, state, missing, needs: fewestDays(comparisons, frame) }, facts }
  }
  if (bounds.some(isHidden)) {
    const missing = 'times with more digits: rounding may hide a difference this small'
    return { gate: { ...gate, state, missing }, facts }
  }
  const missing = 'more days, until the interval leaves the bound on one side'
  return { gate: { ...gate, state, missing, needs: outlookOf(bounds, frame) }, facts }
}

/** No number of days tells a difference that the clocks do not. */
const isHidden = ({ x, ln, allowance, decision }: Bound): boolean =>
  decision.outcome === 'not yet' && allowance > 0 && Math.abs(mean(x) - ln) <= allowance

/** `from 0.25 to 0.41, spread s 0.10`: a mean hides a rare bad day. */
function spreadText({ s, extremes }: SpeedFacts): string {
  if (s === null || !extremes) return ''
  return ` from ${ratioText(extremes.lower)} to ${ratioText(extremes.upper)}, spread s ${s.toFixed(2)}`
}

/** Before the fifth observation there is no interval, and nobody knows how wide it will be. */
export const fewestDays = (comparisons: readonly Comparison[], { averageDays }: Frame): Wait => ({
  least: Math.max(1, averageDays * MIN_OBSERVATIONS - daysOf(comparisons).length),
  most: null,
})

/** The slower of the bounds decides how long it takes. */
function outlookOf(bounds: readonly Bound[], { averageDays }: Frame): Wait {
  const all = bounds.map(({ x, ln, alpha, inflation, allowance }) =>
    outlook(x, nearer(ln, mean(x), allowance), alpha, inflation),
  )
  const known = all.filter((each) => 'fewest' in each)
  const most = known.map((each) => each.most)
  return {
    least: averageDays * Math.max(...known.map(({ fewest }) => fewest)),
    most: most.every(isMeasured) ? averageDays * Math.max(...most) : null,
  }
}

/** A bound moved towards the mean by what clocks leave unsaid. */
const nearer = (ln: number, to: number, allowance: number): number =>
  to + Math.sign(ln - to) * Math.max(0, Math.abs(ln - to) - allowance)
