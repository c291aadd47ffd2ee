import { z } from 'zod'
import { platformOf } from '../../model/config/platforms.ts'
import { takesHeap } from '../../model/record/deployment.ts'
import { FARTHEST } from '../../statistics/ceiling.ts'
import { fitGrowth } from '../../statistics/growth.ts'
import { predictGrowth } from '../../statistics/prediction.ts'
import type { SizedValue } from '../../statistics/run-means.ts'
import { type SizedRun, sizedValues } from '../evidence/sized-runs.ts'
import { interval, noGrowth } from '../forms.ts'
import { HEADROOM } from '../headroom.ts'
import { type Evidence, type Gate, gateShape } from './gate.ts'

/** One trial may have met a bad moment. */
const FEWEST_LOST = 2

const bytes = z.number()
const sized = z.strictObject({ bytes, inputBytes: bytes })
const schema = z.strictObject({
  ...gateShape,
  /** What it is judged by: the declared volume, twice that, and the node's memory, null where nobody knows. */
  volumeBytes: bytes.nullable(),
  targetBytes: bytes.nullable(),
  memoryBytes: bytes.nullable(),
  /** The node's type, as declared. */
  node: z.string().nullable(),
  /** The peak at the largest input; null where none was measured. */
  peak: sized.nullable(),
  /** The highest peak of runs whose input size is unknown. */
  unsizedPeakBytes: bytes.nullable(),
  basis: z.enum([
    /** No volume is declared. */
    'no-volume',
    /** Nobody saw how large the inputs were. */
    'no-sizes',
    /** It ran at the target. */
    'ran',
    /** Trials at the target ran out of memory. */
    'lost',
    /** Trials below the target ran out of memory. */
    'lost-early',
    /** Nothing says how much memory there is. */
    'no-memory',
    /** It needed more than the node has, at no more than the target: with less at hand, it may need less. */
    'exceeds',
    /** Too few sizes to predict from. */
    'no-fit',
    'predicted',
  ]),
  /** 95 % interval of a peak at the target; null where it isn't predicted. */
  predicted: interval.nullable(),
  /** Why it isn't. */
  reason: noGrowth.nullable(),
  /** The peak above the node's memory, at the smallest input; null where none is. */
  exceeding: sized.nullable(),
  /** Trials that ran out of memory, of how many there; whether they had as much memory as the node has. */
  lost: z.strictObject({ count: z.int(), of: z.int(), hadAsMuch: z.boolean() }).nullable(),
})

/** Whether the candidate would still fit in its node's memory at twice the declared volume. */
export const capacity: Gate<typeof schema> = {
  schema,
  basis: 'evidence',
  /** A node that is too small for what was measured is so at any volume. */
  isDeciding: ({ volumeBytes }, { exceeding }) => volumeBytes !== undefined || exceeding !== null,
  judge: (evidence) => {
    const { policy, subject, runs } = evidence
    const { volumeBytes = null } = policy
    const peaks = sizedValues(runs.candidate, ({ peakAnonBytes }) => peakAnonBytes)
    const platform = platformOf(policy, subject.candidate)
    const facts = {
      volumeBytes,
      targetBytes: volumeBytes === null ? null : HEADROOM * volumeBytes,
      memoryBytes: platform?.memoryBytes ?? subject.limits.memoryBytes,
      node: platform?.node ?? null,
      peak: largestOf(peaks.filter(({ size }) => size > 0)),
      unsizedPeakBytes: peaks.some(({ size }) => size > 0) ? null : highestOf(peaks),
    }
    return { ...facts, needs: null, ...NOT_SEEN, ...judged(evidence, peaks, facts) }
  },
}

const NOT_SEEN = { predicted: null, reason: null, lost: null, exceeding: null }

type Facts = z.infer<typeof schema>
type Judged = Pick<Facts, 'state' | 'basis'> &
  Partial<Pick<Facts, 'predicted' | 'reason' | 'lost' | 'exceeding'>>

function judged(
  { runs, move }: Evidence,
  peaks: readonly SizedValue[],
  { targetBytes, memoryBytes }: { targetBytes: number | null; memoryBytes: number | null },
): Judged {
  const known = peaks.filter(({ size }) => size > 0)
  if (known.length === 0 && peaks.length > 0) return { state: 'not yet', basis: 'no-sizes' }
  const exceeding = exceedingOf(known, targetBytes, memoryBytes)
  if (targetBytes === null)
    return { state: 'not yet', basis: exceeding === null ? 'no-volume' : 'exceeds', exceeding }
  const ran = whereItRan(targetBytes, memoryBytes, runs.candidate, known)
  if (ran) return ran
  const would = takesHeap(move.ran.candidate) ? OF_HEAP : whereItWouldRun(targetBytes, memoryBytes, known)
  return exceeding && would.state !== 'fail' ? { state: 'not yet', basis: 'exceeds', exceeding } : would
}

/** Of inputs up to the target, the smallest whose peak is above the node's memory. */
function exceedingOf(
  peaks: readonly SizedValue[],
  target: number | null,
  memoryBytes: number | null,
): Facts['exceeding'] {
  const [first] = peaks
    .filter(({ size, value }) => size <= (target ?? size) && memoryBytes !== null && value > memoryBytes)
    .toSorted((a, b) => a.size - b.size || b.value - a.value)
  return first ? { bytes: first.value, inputBytes: first.size } : null
}

/**
 * From runs at the target or above, and from those below it that ran out of memory; undefined where there are none that
 * say so. What failed otherwise once is the business of the gate of failures.
 */
function whereItRan(
  target: number,
  memoryBytes: number | null,
  runs: readonly SizedRun[],
  peaks: readonly SizedValue[],
): Judged | undefined {
  const there = runs.filter(({ size }) => size >= target)
  const isLost = ({ outcome }: SizedRun) => outcome === 'oom'
  if (there.some(isLost)) return whereItWasLost(memoryBytes, there, there.filter(isLost))
  const highest = highestOf(peaks.filter(({ size }) => size >= target))
  if (highest !== null && (memoryBytes === null || highest <= memoryBytes))
    return { state: 'pass', basis: 'ran' }
  const early = runs.filter(({ size }) => size >= target / HEADROOM)
  const lost = early.filter(isLost).length
  if (lost === 0) return undefined
  return { state: 'not yet', basis: 'lost-early', lost: { count: lost, of: early.length, hadAsMuch: false } }
}

/** Only what had as much memory as the node has says that the node's does not suffice. */
function whereItWasLost(
  memoryBytes: number | null,
  there: readonly SizedRun[],
  lost: readonly SizedRun[],
): Judged {
  const hadAsMuch = lost.every(
    (run) => memoryBytes !== null && run.memoryBytes !== null && run.memoryBytes >= memoryBytes,
  )
  const isAlways = lost.length === there.length && lost.length >= FEWEST_LOST
  return {
    state: isAlways && hadAsMuch ? 'fail' : 'not yet',
    basis: 'lost',
    lost: { count: lost.length, of: there.length, hadAsMuch },
  }
}

/** What a heap was allowed does not grow with the input: only a run there says whether it is enough. */
const OF_HEAP: Judged = { state: 'not yet', basis: 'no-fit', reason: { why: 'heap' } }

/** From the growth of the peaks. */
function whereItWouldRun(target: number, memoryBytes: number | null, peaks: readonly SizedValue[]): Judged {
  if (memoryBytes === null) return { state: 'not yet', basis: 'no-memory' }
  const fit = fitGrowth(peaks)
  const predicted = 'why' in fit ? fit : predictGrowth(fit, target)
  if ('why' in predicted) return { state: 'not yet', basis: 'no-fit', reason: predicted }
  const { lower, upper } = predicted
  const isNear = 'largest' in fit && target <= FARTHEST * fit.largest
  const certain = upper <= memoryBytes ? 'pass' : lower > memoryBytes ? 'fail' : 'not yet'
  const state = isNear ? certain : 'not yet'
  return { state, basis: 'predicted', predicted: { lower, upper } }
}

const highestOf = (peaks: readonly SizedValue[]): number | null =>
  peaks.length > 0 ? Math.max(...peaks.map(({ value }) => value)) : null

/** Of the largest input; of several such, the highest. */
function largestOf(peaks: readonly SizedValue[]): { bytes: number; inputBytes: number } | null {
  const [largest] = peaks.toSorted((a, b) => b.size - a.size || b.value - a.value)
  return largest ? { bytes: largest.value, inputBytes: largest.size } : null
}
