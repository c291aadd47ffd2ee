import type { Measures } from '../model/measures/combine.ts'
import { type Measurement, unmeasured } from '../model/measures/measure.ts'
import type { ServiceRun } from '../model/record/schema.ts'
import { MOST_FAILED, MOST_OF_CALL } from '../model/record/trial-schema.ts'
import { quantileInterval } from '../statistics/quantile-interval.ts'
import { median } from '../statistics/sample.ts'
import { counted, shortened } from '../text/text.ts'
import { type Answered, had, isServerError } from './answers.ts'
import type { Ending } from './outcome.ts'
import type { Called, Served, ServiceLoad } from './served.ts'
import type { Sample, StepRun } from './step-run.ts'

const SIGKILL = 9
const BY_SIGNAL = 128
const NEVER_READY = unmeasured('it was never ready')
const NO_LOAD = unmeasured('it was not asked under load')
const NO_ANSWER = unmeasured('no request was answered well')
const NO_SAMPLE = unmeasured('no sample was taken meanwhile')
/** Samples of processes count CPU in steps of 10 ms: of less than this, one step is more than 2 %. */
const LEAST_CPU_SECONDS = 0.5
const LITTLE_CPU = unmeasured(
  `it used less than ${LEAST_CPU_SECONDS} s of CPU under load, which is counted in steps of 10 ms: raise for: or rate:`,
)
const ENDLESS = unmeasured('a service runs until it is stopped')

/** How a service ended: one that ends by itself has failed, whatever its exit code. */
export function serviceEnding(run: StepRun, served: Served, plain: Ending): Ending {
  const { stage, problem, load, asking } = served
  if (run.stopped || run.notStarted || run.isOverDisk || run.unknown || run.oomKills) return plain
  if (problem !== null) return { outcome: 'failed', reason: problem }
  if (stage === 'done') return { outcome: 'ok', reason: null }
  if (plain.outcome === 'cancelled') return plain
  const asked = load ? ` after ${load.latenciesMs.length} of ${load.due} requests` : ''
  const when = stage === 'answering' && asking ? `while it answered ${requestOf(asking)}` : WHEN[stage]
  const how = plain.reason ?? 'exited with 0'
  return { outcome: 'failed', reason: `died ${when}${asked}: ${how}` }
}

const WHEN = {
  starting: 'before it was ready',
  idle: 'while it was idle',
  answering: 'while it answered the first requests',
  'under load': 'under load',
}

/** Errors under load, the most frequent first: `3 of 1,200 requests failed: 2 timeout, 1 reset`. */
export function errorText({ due, errors }: Pick<ServiceRun, 'due' | 'errors'>): string | null {
  const kinds = Object.entries(errors).toSorted(([, a], [, b]) => b - a)
  if (kinds.length === 0) return null
  const count = sumOf(errors)
  const texts = kinds.map(([kind, each]) => `${each.toLocaleString('en')} ${kind}`)
  return `${count.toLocaleString('en')} of ${due.toLocaleString('en')} requests failed: ${texts.join(', ')}`
}

/**
 * Requests that had no good answer though nothing else was asked: no comparison takes two such answers for the same.
 *
 * @param answers to the first of the requests, in order
 */
export function failedAlone(requests: readonly Called[], answers: readonly Answered[]): string | null {
  const failed = answers.flatMap((answer, index) => {
    const asked = requests[index]
    const isGood = 'status' in answer && !isServerError(answer.status)
    return asked && !isGood ? [`${requestOf(asked)}, had ${had(answer)}`] : []
  })
  const [first] = failed
  if (first === undefined) return null
  return `${failed.length} of ${counted(answers.length, 'request')} failed when asked alone: ${first}${failed.length > 1 ? ', and others' : ''}`
}

const requestOf = (called: Called): string =>
  `request ${called.line}, ${shortened(callOf(called), MOST_OF_CALL)}`

/** What a service's step measures besides what any does; its time is no measure of it. */
export function serviceMeasures(run: StepRun, { readyAtMs, idleUntilMs, load }: Served): Measures {
  const { startedAtMs, samples } = run
  const between = (from: number, until: number) => samplesBetween(samples, startedAtMs, from, until)
  const idle = readyAtMs === null || idleUntilMs === null ? null : between(readyAtMs, idleUntilMs)
  return {
    workMs: ENDLESS,
    coldStartMs:
      readyAtMs === null || startedAtMs === undefined ? NEVER_READY : Math.max(0, readyAtMs - startedAtMs),
    idleBytes: idle ? (idle.length > 0 ? median(idle.map(([, bytes]) => bytes)) : NO_SAMPLE) : NEVER_READY,
    ...(load ? loadMeasures(load, between(load.fromMs, load.untilMs)) : NOT_LOADED),
  }
}

const LOADED = [
  'p50Ms',
  'p95Ms',
  'p99Ms',
  'maxMs',
  'requestsPerSecond',
  'loadBytes',
  'cpuPerRequestMs',
] as const
const NOT_LOADED: Measures = Object.fromEntries(LOADED.map((name) => [name, NO_LOAD]))

function loadMeasures({ latenciesMs, fromMs, untilMs }: ServiceLoad, samples: readonly Sample[]): Measures {
  const answered = latenciesMs.length
  const quantile = (p: number) => (answered > 0 ? quantileInterval(latenciesMs, p).value : NO_ANSWER)
  return {
    p50Ms: quantile(0.5),
    p95Ms: quantile(0.95),
    p99Ms: quantile(0.99),
    maxMs: latenciesMs.at(-1) ?? NO_ANSWER,
    requestsPerSecond: untilMs > fromMs ? (1000 * answered) / (untilMs - fromMs) : NO_ANSWER,
    loadBytes: samples.length > 0 ? Math.max(...samples.map(([, bytes]) => bytes)) : NO_SAMPLE,
    cpuPerRequestMs: answered > 0 ? cpuPerRequest(untilMs - fromMs, samples, answered) : NO_ANSWER,
  }
}

/** Samples begin and end a moment inside the load: their CPU is that of their share of its time. */
function cpuPerRequest(loadMs: number, samples: readonly Sample[], answered: number): Measurement {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last[0] <= first[0]) return NO_SAMPLE
  const seconds = last[2] - first[2]
  if (seconds < LEAST_CPU_SECONDS) return LITTLE_CPU
  return ((loadMs / (last[0] - first[0])) * 1000 * seconds) / answered
}

/** Moments of samples count from the start. */
function samplesBetween(
  samples: readonly Sample[],
  startedAtMs: number | undefined,
  from: number,
  until: number,
): readonly Sample[] {
  if (startedAtMs === undefined) return []
  return samples.filter(([ms]) => startedAtMs + ms >= from && startedAtMs + ms <= until)
}

/**
 * A service as its trial's record has it; undefined where it was not asked under load.
 *
 * @param lines the requests that it was asked, in order
 */
export function toServiceRun(
  run: StepRun,
  { load, stage }: Served,
  asked: Pick<ServiceRun, 'requests' | 'perSecond' | 'seconds'>,
  lines: readonly Called[],
): ServiceRun | undefined {
  if (!load) return undefined
  const { due, latenciesMs, lateMs, errors, fromMs, untilMs } = load
  const failed = failedOf(load, lines)
  const isAnswered = latenciesMs.length > 0
  return {
    ...asked,
    due,
    answered: latenciesMs.length,
    errors: { ...errors },
    ...(failed.length > 0 && { failed }),
    latency: isAnswered
      ? {
          p50: quantileInterval(latenciesMs, 0.5),
          p95: quantileInterval(latenciesMs, 0.95),
          p99: quantileInterval(latenciesMs, 0.99),
        }
      : null,
    sentLateMs: lateMs.length > 0 ? Math.max(0, quantileInterval(lateMs, 0.99).value) : NO_LOAD,
    growth: growthOf(samplesBetween(run.samples, run.startedAtMs, fromMs, untilMs)),
    isEndedInTime: stage === 'done' ? !wasKilled(run) && run.leftoversEnded === 0 : null,
  }
}

export const callOf = ({ method, path }: Omit<Called, 'line'>): string => `${method} ${path}`

/** The requests that failed most often; what engines answer to them alone is not known here. */
function failedOf({ failures }: ServiceLoad, lines: readonly Called[]): NonNullable<ServiceRun['failed']> {
  return [...failures]
    .toSorted(([, a], [, b]) => sumOf(b) - sumOf(a))
    .slice(0, MOST_FAILED)
    .flatMap(([index, had]) => {
      const asked = lines[index]
      return asked
        ? [{ request: asked.line, call: shortened(callOf(asked), MOST_OF_CALL), had, alone: {} }]
        : []
    })
}

/** Failures of a request, of all kinds. */
export const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, each) => sum + each, 0)

/** A container's own process tells its signal by its exit code, as shells do. */
const wasKilled = ({ signal, exitCode }: StepRun): boolean =>
  signal === SIGKILL || exitCode === BY_SIGNAL + SIGKILL

const FEWEST_SAMPLES = 40
const LEAK_SHARE = 0.1
const LEAK_BYTES = 16 * 2 ** 20

/**
 * Whether memory grew though the load was constant. The first quarter of it fills caches and pools, and is left out. What
 * rose through each of the other three, by more than a tenth and 16 MiB, may be a leak: a longer run shows whether it ends.
 *
 * @param samples under load
 * @internal
 */
export function growthOf(samples: readonly Sample[]): ServiceRun['growth'] {
  if (samples.length < FEWEST_SAMPLES)
    return {
      value: null,
      reason: `${samples.length} samples under load are too few: ${FEWEST_SAMPLES} are needed`,
    }
  const quarter = samples.length / 4
  const [second = 0, third = 0, last = 0] = [1, 2, 3].map((index) =>
    median(samples.slice(Math.floor(index * quarter), Math.floor((index + 1) * quarter)).map(([, b]) => b)),
  )
  const bytes = Math.max(0, last - second)
  const isRising = third > second && last > third
  return { bytes, isLeak: isRising && bytes > LEAK_BYTES && bytes > LEAK_SHARE * second }
}
