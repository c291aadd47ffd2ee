import { z } from 'zod'
import { isMeasured, type Measurement, unmeasured } from '../model/measures/measure.ts'
import { type Deployment, together } from '../model/record/deployment.ts'
import { recordShape } from '../model/record/schema.ts'
import { type Attempt, attempt } from './attempt.ts'
import { foundIn, isSettled, mostTries, type Search, type Try } from './bisection.ts'

/** The least limit of memory that a configuration may declare; no search goes there. */
export const FLOOR_BYTES = 16 * 2 ** 20

const { id, tool, job, size, partition, when, baseline, limits, parity } = recordShape.shape

/** A search as it is kept, from its first run on: all that its answer is made of. */
export const needFile = z.strictObject({
  version: z.literal(1),
  ...{ id, tool, job, size, partition, when, baseline },
  /** Of the runs with the most memory. */
  limits: z.strictObject({ ...limits.shape, memoryBytes: z.int().min(1) }),
  tolerance: z.strictObject({ share: z.number(), bytes: z.number() }),
  /** How outputs with the most memory compare. */
  parity,
  /** Engines whose least memory is sought. */
  engines: z.array(z.string()),
  attempts: z.array(attempt),
  /** Why the search of an engine ended early, or was not possible. */
  ended: z.record(z.string(), z.string()),
})
export type Need = z.output<typeof needFile>

/** What the search found of one engine. */
export interface EngineNeed {
  engine: string
  /** The least from which on every run succeeded with the same output. */
  leastBytes: Measurement
  /** Milliseconds with that least, on average, and with the most: of a run, or of a service's p95 latency. */
  leastMs: Measurement
  mostMs: Measurement
  clock: 'totalMs' | 'p95Ms'
  /** How it ran, over all runs. */
  deployment: Deployment
  /** The last run with the most that failed; null where none did. */
  failed: Attempt | null
  /** Amounts that worked though as much or more failed. */
  against: number[]
  attempts: number
  /** Why less may still be enough; null where the search came to its end. */
  open: string | null
}

/** Whether nothing but the baseline ran, so that there was nothing to compare. */
export const isAlone = ({ engines, baseline }: Need): boolean => engines.every((name) => name === baseline)

export const needsOf = (need: Need): EngineNeed[] => need.engines.map((engine) => needOf(need, engine))

export const attemptsOf = ({ attempts }: Pick<Need, 'attempts'>, engine: string): Attempt[] =>
  attempts.filter((each) => each.engine === engine)

export const triesOf = (attempts: readonly Attempt[]): Try[] =>
  attempts.map(({ memoryBytes, shortfall }) => ({ bytes: memoryBytes, worked: shortfall === null }))

/** The search of an engine: what it began with, as far as its first run has told. */
export function searchOf(
  need: Pick<Need, 'tolerance' | 'attempts'> & { limits: Pick<Need['limits'], 'memoryBytes'> },
  engine: string,
): Search {
  const [first] = attemptsOf(need, engine)
  const peak = first?.measures.peakAnonBytes
  return {
    most: need.limits.memoryBytes,
    floor: FLOOR_BYTES,
    guess: isMeasured(peak) ? peak : null,
    tolerance: need.tolerance,
  }
}

function needOf(need: Need, engine: string): EngineNeed {
  const own = attemptsOf(need, engine)
  const tries = triesOf(own)
  const { least, failed, against } = foundIn(tries)
  const ended = need.ended[engine]
  const timesAt = (bytes: number | null) => own.filter(({ memoryBytes }) => memoryBytes === bytes)
  // A search that could not begin has found nothing, though all memory was enough.
  const isSearched = ended === undefined || own.length > 1
  const search = searchOf(need, engine)
  const isOver = isSettled(tries, search)
  const clock = own.some(({ measures }) => measures.p95Ms !== undefined) ? 'p95Ms' : 'totalMs'
  return {
    engine,
    leastBytes: isSearched && least !== null ? least : unmeasured(ended ?? whyNone(own)),
    leastMs: meanMs(isSearched ? timesAt(least) : [], clock),
    mostMs: meanMs(timesAt(need.limits.memoryBytes), clock),
    clock,
    deployment: together(own.flatMap(({ deployment }) => deployment ?? [])),
    failed: own.findLast((each) => each.memoryBytes === failed && each.shortfall !== null) ?? null,
    against,
    attempts: own.length,
    open:
      !isSearched || least === null || isOver
        ? null
        : (ended ?? (tries.length < mostTries(search) ? UNFINISHED : NOT_NEAR)),
  }
}

const UNFINISHED = 'the search was interrupted'
const NOT_NEAR = 'not every success was repeated before the search reached its greatest number of runs'

function whyNone(attempts: readonly Attempt[]): string {
  const failure = attempts.findLast(({ shortfall }) => shortfall !== null)?.shortfall
  return failure ? `it failed with all memory: ${failure.reason}` : 'it was not run'
}

/** Of runs that succeeded. */
function meanMs(attempts: readonly Attempt[], clock: EngineNeed['clock']): Measurement {
  const times = attempts
    .filter(({ shortfall }) => shortfall === null)
    .flatMap(({ measures: { [clock]: ms } }) => (isMeasured(ms) ? [ms] : []))
  if (times.length === 0) return unmeasured('no run with so much memory succeeded')
  return times.reduce((sum, ms) => sum + ms, 0) / times.length
}
