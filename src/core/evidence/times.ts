import { isMeasured } from '../measures/measure.ts'
import type { Trial } from '../record/schema.ts'
import type { Block } from '../statistics/difference.ts'
import { byTime, isOneRecord, type Pair, type Run } from './sides.ts'

type Clock = 'totalMs' | 'workMs'

/**
 * The times of a comparison, a block each: those of the first pair in which both sides have one. Later repeats are no
 * part of it: whoever could run what looked slow again would choose the observation. None where a trial of the candidate's
 * first run failed: those that went well are no fair half.
 *
 * @param pairs in the order in which they were whole
 */
export function timesOf(pairs: readonly Pair[], clock: Clock): Block[] {
  const [first] = pairs.map(({ candidate }) => candidate).toSorted((a, b) => byTime(a.record, b.record))
  if (!first || first.trials.some(({ outcome }) => outcome !== 'ok')) return []
  const blocks = pairs
    .filter(({ candidate }) => candidate.record === first.record)
    .map((pair) => blocksOf(pair, clock))
  const isComparable = ({ baseline, candidate }: Block) => baseline.length > 0 && candidate.length > 0
  return blocks.find((each) => each.some(isComparable)) ?? blocks[0] ?? []
}

/** Trials of two records are one block. */
function blocksOf(pair: Pair, clock: Clock): Block[] {
  const { baseline, candidate } = pair
  if (!isOneRecord(pair))
    return [
      {
        baseline: millisecondsOf(baseline.trials, clock),
        candidate: millisecondsOf(candidate.trials, clock),
      },
    ]
  const byBlock = ({ trials }: Run) => Map.groupBy(trials, ({ block }) => block)
  const [ofBaseline, ofCandidate] = [byBlock(baseline), byBlock(candidate)]
  return [...new Set([...ofBaseline.keys(), ...ofCandidate.keys()])].map((block) => ({
    baseline: millisecondsOf(ofBaseline.get(block) ?? [], clock),
    candidate: millisecondsOf(ofCandidate.get(block) ?? [], clock),
  }))
}

/** Of the trials that ended well; a clock that stood still or ran backwards measured nothing. */
const millisecondsOf = (trials: readonly Trial[], clock: Clock): number[] =>
  trials
    .filter(({ outcome }) => outcome === 'ok')
    .map(({ measures }) => measures[clock])
    .filter(isMeasured)
    .filter((milliseconds) => milliseconds > 0)
