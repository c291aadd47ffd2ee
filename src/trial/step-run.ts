import type { Measurement } from '../model/measures/measure.ts'
import type { MeasureName } from '../model/measures/registry.ts'

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
  /** The tool ended it, because of its timeout or because the run was cancelled. */
  stopped: boolean
  /** Kills by the kernel for want of memory; null where nothing counts them. */
  oomKills: number | null
  /** Processes that outlived the command and had to be ended: what they wrote may be cut off. */
  leftoversEnded: number
  measures: Partial<Record<MeasureName, Measurement>>
  samples: Sample[]
  cgroup: 'v1' | 'v2' | 'none'
  /** True, or why the limits could not be enforced. */
  limitsEnforced: true | { value: null; reason: string }
}

/** A step that never ran. */
export const neverStarted = (notStarted: StartFault): StepRun => ({
  notStarted,
  exitCode: null,
  signal: null,
  stopped: false,
  oomKills: null,
  leftoversEnded: 0,
  measures: {},
  samples: [],
  cgroup: 'none',
  limitsEnforced: { value: null, reason: 'it never started' },
})

/** Milliseconds since the step's start, anonymous and shared bytes, CPU-seconds so far. */
export type Sample = [ms: number, anonBytes: number, cpuSeconds: number]
