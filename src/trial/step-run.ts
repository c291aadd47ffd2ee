import { combineMeasures } from '../model/measures/combine.ts'
import { orNull } from '../model/measures/measure.ts'
import type { Part } from '../model/record/schema.ts'
import type { Served } from './served.ts'

/** Why a step never ran, and whose doing that is: only an engine's own command counts against the engine. */
export interface StartFault {
  fault: 'engine' | 'machine'
  detail: string
}

/** What a runner saw of a step. */
export interface StepRun {
  /** Set when the command could not be started at all. */
  notStarted: StartFault | null
  exitCode: number | null
  signal: number | null
  /** Its meter was killed: what is not known therefore, which makes it worth nothing as a trial. */
  unknown?: 'figures' | 'end'
  /** What went wrong beside it, which may be why it failed. */
  mishap?: string
  /** All that it worked with was gone, so that it was ended. */
  isLost?: true
  /** Who ended it but the tool and itself, in words: a cluster evicted it. */
  takenAway?: string
  /** It had more on disk than it may, whether it ended by itself or not. */
  isOverDisk?: true
  /** The tool ended it, because of its timeout or because the run was cancelled. */
  stopped: boolean
  /** Kills by the kernel for lack of memory; null where nothing counts them. */
  oomKills: number | null
  /** Processes that outlived the command and had to be ended: what they wrote may be cut off. */
  leftoversEnded: number
  /** Masters that the command lines of Spark's JVMs named, null of one that was given none; absent where nobody looked. */
  sparkMasters?: readonly (string | null)[]
  /** What it consisted of, each with its measures; none where it never ran. One of them tells the clock. */
  parts: Part[]
  samples: Sample[]
  /** When it began, in milliseconds of the kernel's monotonic clock; absent where its meter did not tell. */
  startedAtMs?: number
  /** How it served, of a step that is a service. */
  served?: Served
  /** True, or why the limits could not be enforced. */
  limitsEnforced: true | { value: null; reason: string }
}

/** A step that ran, of which nothing is known but this. */
export const ranStep = (known: Partial<StepRun>): StepRun => ({
  notStarted: null,
  exitCode: null,
  signal: null,
  stopped: false,
  oomKills: null,
  leftoversEnded: 0,
  parts: [],
  samples: [],
  limitsEnforced: true,
  ...known,
})

/** A step that never ran. */
export const neverStarted = (notStarted: StartFault): StepRun =>
  ranStep({ notStarted, limitsEnforced: { value: null, reason: 'it did not start' } })

/** Milliseconds from the start of its command to its end; null where nothing measured them. */
export function elapsedMs({ parts }: StepRun): number | null {
  const { executionMs } = combineMeasures(parts.map(({ measures }) => measures))
  return orNull(executionMs)
}

/** Milliseconds since the step's start, anonymous and shared bytes, CPU-seconds so far. */
export type Sample = [ms: number, anonBytes: number, cpuSeconds: number]
