import { isMeasured } from '../measures/measure.ts'
import type { Trial } from '../record/schema.ts'
import type { Block } from '../statistics/difference.ts'
import type { Side, Sides } from './sides.ts'

type Clock = 'totalMs' | 'workMs'

/**
 * The times of a comparison, a block each: those of the first pair in which both sides have one. Later repeats are no
 * part of it: whoever could run what looked slow again would choose the observation.
 *
 * @param pairs in the order in which they were whole
 */
export function timesOf(pairs: readonly Sides[], clock: Clock): Block[] {
  const blocks = pairs.map((sides) => blocksOf(sides, clock))
  const isComparable = ({ baseline, candidate }: Block) => baseline.length > 0 && candidate.length > 0
  return blocks.find((each) => each.some(isComparable)) ?? blocks[0] ?? []
}

/** Trials of two records are one block. */
function blocksOf({ baseline, candidate }: Sides, clock: Clock): Block[] {
  if (baseline[0].record !== candidate[0].record)
    return [{ baseline: firstTimes(baseline, clock), candidate: firstTimes(candidate, clock) }]
  const byBlock = ([{ trials }]: Side) => Map.groupBy(trials, ({ block }) => block)
  const [ofBaseline, ofCandidate] = [byBlock(baseline), byBlock(candidate)]
  return [...new Set([...ofBaseline.keys(), ...ofCandidate.keys()])].map((block) => ({
    baseline: timesOfTrials(ofBaseline.get(block) ?? [], clock),
    candidate: timesOfTrials(ofCandidate.get(block) ?? [], clock),
  }))
}

const firstTimes = (side: Side, clock: Clock): number[] =>
  side.map(({ trials }) => timesOfTrials(trials, clock)).find((times) => times.length > 0) ?? []

/** Milliseconds of the trials that ended well; a clock that stood still or ran backwards measured nothing. */
const timesOfTrials = (trials: readonly Trial[], clock: Clock): number[] =>
  trials
    .filter(({ outcome }) => outcome === 'ok')
    .map(({ measures }) => measures[clock])
    .filter(isMeasured)
    .filter((milliseconds) => milliseconds > 0)
