import type { Clock } from '../../model/measures/clock.ts'
import { isMeasured } from '../../model/measures/measure.ts'
import type { Trial } from '../../model/record/schema.ts'
import type { Block } from '../../statistics/difference.ts'
import { isSameWork } from '../../trial/work.ts'
import { byTime } from './eligible.ts'
import { isOneRecord, type Run, type RunPair } from './pair-runs.ts'

type ClockMs = `${Clock}Ms`

/**
 * The pair that a comparison's times are those of: the first record in which both sides ran as one plan; where no record
 * has both, the candidate's first run. Later repeats are no part of it: whoever could run what looked slow again, or one
 * side before the plan, would choose the observation.
 *
 * @param pairs at least one, in the order in which they were whole
 */
export function timedPair(pairs: readonly RunPair[]): RunPair {
  const [only] = pairs
  if (only && pairs.length === 1) return only
  const asOnePlan = pairs.find(isOneRecord)
  const [chosen] = asOnePlan
    ? [asOnePlan]
    : pairs.toSorted((a, b) => byTime(a.candidate.record, b.candidate.record))
  if (!chosen) throw new Error('A comparison needs a pair.')
  const ofChosen = pairs.filter(({ candidate }) => candidate.record === chosen.candidate.record)
  return ofChosen.find(isTimed) ?? chosen
}

/**
 * The times of a pair, a block each. None where a trial of the candidate failed: those that went well are no fair half.
 * None of work where it has the start-up in it on one side only.
 */
export function timesOf(pair: RunPair, clock: ClockMs): Block[] {
  if (pair.candidate.trials.some(({ outcome }) => outcome !== 'ok')) return []
  return clock === 'workMs' && !isWorkAlike(pair) ? [] : blocksOf(pair, clock)
}

const isWorkAlike = ({ baseline, candidate }: RunPair): boolean =>
  isSameWork([...baseline.trials, ...candidate.trials].filter(({ outcome }) => outcome === 'ok'))

/** A run has a total, a service a latency. */
const isTimed = (pair: RunPair): boolean =>
  (['totalMs', 'p95Ms'] as const).some((clock) => blocksOf(pair, clock).some(hasBoth))

const hasBoth = ({ baseline, candidate }: Block) => baseline.length > 0 && candidate.length > 0

/** Trials of two records are one block. */
function blocksOf(pair: RunPair, clock: ClockMs): Block[] {
  const blockOf = ({ block }: Trial) => (isOneRecord(pair) ? block : 1)
  const byBlock = ({ trials }: Run) => Map.groupBy(trials, blockOf)
  const [ofBaseline, ofCandidate] = [byBlock(pair.baseline), byBlock(pair.candidate)]
  return [...new Set([...ofBaseline.keys(), ...ofCandidate.keys()])].map((block) => ({
    baseline: millisecondsOf(ofBaseline.get(block) ?? [], clock),
    candidate: millisecondsOf(ofCandidate.get(block) ?? [], clock),
  }))
}

/** Of the trials that ended well; a clock that stood still or ran backwards measured nothing. */
const millisecondsOf = (trials: readonly Trial[], clock: ClockMs): number[] =>
  trials
    .filter(({ outcome }) => outcome === 'ok')
    .map(({ measures }) => measures[clock])
    .filter(isMeasured)
    .filter((milliseconds) => milliseconds > 0)
