import { z } from 'zod'
import type { Policy } from '../../model/config/policy.ts'
import type { Clock } from '../../model/measures/clock.ts'
import { takesHeap } from '../../model/record/deployment.ts'
import { SIDES } from '../../model/record/sides.ts'
import { ceilingOf } from '../../statistics/ceiling.ts'
import { crossoverOfFits } from '../../statistics/crossover.ts'
import { quantile } from '../../statistics/sample.ts'
import type { Comparison } from '../evidence/comparison.ts'
import { type SizedRun, sizedValues } from '../evidence/sized-runs.ts'
import type { Evidence } from '../gates/gate.ts'
import type { Ran } from '../move.ts'
import { crossoverOf, type SizeTimes } from '../sizes.ts'
import { type CeilingFigure, ceiling, fallback, fallbackOf } from './fallback.ts'
import { type Fit, fit, fitOf } from './fit.ts'
import { projection, projectionsOf, type SideFits } from './projections.ts'
import { scaling, scalingOf } from './scaling.ts'

const bytes = z.number()
const sideFits = z.strictObject({ seconds: fit, memoryBytes: fit })
const interval = z.strictObject({ lower: bytes.nullable(), upper: bytes.nullable() })

const crossover = z.union([
  z.strictObject({
    value: bytes,
    between: z.tuple([bytes, bytes]),
    /** 95 %; an end is null where it lies beyond the measured sizes. Null where it is by means alone. */
    interval: interval.nullable(),
    cheaperAbove: z.enum(SIDES),
  }),
  z.strictObject({
    value: z.null(),
    reason: z.enum(['one-size', 'candidate-cheaper', 'baseline-cheaper', 'crosses-again', 'equal']),
  }),
])

/** How time and memory grow with the input, and what that means for inputs to come. It decides nothing. */
export const forecast = z.strictObject({
  /** Input of the judged epoch's comparisons; null if none is known. */
  input: z.strictObject({ comparisons: z.int().min(1), p50: bytes, p95: bytes, most: bytes }).nullable(),
  /** Input of a run today: as declared, else the median that was seen; null where there is neither. */
  volume: z.strictObject({ bytes, from: z.enum(['declared', 'seen']) }).nullable(),
  fits: z.strictObject({ baseline: sideFits, candidate: sideFits }),
  /** Distinct UTC days of the runs behind the candidate's fits: of one day, no interval has how days differ. */
  days: z.int().min(0),
  /** The candidate's node. */
  memoryBytes: bytes.nullable(),
  /** What the judged clock may tell: the shorter of the limit and the time between two runs; null where neither is declared. */
  allowed: z
    .strictObject({ seconds: z.number(), by: z.enum(['limitMinutes', 'limitP95', 'runsPerDay']) })
    .nullable(),
  /** None where no volume is known. */
  projections: z.array(projection),
  /** Input at which the candidate's peak meets the node's memory. */
  ceiling,
  /** Input at which the faster engine changes, within the measured sizes only. */
  crossover,
  fallback: fallback.nullable(),
  scaling,
})
export type Forecast = z.infer<typeof forecast>

/** @param sizes what both sides took at each size that both ran at */
export function forecastOf(
  evidence: Evidence,
  memoryBytes: number | null,
  sizes: readonly SizeTimes[],
): Forecast {
  const { policy, subject, epoch, frame, move, runs, runsAtLimits, runsAnywhere, otherLimits } = evidence
  const fits = {
    baseline: fitsOf(runs.baseline, frame.judged, move.ran.baseline),
    candidate: fitsOf(runs.candidate, frame.judged, move.ran.candidate),
  }
  const input = inputSeen(epoch.comparisons)
  const volume = volumeOf(policy, input)
  const allowed = allowedTime(policy, frame.judged)
  const crossing = crossingOf(fits, sizes)
  const met = ceilingFigure(fits.candidate.memoryBytes, memoryBytes)
  return {
    input,
    volume,
    fits,
    days: new Set(runs.candidate.map(({ day }) => day)).size,
    memoryBytes,
    allowed,
    projections: volume
      ? projectionsOf(volume.bytes, policy.growth, fits, { memoryBytes, seconds: allowed?.seconds ?? null })
      : [],
    ceiling: met,
    crossover: crossing,
    fallback: fallbackOf(met, crossing, volume?.bytes ?? 0),
    scaling: scalingOf(frame.judged, move.ran, runsAtLimits, runsAnywhere, [
      { limits: subject.limits, comparisons: epoch.comparisons },
      ...otherLimits.filter(({ size }) => size === subject.size),
    ]),
  }
}

const fitsOf = (runs: readonly SizedRun[], clock: Evidence['frame']['judged'], ran: Ran): SideFits => ({
  seconds: fitOf(sizedValues(runs, ({ seconds }) => seconds[clock])),
  memoryBytes: takesHeap(ran)
    ? { value: null, reason: { why: 'heap' } }
    : fitOf(sizedValues(runs, ({ peakAnonBytes }) => peakAnonBytes)),
})

function inputSeen(comparisons: readonly Comparison[]): Forecast['input'] {
  const seen = comparisons.map(({ input }) => input.bytes).filter((each) => each > 0)
  if (seen.length === 0) return null
  return {
    comparisons: seen.length,
    p50: quantile(seen, 0.5),
    p95: quantile(seen, 0.95),
    most: Math.max(...seen),
  }
}

function volumeOf({ volumeBytes }: Policy, input: Forecast['input']): Forecast['volume'] {
  if (volumeBytes !== undefined) return { bytes: volumeBytes, from: 'declared' }
  return input && { bytes: input.p50, from: 'seen' }
}

const SECONDS_A_DAY = 86_400

function allowedTime({ limitSeconds, runsPerDay }: Policy, judged: Clock): Forecast['allowed'] {
  const by = judged === 'p95' ? ('limitP95' as const) : ('limitMinutes' as const)
  const times = [
    ...(limitSeconds === null ? [] : [{ seconds: limitSeconds, by }]),
    ...(runsPerDay === undefined ? [] : [{ seconds: SECONDS_A_DAY / runsPerDay, by: 'runsPerDay' as const }]),
  ]
  return times.toSorted((a, b) => a.seconds - b.seconds)[0] ?? null
}

/** By the fits of both, else by the means at each size. */
function crossingOf(
  { baseline, candidate }: Forecast['fits'],
  sizes: readonly SizeTimes[],
): Forecast['crossover'] {
  const [ofBaseline, ofCandidate] = [baseline.seconds.value, candidate.seconds.value]
  return ofBaseline && ofCandidate ? crossoverOfFits(ofBaseline, ofCandidate) : crossoverOf(sizes)
}

function ceilingFigure({ value: growth }: Fit, memoryBytes: number | null): CeilingFigure {
  if (!growth) return { value: null, reason: 'no-fit' }
  if (memoryBytes === null) return { value: null, reason: 'no-memory' }
  const found = ceilingOf(growth, memoryBytes)
  return typeof found === 'string' ? { value: null, reason: found } : { value: found, reason: null }
}
