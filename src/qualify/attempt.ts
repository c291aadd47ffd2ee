import type { ApplicationFacts } from '../application/application.ts'
import { type Measurement, unmeasured } from '../model/measures/measure.ts'

/** Why a log was not read whole, or what to know of it. */
export type Gap =
  | { kind: 'truncated'; files: number }
  | { kind: 'corrupt'; detail: string }
  | { kind: 'no-start' }
  | { kind: 'no-end' }
  | { kind: 'never-ends' }
  | { kind: 'no-executors' }
  | { kind: 'compacted' }
  | { kind: 'pieces-missing'; count: number }
  | { kind: 'malformed'; lines: number }
  | { kind: 'too-long'; lines: number }
  | { kind: 'clocks'; tasks: number }
  | { kind: 'untried'; version: string }
  | { kind: 'foreign'; events: number }

/** One attempt of an application, as far as its log goes. Times in seconds, amounts in bytes. */
export interface Attempt {
  path: string
  /** Empty where the log was read whole. */
  gaps: Gap[]
  id: string | null
  attempt: string | null
  name: string
  sparkVersion: string | null
  startedAt: string
  wallSeconds: number
  /** It never ended, where an end is written, its program failed, or a query or a job on RDDs did. */
  isFailed: boolean
  /** Executors' cores and memory for as long as they lived. */
  coreHours: Measurement
  memoryGbHours: Measurement
  mostCores: number
  /** At once; in local mode, the driver. */
  mostExecutors: number
  /** `local[8]`, `yarn`, `spark`; null where the log does not say it. */
  master: string | null
  /** As `spark.plugins` names them; null where the log does not. */
  plugins: string | null
  /** Of clients of a Spark Connect server; 0 of any other application. */
  sessions: number
}

export const MS = 1000
const MS_AN_HOUR = 3_600_000
const NO_NAME = '(no name)'
const MOST_NAME = 100

export const attemptOf = (path: string, facts: ApplicationFacts, gaps: Gap[]): Attempt => ({
  path,
  gaps,
  id: facts.id,
  attempt: facts.attempt,
  name: facts.name?.slice(0, MOST_NAME) ?? NO_NAME,
  sparkVersion: facts.sparkVersion,
  startedAt: new Date(facts.startMs).toISOString(),
  wallSeconds: (facts.endMs - facts.startMs) / MS,
  isFailed: !(facts.hasEnd || facts.isDatabricks) || (facts.exitCode ?? 0) !== 0 || facts.outcome.hasFailed,
  coreHours: facts.paid.executors === 0 ? unmeasured('no-executors') : facts.paid.coreMs / MS_AN_HOUR,
  memoryGbHours:
    facts.paid.byteMs === null ? unmeasured('no-memory-setting') : facts.paid.byteMs / 1e9 / MS_AN_HOUR,
  mostCores: facts.paid.mostCores,
  mostExecutors: facts.paid.mostExecutors,
  master: facts.master,
  plugins: facts.plugins,
  sessions: facts.sessions,
})

/** What to know of a log that lacks nothing. Clocks that disagree move single tasks, and not the driver's own times. */
const NOTED: readonly Gap['kind'][] = ['clocks', 'untried', 'foreign']

/** Whether the whole of a run was seen. */
export const isWhole = (gaps: readonly Gap[]): boolean => gaps.every(({ kind }) => NOTED.includes(kind))
